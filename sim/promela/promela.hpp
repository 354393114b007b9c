// A program as a model in Promela, the language of SPIN (spinroot.com): the untimed world of
// docs/semantics.md, so that a verdict can be checked by a tool that nobody here wrote. A deadlock
// is an invalid end state there, a livelock too; a program error, and running for ever without a
// step, a failed assertion.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/program/program.hpp"

namespace ipcsim {

/// What SPIN cannot be told.
struct PromelaProblem {
  CodeIndex at = 0;  // of the statement
  std::string message;
  std::vector<std::string> hints;
};

struct PromelaExport {
  std::string model;  // empty if there are problems
  std::vector<PromelaProblem> problems;
};

/// Unbounded mailboxes, messages under way and forgotten calls are followed up to `bound`.
PromelaExport promela_of(const Program& program, std::uint32_t bound);

}  // namespace ipcsim
