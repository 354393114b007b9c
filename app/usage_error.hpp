// The user's mistake on the command line, thrown to where it is shown: `ipcsim: error: …` with what
// to do below. Mistakes in a scenario are Diagnostics.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "reports/paint.hpp"

namespace ipcsim {

class UsageError : public std::runtime_error {
 public:
  /// `message`: lower case, no full stop. `hints`: what to do, a line each.
  explicit UsageError(const std::string& message, std::vector<std::string> hints = {})
      : std::runtime_error(message), hints_(std::move(hints)) {}

  [[nodiscard]] const std::vector<std::string>& hints() const { return hints_; }

 private:
  std::vector<std::string> hints_;
};

/// As it is shown: "ipcsim: error: …", then the hints, a line each.
std::string error_text(const std::string& message, const std::vector<std::string>& hints,
                       Paint paint);

}  // namespace ipcsim
