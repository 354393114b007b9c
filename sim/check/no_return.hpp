// The point of no return: from where on every way leads to a standstill.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/check/exploration.hpp"

namespace ipcsim {

/// How many steps of the way lead to its first state from which every way ends in a standstill: no
/// run that ends well is left, and none that goes on for ever. Empty: more than `most_states`
/// would have to be looked at. `way`: states, packed; REQUIRES: its last one is a bad standstill.
std::optional<std::size_t> steps_to_no_return(Exploration& exploration,
                                              const std::vector<std::vector<Word>>& way,
                                              std::uint64_t most_states = 50'000);

}  // namespace ipcsim
