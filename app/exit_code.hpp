// What the command says to the shell. Knows nothing of why.
#pragma once

#include "sim/experiment/results.hpp"

namespace ipcsim {

enum class ExitCode {
  fine = 0,
  finding = 1,          // an expectation failed; an unexpected deadlock or livelock; program error
  bad_input = 2,        // bad usage, a bad scenario, or an output that cannot be written
  undecided = 3,        // an interval straddles its bound, or is missing; a limit was reached
  internal_error = 70,  // our own bug
  interrupted = 130,
};

/// The one that applies first of 130, 70, 2, 1, 3, 0.
ExitCode worse(ExitCode a, ExitCode b);

/// What the results of a run say.
ExitCode exit_code_of(const Results& results);

}  // namespace ipcsim
