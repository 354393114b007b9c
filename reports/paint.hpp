// Colour for terminals. Off, every text comes back as it is; no meaning is in colour alone.
#pragma once

#include <string>
#include <string_view>

namespace ipcsim {

struct Paint {
  bool colour = false;

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
