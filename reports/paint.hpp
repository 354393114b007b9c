// What whoever reads a text report can be shown: colour, which carries no meaning alone (off, every
// text comes back as it is), and how many columns.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "reports/paragraph.hpp"

namespace ipcsim {

struct Paint {
  bool colour = false;
  std::size_t width = kReportWidth;  // columns of tables

  /// Columns of sentences, which nobody likes to read in long lines.
  [[nodiscard]] std::size_t prose_width() const { return std::min(width, kReportWidth); }

  [[nodiscard]] std::string heading(std::string_view text) const { return painted("1", text); }
  [[nodiscard]] std::string good(std::string_view text) const { return painted("32", text); }
  [[nodiscard]] std::string bad(std::string_view text) const { return painted("1;31", text); }
  [[nodiscard]] std::string doubtful(std::string_view text) const { return painted("33", text); }

 private:
  [[nodiscard]] std::string painted(std::string_view code, std::string_view text) const {
    if (!colour) return std::string(text);
    return "\x1B[" + std::string(code) + "m" + std::string(text) + "\x1B[0m";
  }
};

}  // namespace ipcsim
