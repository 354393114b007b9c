// Random scenarios over the whole language, as JSON text: short times of few nanoseconds, so that
// much happens at one instant, and small capacities. One seed gives one text on every machine.
#pragma once

#include <cstdint>
#include <string>

namespace ipcsim::testing {

/// What a random scenario may do beyond blocking sends and receives, and nonblocking ones that go
/// on at once; or what it does.
struct ScenarioFeatures {
  bool select = true;
  bool calls = true;      // call and reply
  bool receipts = true;   // sends with `until: received`
  bool direct = true;     // send_to and receive_from
  bool multicast = true;  // M[*] only where `arrays`, too
  bool timeouts = true;   // `timeout`, and the `after` of a select
  bool polling = true;    // nonblocking receives without `else` or with a `timeout`
  bool services = true;
  bool starts = true;  // delays before a process begins
  bool drops = true;   // mailboxes that drop messages
  bool arrays = true;  // of mailboxes

  /// None of them; name the ones to add.
  static ScenarioFeatures none() {
    return {.select = false,
            .calls = false,
            .receipts = false,
            .direct = false,
            .multicast = false,
            .timeouts = false,
            .polling = false,
            .services = false,
            .starts = false,
            .drops = false,
            .arrays = false};
  }
};

struct RandomScenario {
  std::string text;
  ScenarioFeatures present;  // what stands in it; some of it may never be run
};

/// A valid scenario with 2 to 6 process groups and 1 to 4 mailbox groups, made of what is allowed.
RandomScenario random_scenario_of(std::uint64_t seed, const ScenarioFeatures& allowed);

/// The text of one of which everything is allowed.
std::string random_scenario(std::uint64_t seed);

}  // namespace ipcsim::testing
