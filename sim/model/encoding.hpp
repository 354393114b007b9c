// Whether a text is UTF-8 text at all. Knows nothing of JSON.
#pragma once

#include "sim/base/diagnostics.hpp"
#include "sim/base/source_text.hpp"

namespace ipcsim {

/// Reports the first byte that is no text (a NUL, or ill-formed UTF-8), if there is one.
bool report_bad_encoding(const SourceText& text, Diagnostics& diagnostics);

}  // namespace ipcsim
