#include "tests/property/small_scenario.hpp"

#include <iterator>
#include <string>
#include <vector>

#include "tests/property/random_program.hpp"

namespace ipcsim::testing {
namespace {

class SmallWriter {
 public:
  explicit SmallWriter(std::uint64_t seed) : dice_(seed) {}

  RandomScenario scenario() {
    const std::uint32_t features = 1 + dice_.below(3);
    for (std::uint32_t i = 0; i < features; ++i) {
      allowed_.*kFeatures[dice_.below_size(std::size(kFeatures))].member = true;
    }
    plan_processes();
    Json root{{"ipcsim", 1}, {"run", {{"until", "300ns"}, {"zero_time_limit", 2000}}}};
    root["run"]["seed"] = dice_.below(1000);
    root["poll"] = "1ns";
    if (dice_.chance(15)) root["send"] = "nonblocking";
    root["mailboxes"] = mailboxes();
    if (allowed_.direct && dice_.chance(50)) root["direct"] = {{"capacity", dice_.below(3)}};
    Json processes = Json::object();
    for (group_ = 0; group_ < counts_.size(); ++group_) processes[name(group_)] = process();
    root["processes"] = processes;
    return {root.dump(1), present_};
  }

 private:
  static std::string name(std::size_t group) { return "p" + std::to_string(group); }
  bool may(bool ScenarioFeatures::*feature, std::uint32_t percent) {
    if (!(allowed_.*feature) || !dice_.chance(percent)) return false;
    present_.*feature = true;
    return true;
  }

  void plan_processes() {
    std::uint32_t left = dice_.chance(15) ? 5 + dice_.below(2) : 2 + dice_.below(3);
    while (left > 0) {
      const bool several = left > 1 && counts_.size() + left > 2 && dice_.chance(15);
      counts_.push_back(several ? 2 : 1);
      left -= counts_.back();
    }
  }

  Json mailboxes() {
    Json result = Json::object();
    const std::uint32_t count = 1 + dice_.below(3);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::string box = "m" + std::to_string(i);
      result[box] = mailbox(50);
      const bool is_array = may(&ScenarioFeatures::arrays, 70);
      if (is_array) result[box]["count"] = 2;
      boxes_.push_back({box, is_array ? 2U : 0U});
    }
    if (allowed_.calls) result["desk"] = mailbox(60);
    return result;
  }

  Json mailbox(std::uint32_t rendezvous_percent) {
    const std::uint32_t capacity = dice_.chance(rendezvous_percent) ? 0 : 1 + dice_.below(2);
    Json box{{"capacity", capacity}};
    if (may(&ScenarioFeatures::drops, 75)) {
      box["when_full"] = dice_.pick({"drop_newest", "drop_oldest", "drop_oldest"});
    }
    if (dice_.chance(15)) box["order"] = dice_.pick({"lifo", "priority"});
    if (dice_.chance(20)) box["initial"] = dice_.below(capacity + 1);
    return box;
  }

  Json process() {
    Json result = Json::object();
    if (counts_[group_] > 1) result["count"] = counts_[group_];
    if (may(&ScenarioFeatures::starts, 60)) result["start"] = time();
    if (group_ > 0 && may(&ScenarioFeatures::services, 60)) result["service"] = true;
    Json program = Json::array();
    if (dice_.chance(25)) program.push_back(statement(1));
    const bool loops = dice_.chance(60);
    if (loops) {
      const bool forever = dice_.chance(50);
      ++loops_;
      program.push_back(
          {{"loop", forever ? Json("forever") : Json(1 + dice_.below(2))}, {"do", block(1, 1, 2)}});
      --loops_;
    }
    for (const Json& it : block(1, loops ? 0 : 1, loops ? 1 : 3)) program.push_back(it);
    result["program"] = program;
    return result;
  }

  Json block(std::uint32_t depth, std::uint32_t least, std::uint32_t most) {
    Json result = Json::array();
    const std::uint32_t length = least + dice_.below(most - least + 1);
    for (std::uint32_t i = 0; i < length; ++i) result.push_back(statement(depth));
    return result;
  }

  Json statement(std::uint32_t depth) {
    const std::uint32_t kind = dice_.below(100);
    if (kind < 40 && depth < 4) {
      if (may(&ScenarioFeatures::select, 70)) return select(depth);
      if (may(&ScenarioFeatures::calls, 75)) return dice_.chance(50) ? call(depth) : serve(depth);
      if (may(&ScenarioFeatures::direct, 75)) {
        return dice_.chance(50) ? send_to(depth) : receive_from(depth);
      }
      if (may(&ScenarioFeatures::multicast, 75)) return multicast();
    }
    if (kind < 78 || depth > 2) return dice_.chance(50) ? send(depth) : receive(depth);
    if (kind < 84) return {{dice_.pick({"compute", "sleep"}), time()}};
    if (kind < 92) return choose(depth);
    if (kind < 97) return loops_ > 0 ? Json(dice_.pick({"break", "continue"})) : send(depth);
    return "stop";
  }

  Json choose(std::uint32_t depth) {
    Json one{{"weight", 1}, {"do", block(depth + 1, 0, 1)}};
    Json other{{"weight", 1}, {"do", block(depth + 1, 1, 1)}};
    return {{"choose", Json::array({one, other})}};
  }

  Json select(std::uint32_t depth) {
    Json alternatives = Json::array();
    const std::uint32_t count = 1 + dice_.below(3);
    for (std::uint32_t i = 0; i < count; ++i) {
      Json it{{dice_.chance(50) ? "send" : "receive", box()}};
      if (depth < 3 && dice_.chance(30)) it["do"] = block(depth + 1, 0, 1);
      alternatives.push_back(it);
    }
    if (may(&ScenarioFeatures::timeouts, 25)) {
      alternatives.push_back({{"after", time()}, {"do", block(depth + 1, 0, 1)}});
    } else if (dice_.chance(12)) {
      alternatives.push_back({{"else", block(depth + 1, 0, 1)}});
    }
    return {{"select", alternatives}};
  }

  Json call(std::uint32_t depth) {
    Json result{{"call", "desk"}};
    add_timeout(result);
    add_blocks(result, depth);
    return result;
  }

  /// Receives a call and mostly replies.
  Json serve(std::uint32_t depth) {
    Json result{{"receive", "desk"}, {"mode", "blocking"}, {"do", Json::array()}};
    if (dice_.chance(20)) result["do"].push_back(statement(depth + 1));
    if (dice_.chance(85)) result["do"].push_back("reply");
    add_receive_modifiers(result);
    return result;
  }

  Json send(std::uint32_t depth) {
    Json result{{"send", box()}};
    add_send_modifiers(result);
    add_blocks(result, depth);
    return result;
  }

  Json send_to(std::uint32_t depth) {
    const std::size_t to = dice_.below_size(counts_.size());
    Json result{{"send_to", counts_[to] > 1 ? indexed(name(to)) : name(to)}};
    add_send_modifiers(result);
    add_blocks(result, depth);
    return result;
  }

  Json multicast() {
    Json targets = Json::array();
    const std::uint32_t count = 1 + dice_.below(2);
    for (std::uint32_t i = 0; i < count; ++i) {
      const BoxPlan& target = boxes_[dice_.below_size(boxes_.size())];
      const bool all = target.elements > 0 && dice_.chance(60);
      targets.push_back(all ? target.name + "[*]" : element(target));
    }
    Json result{{"multicast", targets}};
    add_send_modifiers(result);
    return result;
  }

  Json receive(std::uint32_t depth) {
    Json result{{"receive", box()}};
    add_receive_modifiers(result);
    add_blocks(result, depth);
    return result;
  }

  Json receive_from(std::uint32_t depth) {
    const std::size_t from = dice_.below_size(counts_.size());
    const bool one = counts_[from] > 1 && dice_.chance(40);
    Json result{{"receive_from", dice_.chance(35) ? "any"
                                 : one            ? indexed(name(from))
                                                  : name(from)}};
    add_receive_modifiers(result);
    add_blocks(result, depth);
    return result;
  }

  void add_send_modifiers(Json& operation) {
    if (dice_.chance(10)) operation["priority"] = dice_.below(2);
    if (dice_.chance(12)) {
      operation["mode"] = "nonblocking";
      return;
    }
    if (dice_.chance(10)) operation["mode"] = "blocking";
    if (may(&ScenarioFeatures::receipts, 65)) operation["until"] = "received";
    add_timeout(operation);
  }

  void add_receive_modifiers(Json& operation) {
    if (may(&ScenarioFeatures::polling, 50)) {
      operation["mode"] = "nonblocking";
    } else if (!operation.contains("mode") && dice_.chance(10)) {
      operation["mode"] = "nonblocking";
      operation["else"] = Json::array();
      return;
    }
    add_timeout(operation);
  }

  void add_timeout(Json& operation) {
    if (may(&ScenarioFeatures::timeouts, 30)) operation["timeout"] = time();
  }

  void add_blocks(Json& operation, std::uint32_t depth) {
    if (depth < 3 && !operation.contains("do") && dice_.chance(12)) {
      operation["do"] = block(depth + 1, 1, 1);
    }
    // A nonblocking receive without a timeout that has an `else` does not poll.
    const bool polls = operation.contains("mode") && operation["mode"] == "nonblocking" &&
                       !operation.contains("timeout");
    const bool fails = operation.contains("timeout") || !operation.contains("receive") || !polls;
    if (depth < 3 && fails && dice_.chance(15)) operation["else"] = block(depth + 1, 0, 1);
  }

  std::string box() { return element(boxes_[dice_.below_size(boxes_.size())]); }

  std::string element(const BoxPlan& box) {
    return box.elements > 0 ? indexed(box.name) : box.name;
  }

  std::string indexed(const std::string& array) {
    return array + dice_.pick({"[0]", "[1]", "[self]", "[self+1]", "[any]"});
  }

  std::string time() { return std::to_string(1 + dice_.below(5)) + "ns"; }

  Dice dice_;
  ScenarioFeatures allowed_ = ScenarioFeatures::none();
  ScenarioFeatures present_ = ScenarioFeatures::none();
  std::vector<std::uint32_t> counts_;  // by process group: replicas
  std::vector<BoxPlan> boxes_;         // without the desk
  std::size_t group_ = 0;
  std::uint32_t loops_ = 0;  // around the statement being made
};

}  // namespace

RandomScenario small_scenario(std::uint64_t seed) { return SmallWriter(seed).scenario(); }

}  // namespace ipcsim::testing
