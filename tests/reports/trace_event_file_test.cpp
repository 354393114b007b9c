// The Trace Event format:
// https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
#include "reports/trace_event_file.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <sstream>

#include <doctest/doctest.h>

#include "sim/experiment/watched_run.hpp"
#include "sim/program/compile.hpp"
#include "tests/support/json.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

std::string trace_of(const Scenario& scenario, const TraceFileOptions& options) {
  const Program program = compile(scenario);
  const Results results = run_experiment(scenario, program, {});
  std::ostringstream out;
  TraceEventFile trace(program, results.scenario, options, out);
  trace.finish(watch_again({&scenario, &program}, results, {}, trace));
  return out.str();
}

std::string trace_of(const std::string& text, const TraceFileOptions& options = {}) {
  return trace_of(*scenario_of(text), options);
}

/// Holds a file against the rules of the format; the first that is broken, or nothing.
class Rules {
 public:
  std::string broken(const std::string& text) {
    const Json file = json_of(text);
    if (file.at("displayTimeUnit") != "ns") return "displayTimeUnit";
    for (const Json& event : file.at("traceEvents")) {
      const std::string rule = broken_by(event);
      if (!rule.empty()) return rule + ": " + event.dump();
    }
    for (const auto& [track, depth] : open_) {
      if (depth > 0) return "a slice begins and does not end";
    }
    for (const auto& [id, ends] : flows_) {
      if (ends.second > ends.first) return "an arrow ends that has not begun: " + id;
    }
    return "";
  }
  std::map<char, int> seen;

 private:
  std::string broken_by(const Json& event) {
    const char phase = event.at("ph").get<std::string>().at(0);
    ++seen[phase];
    if (std::string("MBEXsfCi").find(phase) == std::string::npos) return "unknown phase";
    if (!event.at("ts").is_number() || event.at("ts") < 0) return "ts";
    if (!event.at("pid").is_number_integer()) return "pid";
    if (phase != 'C' && !event.at("tid").is_number_integer()) return "tid";
    if (phase != 'E' && !event.at("name").is_string()) return "name";
    const auto track = std::make_pair(event.at("pid").get<int>(), event.value("tid", 0));
    const double time = event.at("ts");
    switch (phase) {
      case 'M':
        return event.at("args").at("name").is_string() ? "" : "metadata have a name";
      case 'X':
        return event.at("dur") >= 0 ? "" : "dur";
      case 'B':
        if (open_[track]++ > 0) return "two slices at once on a track of activities";
        return keep_order(track, time);
      case 'E':
        if (open_[track]-- == 0) return "a slice ends that has not begun";
        return keep_order(track, time);
      case 'C':
        return event.at("args").at("messages").is_number() ? "" : "a counter has numbers";
      case 'i':
        return event.at("s") == "t" ? "" : "the scope of an instant";
      default:
        return keep_flow(event, track);
    }
  }

  std::string keep_order(std::pair<int, int> track, double time) {
    if (time < last_[track]) return "the time of a track goes back";
    last_[track] = time;
    return "";
  }

  std::string keep_flow(const Json& event, std::pair<int, int> track) {
    const bool begins = event.at("ph") == "s";
    if (!begins && event.at("bp") != "e") return "an arrow ends in the slice around it";
    if (open_[track] != 1 && event.at("ts") >= last_[track]) return "an arrow without a slice";
    auto& ends = flows_[event.at("cat").get<std::string>() + event.at("name").dump() +
                        event.at("id").get<std::string>()];
    ++(begins ? ends.first : ends.second);
    return "";
  }

  std::map<std::pair<int, int>, int> open_;
  std::map<std::pair<int, int>, double> last_;
  std::map<std::string, std::pair<int, int>> flows_;
};

constexpr const char* kHandOver = R"json({
  "ipcsim": 1, "title": "Small",
  "run": { "until": "10us" },
  "mailboxes": { "box": { "capacity": 1 } },
  "processes": {
    "ann": { "program": [ { "compute": "2us" }, { "send": "box" }, { "send": "box" } ] },
    "bob": { "program": [ { "sleep": "3500ns" }, { "receive": "box" } ] } }
})json";

TEST_CASE("a trace has the activities, arrows and contents of a small run, each at its time") {
  const std::string text = trace_of(kHandOver);
  CHECK(text ==
        R"({"displayTimeUnit":"ns","otherData":{"scenario":"test.json","title":"Small"},
"traceEvents":[
{"ph":"M","ts":0.000,"name":"process_name","pid":1,"tid":0,"args":{"name":"processes"}},
{"ph":"M","ts":0.000,"name":"thread_name","pid":1,"tid":1,"args":{"name":"ann"}},
{"ph":"M","ts":0.000,"name":"thread_name","pid":1,"tid":2,"args":{"name":"bob"}},
{"ph":"M","ts":0.000,"name":"process_name","pid":2,"tid":0,"args":{"name":"mailboxes"}},
{"ph":"B","ts":0.000,"cat":"process","name":"computing","cname":"thread_state_running","pid":1,"tid":1,"args":{"statement":"compute","line":6}},
{"ph":"s","ts":2.000,"cat":"message","name":"box","id":"0.1","pid":1,"tid":1},
{"ph":"C","ts":2.000,"cat":"mailbox","name":"box","pid":2,"args":{"messages":1}},
{"ph":"E","ts":2.000,"pid":1,"tid":1},
{"ph":"B","ts":0.000,"cat":"process","name":"sleeping","cname":"thread_state_sleeping","pid":1,"tid":2,"args":{"statement":"sleep","line":7}},
{"ph":"f","ts":3.500,"cat":"message","name":"box","id":"0.1","pid":1,"tid":2,"bp":"e"},
{"ph":"C","ts":3.500,"cat":"mailbox","name":"box","pid":2,"args":{"messages":0}},
{"ph":"B","ts":2.000,"cat":"process","name":"blocked in send","cname":"thread_state_iowait","pid":1,"tid":1,"args":{"statement":"send box","line":6}},
{"ph":"s","ts":3.500,"cat":"message","name":"box","id":"0.2","pid":1,"tid":1},
{"ph":"C","ts":3.500,"cat":"mailbox","name":"box","pid":2,"args":{"messages":1}},
{"ph":"E","ts":3.500,"pid":1,"tid":2},
{"ph":"E","ts":3.500,"pid":1,"tid":1}
]}
)");
  CHECK(Rules().broken(text) == "");
}

TEST_CASE("a trace of a part has what goes on at its beginning, and ends where it ends") {
  const std::string text =
      trace_of(kHandOver, {.from = Instant{1'000}, .to = Instant{3'000}, .processes = {{0}}});
  const Json events = json_of(text).at("traceEvents");
  std::string told;
  for (const Json& event : events) {
    if (event.at("ph") != "M") {
      told += event.at("ph").get<std::string>() + " " + event.at("ts").dump() + " " +
              event.value("name", "") + "\n";
    }
  }
  CHECK(told == "B 1.0 computing\ns 2.0 box\nC 2.0 box\nE 2.0 \nB 2.0 blocked in send\nE 3.0 \n");
}

TEST_CASE("traces of scenarios of all kinds keep the rules of the format") {
  std::map<char, int> seen;
  const auto longest = static_cast<std::int64_t>(1e9 * std::max(0.2, test_scale()));
  for (const std::string name :
       {"chat", "callback_deadlock", "dining_philosophers", "readers_with_timeouts",
        "request_reply", "buffer_messages_one_core", "buffer_shared_memory_two_cores",
        "fast_producer_drop_oldest", "publish_subscribe", "token_ring",
        "exchange_large_messages"}) {
    const std::string path = IPCSIM_SOURCE_DIR "/scenarios/" + name + ".json";
    const ReadResult read = read_scenario_file(path, {{"--set", "run.replications", "1"}});
    INFO(name);
    REQUIRE(read.scenario);
    Rules rules;
    CHECK(rules.broken(trace_of(*read.scenario, {.to = Instant{longest}})) == "");
    for (const auto& [phase, count] : rules.seen) seen[phase] += count;
  }
  for (const char phase : std::string("MBEXsfCi")) CHECK_MESSAGE(seen[phase] > 0, phase);
}

TEST_CASE("hostile names are text in a trace") {
  const std::string text = trace_of(R"json({
    "ipcsim": 1, "title": "</script>\"\\ \u202e", "run": { "until": "1us" },
    "mailboxes": { "<script>\"'&🙂": { "capacity": 1 } },
    "processes": { "a\\\"<b>": { "program": [ { "send": "<script>\"'&🙂" } ] } } })json");
  CHECK(Rules().broken(text) == "");
  CHECK(text.find("\"args\":{\"name\":\"a\\\\\\\"<b>\"}") != std::string::npos);
}

}  // namespace
}  // namespace ipcsim::testing
