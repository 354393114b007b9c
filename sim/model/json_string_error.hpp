// What is wrong with a JSON string. Knows nothing of what stands around it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ipcsim {

struct JsonStringError {
  std::size_t begin = 0;  // offsets of the mistake in the text
  std::size_t end = 0;
  std::string message;
  std::vector<std::string> hints;
};

/// The first mistake of the string whose opening quote stands at `begin`. REQUIRES: it has one.
JsonStringError json_string_error(std::string_view text, std::size_t begin);

}  // namespace ipcsim
