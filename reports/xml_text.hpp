// Text of the user inside HTML and SVG: whatever it holds, it stays text. What is no UTF-8, and
// control characters, which XML forbids, become U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace ipcsim {

/// As the content of an element, or of an attribute in double quotes.
std::string xml_text(std::string_view text);

/// A length in a drawing, with two decimals at most: "12.5".
std::string xml_number(double value);

}  // namespace ipcsim
