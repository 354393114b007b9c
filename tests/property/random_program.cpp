#include "tests/property/random_program.hpp"

#include <algorithm>

namespace ipcsim::testing {
std::string random_ns(std::uint32_t time) { return std::to_string(time) + "ns"; }

Json random_time(Dice& dice, const ScenarioPlan& plan) {
  if (plan.uniform_times) return random_ns(1 + dice.below(3));
  const std::uint32_t kind = dice.below(20);
  if (kind < 12) return random_ns(dice.below(8));
  if (kind == 12) return {{"exponential", "4ns"}};
  if (kind == 13) return {{"normal", {"4ns", "3ns"}}};
  if (kind == 14) return {{"erlang", {2, "5ns"}}};
  if (kind == 15) return json_of(R"({"empirical": [["1ns", 2], ["5ns", 1], ["9ns", 0.5]]})");
  if (kind == 16) return {{"trace", "times.csv"}};
  if (kind == 17) return {{"lognormal", {"6ns", "8ns"}}};
  return {{"uniform", {"0ns", "6ns"}}};
}

Json ProgramWriter::program() {
  Json program = Json::array();
  if (dice_.chance(20)) program.push_back(statement(1));
  if (plan_.groups[group_].serves) {
    program.push_back(server());
  } else if (dice_.chance(80)) {
    const bool forever = dice_.chance(60);
    Json loop{{"loop", forever ? Json("forever") : Json(1 + dice_.below(12))}};
    loop["do"] = loop_body();
    program.push_back(loop);
  }
  for (const Json& last : block(1, 2)) program.push_back(last);
  if (program.empty()) program.push_back(statement(1));
  return program;
}

/// Receives calls and replies, mostly one after the other.
Json ProgramWriter::server() {
  ++loops_;
  Json body = Json::array();
  if (plan_.active.select && dice_.chance(30)) {
    plan_.present.select = true;
    Json alternatives = Json::array({served_once()});
    while (dice_.chance(40)) alternatives.push_back(alternative(2));
    body.push_back({{"select", alternatives}});
  } else if (dice_.chance(20)) {
    // Two at a time, answered in the order in which they came.
    for (int i = 0; i < 2; ++i) {
      body.push_back({{"receive", element_of(plan_.desk, false)}, {"mode", "blocking"}});
    }
    for (int i = 0; i < 2; ++i) body.push_back("reply");
    plan_.present.calls = true;
  } else {
    Json receive = served_once();
    if (dice_.chance(25)) {
      add_receive_modifiers(receive, 2);
    } else {
      receive["mode"] = "blocking";
    }
    body.push_back(receive);
  }
  if (dice_.chance(40)) body.push_back(statement(2));
  if (dice_.chance(60)) body.push_back({{"compute", time()}});
  --loops_;
  return {{"loop", dice_.chance(85) ? Json("forever") : Json(1 + dice_.below(12))}, {"do", body}};
}

/// A receive from the desk whose `do` replies.
Json ProgramWriter::served_once() {
  plan_.present.calls = true;
  Json result{{"receive", element_of(plan_.desk, false)}};
  Json then = Json::array();
  if (dice_.chance(60)) then.push_back({{"compute", time()}});
  Json reply = "reply";
  if (dice_.chance(20)) reply = {{"reply", true}, {"size", size()}};
  then.push_back(reply);
  result["do"] = then;
  return result;
}

/// Mostly with some time in it: an instant without end is one of the rarer things to try.
Json ProgramWriter::loop_body() {
  ++loops_;
  Json body = block(2, plan_.busy ? 5 : 3);
  if (dice_.chance(92)) {
    const Json pause{{dice_.chance(50) ? "compute" : "sleep", time()}};
    body.insert(body.begin() + dice_.below_size(body.size() + 1), pause);
  }
  --loops_;
  return body;
}

Json ProgramWriter::block(std::uint32_t depth, std::uint32_t most) {
  Json result = Json::array();
  const std::uint32_t length = dice_.below(most + 1);
  for (std::uint32_t i = 0; i < length; ++i) result.push_back(statement(depth));
  return result;
}

ProgramWriter::Verb ProgramWriter::verb(std::uint32_t depth) {
  const bool may_nest = depth < kDeepest;
  const ScenarioFeatures& active = plan_.active;
  const std::pair<Verb, std::uint32_t> weights[] = {
      {Verb::send, 48},
      {Verb::receive, 48},
      {Verb::call, active.calls ? 20 : 0},
      {Verb::reply, active.calls ? 1 : 0},
      {Verb::select, active.select ? 30 : 0},
      {Verb::send_to, !active.direct   ? 0
                      : has_link(true) ? 30
                                       : 1},
      {Verb::receive_from, !active.direct    ? 0
                           : has_link(false) ? 36
                                             : 1},
      {Verb::multicast, active.multicast ? 16 : 0},
      {Verb::pass_time, 26},
      {Verb::choose, may_nest ? 16 : 0},
      {Verb::loop, may_nest ? 14 : 0},
      {Verb::leave_loop, loops_ > 0 ? 9 : 0},
      {Verb::stop, 2},
  };
  std::uint32_t total = 0;
  for (const auto& [verb, weight] : weights) total += weight;
  std::uint32_t drawn = dice_.below(total);
  for (const auto& [verb, weight] : weights) {
    if (drawn < weight) return verb;
    drawn -= weight;
  }
  return Verb::stop;
}

Json ProgramWriter::statement(std::uint32_t depth) {
  switch (verb(depth)) {
    case Verb::send:
      return send(depth);
    case Verb::receive:
      return receive(depth);
    case Verb::call:
      return call(depth);
    case Verb::reply:
      plan_.present.calls = true;
      return "reply";
    case Verb::select:
      return select(depth);
    case Verb::send_to:
      return send_to(depth);
    case Verb::receive_from:
      return receive_from(depth);
    case Verb::multicast:
      return multicast();
    case Verb::pass_time:
      return {{dice_.chance(60) ? "compute" : "sleep", time()}};
    case Verb::choose:
      return choose(depth);
    case Verb::loop:
      return loop();
    case Verb::leave_loop:
      return dice_.chance(50) ? "break" : "continue";
    case Verb::stop:
      break;
  }
  return "stop";
}

Json ProgramWriter::loop() {
  Json loop{{"loop", dice_.below(4)}};
  if (dice_.chance(8)) loop["loop"] = "forever";
  loop["do"] = loop_body();
  return loop;
}

Json ProgramWriter::choose(std::uint32_t depth) {
  Json branches = Json::array();
  const std::uint32_t count = 1 + dice_.below(3);
  for (std::uint32_t i = 0; i < count; ++i) {
    Json weight = dice_.below(4);
    if (dice_.chance(30)) weight = 0.5;
    branches.push_back({{"weight", weight}, {"do", block(depth + 1, 2)}});
  }
  branches[0]["weight"] = 1;
  return {{"choose", branches}};
}

std::string ProgramWriter::send_target() { return element_of(place_to_send(), true); }

/// What is sent to the desk should mostly be calls, and be received by who replies.
std::size_t ProgramWriter::place_to_send() {
  const std::size_t place = dice_.below_size(plan_.boxes.size());
  const bool other = plan_.active.calls && place == plan_.desk && dice_.chance(97);
  return other ? (place + 1) % plan_.boxes.size() : place;
}

std::size_t ProgramWriter::place_to_receive() {
  const std::size_t place = dice_.below_size(plan_.boxes.size());
  const bool other = plan_.active.calls && place == plan_.desk && dice_.chance(85);
  return other ? (place + 1) % plan_.boxes.size() : place;
}

std::string ProgramWriter::element_of(std::size_t place, bool sending) {
  BoxPlan& box = plan_.boxes[place];
  (sending ? box.sent_to : box.received_from) = true;
  return box.elements == 0 ? box.name : indexed(box.name, box.elements);
}

std::string ProgramWriter::indexed(const std::string& name, std::uint32_t count) {
  const std::uint32_t form = dice_.below(5);
  if (form == 0) return name + "[" + std::to_string(dice_.below(count)) + "]";
  if (form == 1) return name + "[self+" + std::to_string(dice_.below(5)) + "]";
  if (form == 2) return name + "[self-" + std::to_string(dice_.below(5)) + "]";
  if (form == 3 && plan_.groups[group_].replicas <= count) return name + "[self]";
  return name + "[any]";
}

bool ProgramWriter::has_link(bool sending) const {
  return std::any_of(plan_.links.begin(), plan_.links.end(), [&](const auto& link) {
    return (sending ? link.first : link.second) == group_;
  });
}

std::size_t ProgramWriter::link_partner(bool sending) {
  std::vector<std::size_t> partners;
  for (const auto& [sender, receiver] : plan_.links) {
    if (sending && sender == group_) partners.push_back(receiver);
    if (!sending && receiver == group_) partners.push_back(sender);
  }
  if (partners.empty() || dice_.chance(3)) return dice_.below_size(plan_.groups.size());
  return partners[dice_.below_size(partners.size())];
}

}  // namespace ipcsim::testing
