// Whether two contents are the same, by a short text that sha1sum(1) writes as well. No secret
// depends on it. Knows nothing of files.
#pragma once

#include <string>
#include <string_view>

namespace ipcsim {

/// "sha1:" and 40 hexadecimal digits.
std::string content_hash(std::string_view bytes);

}  // namespace ipcsim
