#include "tests/property/random_scenario.hpp"

#include <utility>

#include "tests/property/random_program.hpp"

namespace ipcsim::testing {
namespace {

class ScenarioWriter {
 public:
  ScenarioWriter(std::uint64_t seed, const ScenarioFeatures& allowed)
      : dice_(seed), allowed_(allowed) {}

  RandomScenario scenario() {
    make_plan();
    Json root{{"ipcsim", 1}};
    root["run"] = Json::object();
    if (dice_.chance(70)) root["send"] = mode(plan_.sends_block);
    if (dice_.chance(70)) root["receive"] = mode(plan_.receives_block);
    if (dice_.chance(80)) root["poll"] = dice_.pick({"1ns", "2ns", "3ns", "7ns"});
    root["mailboxes"] = mailboxes();
    Json processes = Json::object();
    Json programs = Json::object();
    for (std::size_t g = 0; g < plan_.groups.size(); ++g) {
      processes[plan_.groups[g].name] = process(g, programs);
    }
    if (plan_.present.direct && dice_.chance(60)) {
      root["direct"] = {{"capacity", dice_.chance(20) ? Json("unbounded") : Json(dice_.below(3))}};
    }
    if (!programs.empty()) root["programs"] = programs;
    root["processes"] = processes;
    root["run"] = run();
    return {root.dump(1), plan_.present};
  }

 private:
  /// Most scenarios do without some of what is allowed, so that what they do meets more often.
  void make_plan() {
    const auto some = [&](bool allowed) { return allowed && dice_.chance(55); };
    const auto most = [&](bool allowed) { return allowed && dice_.chance(90); };
    plan_.active = {.select = some(allowed_.select),
                    .calls = some(allowed_.calls),
                    .receipts = some(allowed_.receipts),
                    .direct = some(allowed_.direct),
                    .multicast = some(allowed_.multicast),
                    .timeouts = most(allowed_.timeouts),
                    .polling = most(allowed_.polling),
                    .services = most(allowed_.services),
                    .starts = most(allowed_.starts),
                    .drops = most(allowed_.drops),
                    .arrays = most(allowed_.arrays)};
    plan_.uniform_times = dice_.chance(30);
    plan_.busy = dice_.chance(50);
    const bool wants_desk = plan_.active.calls && dice_.chance(90);
    const std::uint32_t boxes = wants_desk ? 2 + dice_.below(3) : 1 + dice_.below(4);
    for (std::uint32_t b = 0; b < boxes; ++b) {
      const bool is_array = plan_.active.arrays && dice_.chance(35);
      plan_.boxes.push_back({"m" + std::to_string(b), is_array ? 1 + dice_.below(3) : 0});
    }
    plan_.desk = dice_.below(boxes);
    const std::uint32_t groups = 2 + dice_.below(5);
    for (std::uint32_t g = 0; g < groups; ++g) {
      plan_.groups.push_back({"p" + std::to_string(g), dice_.chance(35) ? 1 + dice_.below(3) : 1});
    }
    // Now and then nobody serves, and every call waits for ever.
    for (std::uint32_t i = 0; plan_.active.calls && i < 2; ++i) {
      if (dice_.chance(i == 0 ? 90 : 30)) plan_.groups[dice_.below(groups)].serves = true;
    }
    for (std::uint32_t i = 0; plan_.active.direct && i <= dice_.below(3); ++i) {
      const std::uint32_t sender = dice_.below(groups);
      plan_.links.emplace_back(sender, dice_.below(groups));
    }
  }

  std::string mode(bool& blocks) {
    blocks = dice_.chance(50);
    return blocks ? "blocking" : "nonblocking";
  }

  Json run() {
    Json run = Json::object();
    const BoxPlan& plan = plan_.boxes[dice_.below_size(plan_.boxes.size())];
    if (plan.sent_to && plan.received_from && dice_.chance(25)) {
      const std::string element = plan.elements > 0 && dice_.chance(50)
                                      ? "[" + std::to_string(dice_.below(plan.elements)) + "]"
                                      : "";
      run["until"] = {{"messages", 1 + dice_.below(60)}, {"mailbox", plan.name + element}};
      if (dice_.chance(40)) run["warmup"] = random_ns(dice_.below(40));
    } else {
      run["until"] = random_ns(20 + dice_.below(280));
      if (dice_.chance(40)) run["warmup"] = random_ns(dice_.below(20));
    }
    run["seed"] = dice_.below(1'000'000);
    run["zero_time_limit"] = 2000;
    return run;
  }

  Json mailboxes() {
    Json result = Json::object();
    for (std::size_t place = 0; place < plan_.boxes.size(); ++place) {
      result[plan_.boxes[place].name] = mailbox(place);
    }
    return result;
  }

  Json mailbox(std::size_t place) {
    Json box = Json::object();
    const std::uint32_t capacity = dice_.below(7);
    std::uint32_t room = 4;
    if (capacity == 6) {
      box["capacity"] = "unbounded";
    } else {
      box["capacity"] = room = capacity == 5 ? 0 : capacity;
    }
    if (dice_.chance(60)) {
      const std::string policy = dice_.pick({"refuse", "drop_newest", "drop_oldest"});
      const bool drops = policy != "refuse" && plan_.active.drops;
      box["when_full"] = drops ? policy : "refuse";
      plan_.present.drops = plan_.present.drops || drops;
    }
    if (dice_.chance(60)) box["order"] = dice_.pick({"fifo", "lifo", "priority"});
    // Who serves would reply to an initial message, and nobody has called.
    const bool is_desk = plan_.active.calls && place == plan_.desk;
    if (dice_.chance(is_desk ? 1 : 30)) box["initial"] = dice_.below(room + 1);
    if (plan_.boxes[place].elements > 0) {
      plan_.present.arrays = true;
      box["count"] = plan_.boxes[place].elements;
    }
    return box;
  }

  Json process(std::size_t number, Json& programs) {
    Json result = Json::object();
    const GroupPlan& group = plan_.groups[number];
    if (group.replicas > 1 || dice_.chance(10)) result["count"] = group.replicas;
    if (plan_.active.starts && dice_.chance(30)) {
      plan_.present.starts = true;
      result["start"] = random_time(dice_, plan_);
    }
    if (plan_.active.services && number > 0 && dice_.chance(group.serves ? 50 : 15)) {
      plan_.present.services = true;
      result["service"] = true;
    }
    ProgramWriter writer(dice_, plan_, number);
    Json program = writer.program();
    if (!dice_.chance(15)) {
      result["program"] = program;
      return result;
    }
    const std::string name = "program" + std::to_string(number);
    result["program"] = name;
    result["with"] = {{"box", writer.send_target()}, {"pause", random_ns(dice_.below(6))}};
    program.push_back({{"send", "${box}"}, {"mode", "nonblocking"}});
    program.push_back({{"sleep", "${pause}"}});
    programs[name] = program;
    return result;
  }

  Dice dice_;
  ScenarioFeatures allowed_;
  ScenarioPlan plan_;
};

}  // namespace

RandomScenario random_scenario_of(std::uint64_t seed, const ScenarioFeatures& allowed) {
  return ScenarioWriter(seed, allowed).scenario();
}

std::string random_scenario(std::uint64_t seed) { return random_scenario_of(seed, {}).text; }

}  // namespace ipcsim::testing
