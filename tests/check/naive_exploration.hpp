// Every interleaving of a scenario, by the plainest means: states in a map, all steps of all of
// them in order. For small scenarios without hosts; what the untimed world is, it has from
// docs/semantics.md alone.
#pragma once

#include <cstddef>

#include "sim/model/scenario.hpp"

namespace ipcsim::testing {

struct NaiveResult {
  enum class Verdict { free, deadlock, livelock, program_error, undecided };
  Verdict verdict = Verdict::free;
  std::size_t length = 0;  // of the shortest way to what the verdict names
  std::size_t states = 0;
};

/// Gives up beyond `most_states`, and where a process has received more than `most_calls` calls and
/// not answered them.
NaiveResult explore_naively(const Scenario& scenario, std::size_t most_states,
                            std::size_t most_calls);

}  // namespace ipcsim::testing
