// SPIN, run on a model as its users run it.
#pragma once

#include <string>

namespace ipcsim::testing {

struct SpinVerdict {
  bool has_error = false;
  std::string kind;  // of the error, in pan's words: "invalid end state", "assertion violated …"
  std::string what;  // all that was printed
};

/// Throws std::runtime_error if SPIN is not installed, refuses the model, or has not looked at all
/// states. `options`: of the verifier.
SpinVerdict verdict_of_spin(const std::string& model, const std::string& options = "");

}  // namespace ipcsim::testing
