// Small random scenarios for the tests of the search, and the seeds that they are made of.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/check/check_program.hpp"
#include "sim/model/scenario.hpp"

namespace ipcsim::testing {

/// `first` and the ones behind it, `count` x IPCSIM_TEST_SCALE of them; or the one that
/// IPCSIM_PROPERTY_SEED names.
std::vector<std::uint64_t> seeds_from(std::uint64_t first, double count);

/// A small scenario, over a network for every third seed.
std::string here_or_over_network(std::uint64_t seed);

/// Of six seeds: two small scenarios, one over a network, one over a network most of whose senders
/// do not wait for ever, so that their messages are under way, and two crowded links.
std::string of_any_kind(std::uint64_t seed);

/// What the search finds, with at most so many states.
CheckResult checked(const Scenario& scenario, bool reduces, std::uint64_t most_states);

/// Of the schedule, if there is one; else 0.
std::size_t length_of(const CheckResult& result);

}  // namespace ipcsim::testing
