// A check that stands in every build: what it guards can be false only through our own mistake,
// never through the user's. A failed one ends the command with exit code 70 and asks for a report.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace ipcsim {

/// Our own bug: thrown by `check`, caught by the command line alone.
class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Where in our own code a check stands (std::source_location, which Clang 14 does not have).
struct CodePlace {
  const char* file;
  int line;
  static constexpr CodePlace here(const char* file = __builtin_FILE(),
                                  int line = __builtin_LINE()) {
    return {file, line};
  }
};

/// For a place that cannot be reached: throws InternalError.
[[noreturn]] inline void fail_check(std::string_view claim, CodePlace at = CodePlace::here()) {
  throw InternalError(std::string(at.file) + ":" + std::to_string(at.line) +
                      ": this should hold and does not: " + std::string(claim));
}

/// Throws InternalError naming `claim` (what should hold, in words) unless `holds`.
inline void check(bool holds, std::string_view claim, CodePlace at = CodePlace::here()) {
  if (!holds) [[unlikely]] {
    fail_check(claim, at);
  }
}

}  // namespace ipcsim
