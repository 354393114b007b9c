// Schedules that the search found, gone once more from what a file keeps of them.
#include "sim/check/replay.hpp"

#include <cstdio>
#include <string>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "sim/check/check_program.hpp"
#include "sim/program/compile.hpp"
#include "tests/check/random_programs.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

RecordedSchedule recorded(const Program& program, const Schedule& schedule, std::uint32_t bound) {
  RecordedSchedule record{.end = schedule.end,
                          .bound = bound,
                          .start = schedule.start,
                          .steps = {},
                          .stuck = schedule.stuck};
  for (const ScheduleStep& step : schedule.steps) {
    record.steps.push_back({.step = step.step, .place = {}, .contents = step.contents});
    if (!step.at) continue;
    const StatementSymbol& statement = statement_at(program, *step.at);
    record.steps.back().place = {statement.line, statement.column};
  }
  return record;
}

/// Who is stuck where, and in what shape.
std::string story_of(const Schedule& schedule) {
  std::string story;
  for (const Finding& finding : schedule.findings) {
    story += std::to_string(static_cast<int>(finding.kind)) + " " +
             std::to_string(static_cast<int>(finding.cause)) + " " +
             std::to_string(static_cast<int>(finding.shape)) + ":";
    for (const StuckProcess& process : finding.processes) {
      story += " " + std::to_string(process.process.value) + "@" + std::to_string(process.at);
    }
    story += " behind:";
    for (const StuckProcess& process : finding.behind) {
      story += " " + std::to_string(process.process.value) + "@" + std::to_string(process.at);
    }
    story += "\n";
  }
  const auto no_return = schedule.steps_to_no_return;
  return story + (no_return ? std::to_string(*no_return) : "");
}

void check_same(const Program& program, const Schedule& schedule, std::uint32_t bound) {
  const auto result = replay(program, recorded(program, schedule, bound));
  REQUIRE(std::holds_alternative<Schedule>(result));
  const auto& again = std::get<Schedule>(result);
  REQUIRE_EQ(again.steps.size(), schedule.steps.size());
  CHECK_EQ(story_of(again), story_of(schedule));
}

/// Each step's contents, changed one at a time, are found out at that step.
void check_contents(const Program& program, const RecordedSchedule& record) {
  for (std::size_t i = 0; i < record.steps.size(); ++i) {
    for (std::size_t c = 0; c < record.steps[i].contents.size(); ++c) {
      RecordedSchedule other = record;
      ScheduleStep::Content& changed = other.steps[i].contents[c];
      ++changed.depth;
      const auto result = replay(program, other);
      REQUIRE(std::holds_alternative<ReplayProblem>(result));
      const auto& problem = std::get<ReplayProblem>(result);
      REQUIRE(problem.what == ReplayProblem::What::other_content);
      REQUIRE_EQ(problem.step.value_or(record.steps.size()), i);
      REQUIRE(problem.content == changed);
    }
  }
}

TEST_CASE("every schedule that the search finds can be replayed, and is explained as it was") {
  constexpr std::uint32_t kBound = 4;
  std::size_t of_each[4] = {};
  std::size_t changed_statements = 0;
  std::size_t changed_arrivals = 0;
  const std::vector<std::uint64_t> seeds = seeds_from(1'100'000, 4'000);
  for (const std::uint64_t seed : seeds) {
    const std::string text = here_or_over_network(seed);
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    const Program program = compile(*scenario_of(text));
    const CheckResult result = check_program(program, {.bound = kBound, .max_states = 20'000});
    if (result.schedule && seed % 4 == 0) {
      const RecordedSchedule record = recorded(program, *result.schedule, kBound);
      check_contents(program, record);
      for (const RecordedStep& step : record.steps) {
        const bool has_some = !step.contents.empty();
        if (has_some && step.step.kind == Step::Kind::statement) ++changed_statements;
        if (has_some && step.step.kind == Step::Kind::arrival) ++changed_arrivals;
      }
    }
    for (const auto* schedule : {&result.schedule, &result.partial_schedule}) {
      if (!*schedule) continue;
      ++of_each[static_cast<std::size_t>((*schedule)->end)];
      check_same(program, **schedule, kBound);
    }
  }
  std::printf("replayed: %zu deadlock, %zu livelock, %zu program error, %zu partial deadlock\n",
              of_each[0], of_each[1], of_each[2], of_each[3]);
  if (seeds.size() < 100) return;  // a single seed is being repeated
  for (const std::size_t of_one : of_each) CHECK_GT(of_one, 0);
  CHECK_GT(changed_statements, 0);
  CHECK_GT(changed_arrivals, 0);
}

TEST_CASE("a lost message whose sender waits for word arrives again, behind the others") {
  const Program program = program_of(R"({ "ipcsim": 1, "run": { "until": "1s" },
      "hosts": { "here": {}, "there": {} },
      "links": [ { "between": ["here", "there"], "loss": 0.5 } ],
      "mailboxes": { "box": { "capacity": 2 } },
      "processes": {
        "A": { "host": "here", "program": [ { "call": "box", "timeout": "1ms" } ] },
        "B": { "host": "here", "program": [ { "send": "box", "mode": "nonblocking" } ] },
        "C": { "host": "there", "program": [ { "receive": "box" }, "reply" ] } } })");
  const Step a{.process = ProcessId{0}};
  const Step b{.process = ProcessId{1}};
  const Step c{.process = ProcessId{2}};
  const Step loss{.kind = Step::Kind::loss};
  const Step arrival{.kind = Step::Kind::arrival};
  const auto replayed = [&](const std::vector<Step>& steps) {
    RecordedSchedule record{.end = ScheduleEnd::program_error, .bound = 4};
    for (const Step& step : steps) {
      record.steps.push_back({.step = step, .place = {}, .contents = {}});
    }
    return replay(program, record);
  };
  const auto leads_to_error = [&](const std::vector<Step>& steps) {
    return std::holds_alternative<Schedule>(replayed(steps));
  };
  // C can reply to a call, and not to what B sends.
  CHECK(leads_to_error({a, b, loss, arrival, arrival, c}));
  CHECK_FALSE(leads_to_error({a, b, arrival, arrival, c}));
  CHECK(leads_to_error({b, a, arrival, arrival, c}));

  // What B sends nobody waits for: it is gone.
  const auto result = replayed({b, a, loss, arrival, arrival, c});
  REQUIRE(std::holds_alternative<ReplayProblem>(result));
  CHECK(std::get<ReplayProblem>(result).what == ReplayProblem::What::not_possible);
  CHECK_EQ(std::get<ReplayProblem>(result).step.value_or(99), 4);
}

/// The problem of a schedule of the circle that `change` has changed.
ReplayProblem problem_of(void (*change)(RecordedSchedule&)) {
  const Program program = program_of(R"({ "ipcsim": 1, "run": { "until": "1s" },
      "mailboxes": { "to_A": { "capacity": 1 }, "to_B": { "capacity": 1 } },
      "processes": {
        "A": { "program": [ { "send": "to_B" }, { "receive": "to_A" }, { "receive": "to_A" } ] },
        "B": { "program": [ { "send": "to_A" }, { "receive": "to_B" } ] } } })");
  const CheckResult result = check_program(program, {});
  REQUIRE(result.schedule);
  REQUIRE_EQ(result.schedule->steps.size(), 4);
  RecordedSchedule record = recorded(program, *result.schedule, 8);
  change(record);
  const auto replayed = replay(program, record);
  REQUIRE(std::holds_alternative<ReplayProblem>(replayed));
  return std::get<ReplayProblem>(replayed);
}

TEST_CASE("a schedule that was changed is found out at the step that is not possible any more") {
  using What = ReplayProblem::What;
  const ReplayProblem twice = problem_of([](RecordedSchedule& it) { it.steps[1] = it.steps[0]; });
  CHECK(twice.what == What::elsewhere);
  CHECK_EQ(twice.step.value_or(99), 1);

  const ReplayProblem early =
      problem_of([](RecordedSchedule& it) { it.steps.front().step.kind = Step::Kind::timeout; });
  CHECK(early.what == What::not_possible);
  CHECK_EQ(early.step.value_or(99), 0);

  const ReplayProblem content =
      problem_of([](RecordedSchedule& it) { it.steps.front().contents.front().depth = 2; });
  CHECK(content.what == What::other_content);

  const ReplayProblem other_mailbox =
      problem_of([](RecordedSchedule& it) { it.steps[1].contents.front().mailbox.value ^= 1U; });
  CHECK(other_mailbox.what == What::other_content);
  CHECK_EQ(other_mailbox.step.value_or(99), 1);

  const ReplayProblem twice_there = problem_of(
      [](RecordedSchedule& it) { it.steps[2].contents.push_back(it.steps[2].contents.front()); });
  CHECK(twice_there.what == What::other_content);
  CHECK_EQ(twice_there.step.value_or(99), 2);

  const ReplayProblem breaks_off = problem_of([](RecordedSchedule& it) { it.steps.pop_back(); });
  CHECK(breaks_off.what == What::another_end);
  CHECK_FALSE(breaks_off.step.has_value());

  const ReplayProblem otherwise =
      problem_of([](RecordedSchedule& it) { it.end = ScheduleEnd::livelock; });
  CHECK(otherwise.what == What::another_end);

  const ReplayProblem others = problem_of([](RecordedSchedule& it) {
    it.end = ScheduleEnd::partial_deadlock;  // but nobody else goes on
    it.stuck = {ProcessId{0}};
  });
  CHECK(others.what == What::another_end);

  const ReplayProblem start = problem_of([](RecordedSchedule& it) { it.start = 1; });
  CHECK(start.what == What::no_such_start);

  const ReplayProblem free = problem_of([](RecordedSchedule& it) {
    it.end = ScheduleEnd::partial_deadlock;
    it.stuck = {ProcessId{1}};  // B has finished
  });
  CHECK(free.what == What::not_stuck);
  CHECK(free.process == ProcessId{1});
}

}  // namespace
}  // namespace ipcsim::testing
