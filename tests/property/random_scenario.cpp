#include "tests/property/random_scenario.hpp"

#include <algorithm>
#include <initializer_list>
#include <random>
#include <vector>

#include <nlohmann/json.hpp>

namespace ipcsim::testing {
namespace {

using Json = nlohmann::ordered_json;

struct BoxPlan {
  std::string name;
  std::uint32_t elements = 0;  // 0: no array
};

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::string scenario() {
    uniform_times_ = chance(30);
    busy_ = chance(50);
    Json root{{"ipcsim", 1}};
    root["run"] = Json::object();
    if (chance(70)) root["send"] = mode();
    if (chance(70)) root["receive"] = mode();
    if (chance(80)) root["poll"] = pick({"1ns", "2ns", "3ns", "7ns"});
    root["mailboxes"] = mailboxes();
    sent_.assign(boxes_.size(), false);
    received_.assign(boxes_.size(), false);
    Json processes = Json::object();
    Json programs = Json::object();
    const std::uint32_t groups = 2 + below(5);
    for (std::uint32_t g = 0; g < groups; ++g) {
      processes["p" + std::to_string(g)] = process(g, programs);
    }
    if (!programs.empty()) root["programs"] = programs;
    root["processes"] = processes;
    root["run"] = run();
    return root.dump(1);
  }

 private:
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random_() % n); }
  bool chance(std::uint32_t percent) { return below(100) < percent; }

  std::string pick(std::initializer_list<const char*> words) {
    return *(words.begin() + below(static_cast<std::uint32_t>(words.size())));
  }

  std::string mode() { return pick({"blocking", "nonblocking"}); }

  static std::string ns(std::uint32_t time) { return std::to_string(time) + "ns"; }

  Json run() {
    Json run = Json::object();
    const std::uint32_t box = below(static_cast<std::uint32_t>(boxes_.size()));
    if (sent_[box] && received_[box] && chance(25)) {
      const BoxPlan& plan = boxes_[box];
      const std::string element =
          plan.elements > 0 && chance(50) ? "[" + std::to_string(below(plan.elements)) + "]" : "";
      run["until"] = {{"messages", 1 + below(60)}, {"mailbox", plan.name + element}};
      if (chance(40)) run["warmup"] = ns(below(40));
    } else {
      run["until"] = ns(20 + below(280));
      if (chance(40)) run["warmup"] = ns(below(20));
    }
    run["seed"] = below(1'000'000);
    run["zero_time_limit"] = 2000;
    return run;
  }

  Json mailboxes() {
    Json result = Json::object();
    const std::uint32_t groups = 1 + below(4);
    for (std::uint32_t g = 0; g < groups; ++g) {
      BoxPlan plan{"m" + std::to_string(g), chance(35) ? 1 + below(3) : 0};
      result[plan.name] = mailbox(plan);
      boxes_.push_back(plan);
    }
    return result;
  }

  Json mailbox(const BoxPlan& plan) {
    Json box = Json::object();
    const std::uint32_t capacity = below(7);
    std::uint32_t room = 4;
    if (capacity == 6) {
      box["capacity"] = "unbounded";
    } else {
      box["capacity"] = room = capacity == 5 ? 0 : capacity;
    }
    if (chance(60)) box["when_full"] = pick({"refuse", "drop_newest", "drop_oldest"});
    if (chance(60)) box["order"] = pick({"fifo", "lifo", "priority"});
    if (chance(30)) box["initial"] = below(room + 1);
    if (plan.elements > 0) box["count"] = plan.elements;
    return box;
  }

  Json process(std::uint32_t number, Json& programs) {
    Json result = Json::object();
    replicas_ = chance(35) ? 1 + below(3) : 1;
    if (replicas_ > 1 || chance(10)) result["count"] = replicas_;
    if (chance(30)) result["start"] = time();
    if (number > 0 && chance(15)) result["service"] = true;
    Json program = Json::array();
    if (chance(20)) program.push_back(statement(1));
    if (chance(80)) {
      const bool forever = chance(60);
      Json loop;
      loop["loop"] = forever ? Json("forever") : Json(1 + below(12));
      loop["do"] = loop_body();
      program.push_back(loop);
    }
    for (const Json& last : block(1, 2)) program.push_back(last);
    if (program.empty()) program.push_back(statement(1));
    if (!chance(15)) {
      result["program"] = program;
      return result;
    }
    const std::string name = "program" + std::to_string(number);
    result["program"] = name;
    result["with"] = {{"box", target(sent_)}, {"pause", ns(below(6))}};
    program.push_back({{"send", "${box}"}, {"mode", "nonblocking"}});
    program.push_back({{"sleep", "${pause}"}});
    programs[name] = program;
    return result;
  }

  /// Mostly with some time in it: an instant without end is one of the rarer things to try.
  Json loop_body() {
    ++loops_;
    Json body = block(2, busy_ ? 5 : 3);
    if (chance(92)) {
      const Json pause{{chance(50) ? "compute" : "sleep", time()}};
      body.insert(body.begin() + below(static_cast<std::uint32_t>(body.size()) + 1), pause);
    }
    --loops_;
    return body;
  }

  Json block(std::uint32_t depth, std::uint32_t most) {
    Json result = Json::array();
    const std::uint32_t length = below(most + 1);
    for (std::uint32_t i = 0; i < length; ++i) result.push_back(statement(depth));
    return result;
  }

  Json statement(std::uint32_t depth) {
    const std::uint32_t kind = below(100);
    if (kind < 30) return send(depth);
    if (kind < 60) return receive(depth);
    if (kind < 72) return {{chance(60) ? "compute" : "sleep", time()}};
    if (depth < 4 && kind < 82) return choose(depth);
    if (depth < 4 && kind < 91) {
      Json loop{{"loop", below(4)}};
      if (chance(8)) loop["loop"] = "forever";
      loop["do"] = loop_body();
      return loop;
    }
    if (loops_ > 0 && kind < 97) return chance(50) ? "break" : "continue";
    if (kind == 99) return "stop";
    return {{"compute", time()}};
  }

  Json choose(std::uint32_t depth) {
    Json branches = Json::array();
    const std::uint32_t count = 1 + below(3);
    for (std::uint32_t i = 0; i < count; ++i) {
      Json weight = below(4);
      if (chance(30)) weight = 0.5;
      branches.push_back({{"weight", weight}, {"do", block(depth + 1, 2)}});
    }
    branches[0]["weight"] = 1;
    return {{"choose", branches}};
  }

  Json send(std::uint32_t depth) {
    Json result{{"send", target(sent_)}};
    if (chance(30)) result["size"] = size();
    if (chance(40)) result["priority"] = static_cast<int>(below(5)) - 2;
    const bool pinned = chance(40);
    if (pinned) result["mode"] = mode();
    const bool may_time_out = !pinned || result["mode"] == "blocking";
    if (may_time_out && chance(35)) result["timeout"] = time();
    add_blocks(result, depth);
    return result;
  }

  Json receive(std::uint32_t depth) {
    Json result{{"receive", target(received_)}};
    if (chance(40)) result["mode"] = mode();
    if (chance(35)) result["timeout"] = time();
    add_blocks(result, depth);
    return result;
  }

  void add_blocks(Json& operation, std::uint32_t depth) {
    if (depth >= 4) return;
    if (chance(35)) operation["do"] = block(depth + 1, 2);
    if (chance(45)) operation["else"] = block(depth + 1, 2);
  }

  std::string target(std::vector<bool>& used) {
    const std::uint32_t place = below(static_cast<std::uint32_t>(boxes_.size()));
    const BoxPlan& box = boxes_[place];
    used[place] = true;
    if (box.elements == 0) return box.name;
    const std::uint32_t form = below(5);
    if (form == 0) return box.name + "[" + std::to_string(below(box.elements)) + "]";
    if (form == 1) return box.name + "[self+" + std::to_string(below(5)) + "]";
    if (form == 2) return box.name + "[self-" + std::to_string(below(5)) + "]";
    if (form == 3 && replicas_ <= box.elements) return box.name + "[self]";
    return box.name + "[any]";
  }

  /// Whole nanoseconds, few and small: whatever can meet at one instant shall.
  Json time() {
    if (uniform_times_) return ns(1 + below(3));
    const std::uint32_t kind = below(20);
    if (kind < 12) return ns(below(8));
    if (kind == 12) return {{"exponential", "4ns"}};
    if (kind == 13) return {{"normal", {"4ns", "3ns"}}};
    if (kind == 14) return {{"erlang", {2, "5ns"}}};
    if (kind == 15) return Json::parse(R"({"empirical": [["1ns", 2], ["5ns", 1], ["9ns", 0.5]]})");
    if (kind == 16) return {{"trace", "times.csv"}};
    if (kind == 17) return {{"lognormal", {"6ns", "8ns"}}};
    return {{"uniform", {"0ns", "6ns"}}};
  }

  Json size() {
    if (chance(50)) return {{"uniform", {"10B", "2KB"}}};
    if (chance(20)) return {{"exponential", "1KiB"}};
    return "64B";
  }

  std::mt19937_64 random_;
  std::vector<BoxPlan> boxes_;
  std::vector<bool> sent_;      // by place in boxes_
  std::vector<bool> received_;  // likewise
  std::uint32_t replicas_ = 1;  // of the process being made
  std::uint32_t loops_ = 0;     // around the statement being made
  bool uniform_times_ = false;
  bool busy_ = false;
};

}  // namespace

std::string random_scenario(std::uint64_t seed) { return Generator(seed).scenario(); }

}  // namespace ipcsim::testing
