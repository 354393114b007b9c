#include "reports/dot_text.hpp"

#include "sim/base/display_width.hpp"

namespace ipcsim {

std::string dot_string(const std::vector<std::string>& lines) {
  constexpr std::size_t kWidest = 100;
  std::string text = "\"";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) text += "\\n";
    for (const char c : fitted(lines[i], kWidest)) {
      if (c == '"' || c == '\\') text += '\\';  // a backslash would begin an escape
      text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return text + '"';
}

}  // namespace ipcsim
