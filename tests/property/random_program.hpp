// The programs of random scenarios. For random_scenario.cpp alone.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/property/random_scenario.hpp"
#include "tests/support/json.hpp"

namespace ipcsim::testing {

inline constexpr std::uint32_t kDeepest = 4;  // how deep blocks stand within blocks

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}

  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  std::uint32_t below_size(std::size_t n) { return below(static_cast<std::uint32_t>(n)); }
  bool chance(std::uint32_t percent) { return below(100) < percent; }
  std::string pick(std::initializer_list<const char*> words) {
    return *(words.begin() + below_size(words.size()));
  }

 private:
  std::mt19937_64 random_;
};

struct BoxPlan {
  std::string name;
  std::uint32_t elements = 0;  // 0: no array
  bool sent_to = false;
  bool received_from = false;
};

struct GroupPlan {
  std::string name;
  std::uint32_t replicas = 1;
  bool serves = false;  // receives calls and replies
};

/// What all programs of a scenario have to know.
struct ScenarioPlan {
  ScenarioFeatures active;                              // what may be written
  ScenarioFeatures present = ScenarioFeatures::none();  // what has been
  bool sends_block = true;                              // where no `mode` says so
  bool receives_block = true;                           // likewise
  bool uniform_times = false;
  bool busy = false;
  std::vector<BoxPlan> boxes;
  std::size_t desk = 0;  // the place in `boxes` of the one for calls
  std::vector<GroupPlan> groups;
  std::vector<std::pair<std::size_t, std::size_t>> links;  // sender and receiver, in `groups`
};

std::string random_ns(std::uint32_t time);

/// Whole nanoseconds, few and small: whatever can meet at one instant shall.
Json random_time(Dice& dice, const ScenarioPlan& plan);

class ProgramWriter {
 public:
  /// Writes for the group at this place of the plan.
  ProgramWriter(Dice& dice, ScenarioPlan& plan, std::size_t group)
      : dice_(dice), plan_(plan), group_(group) {}

  /// Not empty.
  Json program();
  /// A mailbox to send to.
  std::string send_target();

 private:
  enum class Verb {
    send,
    receive,
    call,
    reply,
    select,
    send_to,
    receive_from,
    multicast,
    pass_time,
    choose,
    loop,
    leave_loop,
    stop,
  };

  Json server();
  Json served_once();
  Json loop_body();
  Json block(std::uint32_t depth, std::uint32_t most);
  Json statement(std::uint32_t depth);
  Verb verb(std::uint32_t depth);
  Json choose(std::uint32_t depth);
  Json loop();
  Json send(std::uint32_t depth);
  Json send_to(std::uint32_t depth);
  Json multicast();
  Json call(std::uint32_t depth);
  Json receive(std::uint32_t depth);
  Json receive_from(std::uint32_t depth);
  Json select(std::uint32_t depth);
  Json alternative(std::uint32_t depth);
  void add_size_and_priority(Json& operation);
  void add_send_modifiers(Json& operation);
  void add_receive_modifiers(Json& operation, std::uint32_t depth);
  void add_timeout(Json& operation, std::uint32_t percent);
  void add_blocks(Json& operation, std::uint32_t depth);
  Json time() { return random_time(dice_, plan_); }
  Json size();
  std::string mode() { return dice_.pick({"blocking", "nonblocking"}); }

  std::size_t place_to_send();
  std::size_t place_to_receive();
  std::string receive_target() { return element_of(place_to_receive(), false); }
  /// A name with an index that fits; whether the place is sent to or received from is noted.
  std::string element_of(std::size_t place, bool sending);
  std::string indexed(const std::string& name, std::uint32_t count);
  /// A group to which, or from which, mine has a link; now and then any group.
  std::size_t link_partner(bool sending);
  [[nodiscard]] bool has_link(bool sending) const;

  Dice& dice_;
  ScenarioPlan& plan_;
  std::size_t group_;
  std::uint32_t loops_ = 0;  // around the statement being made
};

}  // namespace ipcsim::testing
