// Every interleaving of a scenario, by the plainest means: states in a map, all steps of all of
// them in order. For small scenarios; what the untimed world is, it has from docs/semantics.md
// alone.
#pragma once

#include <cstddef>

#include "sim/model/scenario.hpp"

namespace ipcsim::testing {

/// How many states had such a step, of messages under way between hosts.
struct NaiveTraffic {
  std::size_t put_in = 0;      // into a mailbox, on arrival
  std::size_t handed = 0;      // to a waiting receiver, on arrival
  std::size_t kept_out = 0;    // refused or dropped on arrival
  std::size_t waiting = 0;     // on arrival its sender begins to wait there
  std::size_t lost = 0;        // for good, on a link
  std::size_t sent_again = 0;  // after a loss
  std::size_t left = 0;        // its sender gives up while it is under way
  std::size_t cut = 0;         // too many would be under way
};

struct NaiveResult {
  enum class Verdict { free, deadlock, livelock, program_error, undecided };
  Verdict verdict = Verdict::free;
  std::size_t length = 0;  // of the shortest way to what the verdict names
  std::size_t states = 0;
  NaiveTraffic traffic;
};

struct NaiveLimits {
  std::size_t states = 0;     // beyond it the search gives up
  std::size_t calls = 0;      // likewise, where a process has received more and not answered them
  std::size_t under_way = 0;  // messages from one host to one mailbox: a step beyond it is cut
};

NaiveResult explore_naively(const Scenario& scenario, const NaiveLimits& limits);

}  // namespace ipcsim::testing
