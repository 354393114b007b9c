// The statements of random programs that communicate.
#include "tests/property/random_program.hpp"

namespace ipcsim::testing {

Json ProgramWriter::send(std::uint32_t depth) {
  Json result{{"send", send_target()}};
  add_size_and_priority(result);
  add_send_modifiers(result);
  add_blocks(result, depth);
  return result;
}

Json ProgramWriter::send_to(std::uint32_t depth) {
  plan_.present.direct = true;
  const GroupPlan& target = plan_.groups[link_partner(true)];
  const bool by_name = target.replicas == 1 && dice_.chance(70);
  Json result{{"send_to", by_name ? target.name : indexed(target.name, target.replicas)}};
  add_size_and_priority(result);
  add_send_modifiers(result);
  add_blocks(result, depth);
  return result;
}

Json ProgramWriter::multicast() {
  plan_.present.multicast = true;
  Json targets = Json::array();
  const std::uint32_t count = 1 + dice_.below(3);
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::size_t place = place_to_send();
    const std::string element = element_of(place, true);
    const bool all = plan_.boxes[place].elements > 0 && dice_.chance(50);
    targets.push_back(all ? plan_.boxes[place].name + "[*]" : element);
  }
  Json result{{"multicast", targets}};
  add_size_and_priority(result);
  add_send_modifiers(result);
  return result;
}

Json ProgramWriter::call(std::uint32_t depth) {
  plan_.present.calls = true;
  const std::size_t place = dice_.chance(92) ? plan_.desk : dice_.below_size(plan_.boxes.size());
  Json result{{"call", element_of(place, true)}};
  add_size_and_priority(result);
  add_timeout(result, 35);
  add_blocks(result, depth);
  return result;
}

Json ProgramWriter::receive(std::uint32_t depth) {
  const std::size_t place = place_to_receive();
  const bool replies = plan_.active.calls && place == plan_.desk && dice_.chance(70);
  Json result = replies ? served_once() : Json{{"receive", element_of(place, false)}};
  add_receive_modifiers(result, depth);
  return result;
}

Json ProgramWriter::receive_from(std::uint32_t depth) {
  plan_.present.direct = true;
  const GroupPlan& source = plan_.groups[link_partner(false)];
  const std::uint32_t kind = dice_.below(10);
  const std::string name = kind < 4   ? "any"
                           : kind < 8 ? source.name
                                      : indexed(source.name, source.replicas);
  Json result{{"receive_from", name}};
  add_receive_modifiers(result, depth);
  return result;
}

Json ProgramWriter::select(std::uint32_t depth) {
  plan_.present.select = true;
  Json alternatives = Json::array();
  const std::uint32_t count = 1 + dice_.below(3);
  for (std::uint32_t i = 0; i < count; ++i) alternatives.push_back(alternative(depth));
  const auto insert = [&](const Json& what) {
    alternatives.insert(alternatives.begin() + dice_.below_size(alternatives.size() + 1), what);
  };
  std::uint32_t afters = 0;
  while (plan_.active.timeouts && afters < 2 && dice_.chance(25)) {
    ++afters;
    plan_.present.timeouts = true;
    Json after{{"after", time()}};
    if (depth < kDeepest && dice_.chance(60)) after["do"] = block(depth + 1, 2);
    insert(after);
  }
  if (dice_.chance(afters > 0 ? 3 : 25)) {
    insert({{"else", depth < kDeepest ? block(depth + 1, 2) : Json::array()}});
  }
  return {{"select", alternatives}};
}

/// One that receives or sends.
Json ProgramWriter::alternative(std::uint32_t depth) {
  Json result = Json::object();
  if (dice_.chance(60)) {
    result["receive"] = receive_target();
  } else {
    result["send"] = send_target();
    add_size_and_priority(result);
  }
  if (depth < kDeepest && dice_.chance(60)) result["do"] = block(depth + 1, 2);
  return result;
}

void ProgramWriter::add_size_and_priority(Json& operation) {
  if (dice_.chance(30)) operation["size"] = size();
  if (dice_.chance(40)) operation["priority"] = static_cast<int>(dice_.below(5)) - 2;
}

void ProgramWriter::add_send_modifiers(Json& operation) {
  if (dice_.chance(40)) operation["mode"] = mode();
  if (operation.contains("mode") && operation["mode"] == "nonblocking") return;
  if (plan_.active.receipts && dice_.chance(30)) {
    plan_.present.receipts = true;
    operation["until"] = "received";
  } else if (plan_.active.receipts && dice_.chance(5)) {
    operation["until"] = "accepted";
  }
  add_timeout(operation, 35);
}

void ProgramWriter::add_receive_modifiers(Json& operation, std::uint32_t depth) {
  if (dice_.chance(40)) operation["mode"] = mode();
  const bool blocks =
      operation.contains("mode") ? operation["mode"] == "blocking" : plan_.receives_block;
  if (blocks || plan_.active.polling) add_timeout(operation, 35);
  add_blocks(operation, depth);
  if (blocks) return;
  if (!plan_.active.polling && !operation.contains("else")) operation["else"] = Json::array();
  if (!operation.contains("else") || operation.contains("timeout")) plan_.present.polling = true;
}

void ProgramWriter::add_timeout(Json& operation, std::uint32_t percent) {
  if (!plan_.active.timeouts || !dice_.chance(percent)) return;
  plan_.present.timeouts = true;
  operation["timeout"] = time();
}

void ProgramWriter::add_blocks(Json& operation, std::uint32_t depth) {
  if (depth >= kDeepest) return;
  if (!operation.contains("do") && dice_.chance(35)) operation["do"] = block(depth + 1, 2);
  if (dice_.chance(45)) operation["else"] = block(depth + 1, 2);
}

Json ProgramWriter::size() {
  if (dice_.chance(50)) return {{"uniform", {"10B", "2KB"}}};
  if (dice_.chance(20)) return {{"exponential", "1KiB"}};
  return "64B";
}

}  // namespace ipcsim::testing
