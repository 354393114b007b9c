#include "reports/timeline_text.hpp"

#include <doctest/doctest.h>

#include "sim/base/display_width.hpp"
#include "sim/experiment/record_run.hpp"
#include "sim/program/compile.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

Recording recording_of(const std::string& text, const RecordingOptions& options = {}) {
  const auto scenario = scenario_of(text);
  const Program program = compile(*scenario);
  const Results results = run_experiment(*scenario, program, {});
  return record_run({scenario.get(), &program}, results, options, {});
}

constexpr const char* kSmall = R"json({
  "ipcsim": 1, "run": { "until": "8s" }, "poll": "1s",
  "mailboxes": { "box": { "capacity": 2 }, "never": { "capacity": 1 } },
  "processes": {
    "ann": { "start": "1s", "program": [
      { "compute": "1s" }, { "send": "box" }, { "send": "box" }, { "send": "box" } ] },
    "bob": { "program": [
      { "sleep": "4s" }, { "receive": "box" },
      { "receive": "never", "mode": "nonblocking", "timeout": "9s" } ] } }
})json";

}  // namespace

TEST_CASE("a timeline has a block for what each process does at each time, and a full mailbox") {
  CHECK(timeline_text(recording_of(kSmall), 47, {}) ==
        "Replication 1 from 0 s to 8 s, the whole run.\n\n"
        "       │0 s                     │5 s\n"
        "ann         █████▲▲▲▲▲▲▲▲▲▲                    \n"
        "bob    ····················≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈≈\n"
        "box    __________██████████████████████████████\n"
        "never  ________________________________________\n\n"
        "█ computing  ▒ ready  · sleeping  ▲ blocked in send  ▽ blocked in receive  ≈ polling\n"
        "mailboxes: from _ empty to █ full, or as full as it was where there is no capacity\n");
}

TEST_CASE("colour repeats what the blocks of a timeline say, and is off without paint") {
  const Recording recording = recording_of(kSmall);
  std::string painted = timeline_text(recording, 60, {.colour = true});
  CHECK(painted.find("\x1B[34m███") != std::string::npos);
  CHECK(painted.find("\x1B[31m▲▲▲") != std::string::npos);
  for (std::size_t at = 0; (at = painted.find('\x1B')) != std::string::npos;) {
    painted.erase(at, painted.find('m', at) - at + 1);
  }
  CHECK(painted == timeline_text(recording, 60, {}));
}

TEST_CASE("a timeline shows the part that is asked for, and says what it leaves out") {
  const Recording part = recording_of(
      kSmall, {.from = Instant{3'000'000'000}, .to = Instant{5'000'000'000}, .processes = {{1}}});
  REQUIRE(part.windows.size() == 1);
  CHECK(part.windows[0].from == Instant{3'000'000'000});
  CHECK(part.windows[0].to == Instant{5'000'000'000});
  REQUIRE(part.windows[0].processes.size() == 1);
  const auto& stretches = part.windows[0].processes[0].stretches;
  REQUIRE(stretches.size() == 2);
  CHECK(stretches[0].from == Instant{3'000'000'000});
  CHECK(stretches[0].to == Instant{4'000'000'000});
  CHECK(stretches[1].to == Instant{5'000'000'000});
  CHECK(excerpt_sentence(part, part.windows[0]) ==
        "Replication 1 from 3 s to 5 s. Shown: 1 of 2 processes; --process chooses others.");
}

TEST_CASE("of a long run the last stretch before a deadlock is kept as well as the first") {
  const Recording recording = recording_of(R"json({
    "ipcsim": 1, "run": { "until": "1h", "warmup": "1s" },
    "mailboxes": { "a": { "capacity": 1 }, "b": { "capacity": 0 } },
    "processes": {
      "ann": { "program": [ { "loop": 5000, "do": [ { "compute": "1ms" }, { "send": "a" } ] },
                            { "receive": "b" } ] },
      "bob": { "program": [ { "loop": 5000, "do": [ { "receive": "a" } ] }, { "receive": "b" } ] } },
    "expect": { "deadlock": true } })json");
  REQUIRE(recording.windows.size() == 2);
  const RecordedWindow& first = recording.windows[0];
  const RecordedWindow& last = recording.windows[1];
  CHECK(first.from == Instant{1'000'000'000});
  CHECK(first.is_cut);
  CHECK(last.choice == RecordedWindow::Choice::before_stuck);
  CHECK(last.to == recording.end);
  CHECK(last.from > first.to);
  std::size_t stretches = 0;
  for (const RecordedProcess& process : first.processes) stretches += process.stretches.size();
  CHECK(stretches + first.messages.size() <= 600);
}

TEST_CASE("lines of a timeline keep to the width of the terminal") {
  const Recording recording = recording_of(kSmall);
  for (const std::size_t width : {60U, 80U, 133U}) {
    const std::string text = timeline_text(recording, width, {});
    const std::size_t rows = text.find("█ computing");
    for (std::size_t at = 0; at < rows;) {
      const std::size_t end = text.find('\n', at);
      CHECK(display_width(text.substr(at, end - at)) <= width);
      at = end + 1;
    }
  }
}

}  // namespace ipcsim::testing
