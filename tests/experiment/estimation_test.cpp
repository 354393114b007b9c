// What `warmup: auto`, `batches` and `precision` make of a scenario's results.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim {
namespace {

using testing::mean_of;
using testing::results_of;

/// M/M/1 at load 0.8 that begins with as many messages as `initial` says.
std::string queue(const std::string& run, const std::string& initial = "0") {
  return R"({"ipcsim": 1, "run": {)" + run + R"(}, "mailboxes": {
      "queue": {"capacity": "unbounded", "initial": )" +
         initial + R"(}}, "processes": {
      "source": {"program": [{"loop": "forever", "do": [
          {"sleep": {"exponential": "1ms"}}, {"send": "queue"}]}]},
      "server": {"program": [{"loop": "forever", "do": [
          {"receive": "queue"}, {"compute": {"exponential": "800us"}}]}]}}})";
}

const MetricResult& metric(const Results& results, const std::string& path) {
  const auto found = std::find_if(results.metrics.begin(), results.metrics.end(),
                                  [&](const MetricResult& it) { return it.path == path; });
  REQUIRE(found != results.metrics.end());
  return *found;
}

bool has_note(const Results& results, const std::string& part) {
  return std::any_of(results.notes.begin(), results.notes.end(),
                     [&](const std::string& note) { return note.find(part) != std::string::npos; });
}

/// Path, mean, half-width, n and values of every metric, and the notes.
void check_same(const Results& a, const Results& b) {
  REQUIRE(a.metrics.size() == b.metrics.size());
  for (std::size_t i = 0; i < a.metrics.size(); ++i) {
    CHECK(a.metrics[i].values == b.metrics[i].values);
    CHECK(a.metrics[i].estimate.mean == b.metrics[i].estimate.mean);
    CHECK(a.metrics[i].estimate.half_width == b.metrics[i].estimate.half_width);
  }
  CHECK(a.notes == b.notes);
}

}  // namespace

TEST_CASE("a warm-up is found where a backlog has been worked off, on any number of threads") {
  // 2,000 messages, worked off by 250 a second: gone after 8 s.
  const std::string text = queue(R"("until": "60s", "warmup": "auto", "replications": 2)", "2000");
  const Results results = results_of(text);
  CHECK(results.warmup.found);
  CHECK_FALSE(results.warmup.at_limit);
  CHECK(results.warmup.length.ns >= 6'000'000'000);
  CHECK(results.warmup.length.ns <= 12'000'000'000);
  CHECK(mean_of(results, "mailboxes.queue.depth.mean") < 10);
  check_same(results, results_of(text, {}, 3));
}

TEST_CASE("the warm-up that is found does not depend on how many replications are measured") {
  const std::string text = queue(R"("until": "20s", "warmup": "auto")", "500");
  const Results one = results_of(text);
  const Results seven = results_of(text, {{"--replications", "run.replications", "7"}});
  CHECK(one.warmup.length == seven.warmup.length);
  CHECK(one.warmup.length.ns > 0);
  CHECK(metric(one, "mailboxes.queue.wait.mean").values[0] ==
        metric(seven, "mailboxes.queue.wait.mean").values[0]);
}

TEST_CASE("a run that measures from the warm-up found is the run with that warm-up given") {
  const std::string text = queue(R"("until": "20s", "warmup": "auto", "replications": 3)", "500");
  const Results found = results_of(text);
  const Results given =
      results_of(text, {{"--set", "run.warmup", std::to_string(found.warmup.length.ns) + "ns"}});
  CHECK_FALSE(given.warmup.found);
  check_same(found, given);
}

TEST_CASE("a mailbox that grows for ever has no warm-up, and both are said") {
  const Results results =
      results_of(queue(R"("until": "60s", "warmup": "auto", "replications": 5)"),
                 {{"--set", "processes.server.program[0].do[1].compute.exponential", "1200us"}});
  CHECK(results.warmup.at_limit);
  CHECK(results.warmup.length.ns == 30'000'000'000);
  CHECK(has_note(results, "MSER-5 would leave out more than half of the run as its warm-up"));
  CHECK(has_note(results, "queue grows for as long as the run lasts: it takes in 1"));
}

TEST_CASE("nothing random and nothing that changes needs no warm-up") {
  const Results results = results_of(R"({"ipcsim": 1, "run": {"until": "10s", "warmup": "auto"},
      "mailboxes": {"m": {"capacity": 1}}, "processes": {
        "a": {"program": [{"loop": "forever", "do": [{"send": "m"}, {"sleep": "10ms"}]}]},
        "b": {"program": [{"loop": "forever", "do": [{"receive": "m"}]}]}}})");
  CHECK(results.warmup.found);
  CHECK(results.warmup.length.ns == 0);
  CHECK(results.notes.empty());
}

TEST_CASE("batches change no figure of the run, and give it intervals") {
  const std::string text = queue(R"("until": "21s", "warmup": "1s")");
  const Results whole = results_of(text);
  const Results cut = results_of(text, {{"--batches", "run.batches", "20"}});
  REQUIRE(whole.metrics.size() == cut.metrics.size());
  for (std::size_t i = 0; i < whole.metrics.size(); ++i) {
    INFO(whole.metrics[i].path);
    CHECK(whole.metrics[i].estimate.mean == cut.metrics[i].estimate.mean);
    CHECK_FALSE(whole.metrics[i].estimate.half_width);
  }
  const Estimate& wait = metric(cut, "mailboxes.queue.wait.mean").estimate;
  CHECK(wait.n == 20);
  CHECK(*wait.half_width > 0);
  // A count is a sum: 20 times the mean of a batch, with 20 times its half-width.
  const Estimate& rate = metric(cut, "mailboxes.queue.throughput").estimate;
  const Estimate& count = metric(cut, "mailboxes.queue.received").estimate;
  CHECK(*count.mean == doctest::Approx(20 * *rate.mean));
  CHECK(*count.half_width == doctest::Approx(20 * *rate.half_width));
  CHECK_FALSE(metric(cut, "mailboxes.queue.wait.max").estimate.half_width);
  CHECK_FALSE(metric(cut, "mailboxes.queue.depth.max").estimate.half_width);
}

TEST_CASE("a run that ends before its time has no batches to compare") {
  const Results results = results_of(R"({"ipcsim": 1, "run": {"until": "10s", "batches": 5},
      "mailboxes": {"m": {"capacity": 1}}, "processes": {
        "a": {"program": [{"loop": 7, "do": [{"send": "m"}, {"sleep": "1s"}]}]},
        "b": {"program": [{"loop": 7, "do": [{"receive": "m"}]}]}}})");
  CHECK(mean_of(results, "mailboxes.m.received") == 7);
  CHECK_FALSE(metric(results, "mailboxes.m.received").estimate.half_width);
}

TEST_CASE("replications are added until every metric named is precise enough, and no longer") {
  const std::string text = queue(R"("until": "5s", "warmup": "500ms", "replications": 4,
      "precision": {"mailboxes.queue.wait.mean": 0.1, "mailboxes.queue.throughput": 0.01})");
  const Results results = results_of(text);
  const std::size_t n = results.replications.size();
  CHECK(n > 4);
  CHECK(n < 1000);
  REQUIRE(results.precision.size() == 2);
  for (const PrecisionResult& precision : results.precision) {
    CHECK(precision.met);
    CHECK(*precision.reached <= precision.bound);
    CHECK_FALSE(precision.needed);
  }
  const Results one_less =
      results_of(text, {{"--max-replications", "run.max_replications", std::to_string(n - 1)}});
  CHECK(one_less.replications.size() == n - 1);
  CHECK_FALSE((one_less.precision[0].met && one_less.precision[1].met));
  check_same(results, results_of(text, {}, 3));
  check_same(results, results_of(text, {}, 16));
}

TEST_CASE("an interrupt before the precision is reached is told as one, and not as a limit") {
  // Each replication is over before it would look for an interrupt.
  const auto scenario = testing::scenario_of(
      queue(R"("until": "50ms", "precision": {"mailboxes.queue.wait.mean": 0.0001})"));
  const Program program = compile(*scenario);
  std::atomic<bool> interrupt = false;
  std::size_t done = 0;
  const Results results = run_experiment(
      *scenario, program,
      {.interrupt = &interrupt, .on_done = [&] { interrupt = ++done == 15 || interrupt; }});
  CHECK(results.interrupted);
  REQUIRE(results.replications.size() == 15);
  CHECK(std::all_of(results.replications.begin(), results.replications.end(),
                    [](const ReplicationEnd& it) { return it.reason == EndReason::time_limit; }));
  CHECK(has_note(results, "After 15 replications the half-width of mailboxes.queue.wait.mean is "));
  CHECK_FALSE(has_note(results, "max_replications"));
}

TEST_CASE("an interrupt that comes when all replications have run leaves nothing out") {
  const auto scenario = testing::scenario_of(queue(R"("until": "50ms", "replications": 3)"));
  const Program program = compile(*scenario);
  std::atomic<bool> interrupt = false;
  std::size_t done = 0;
  const auto results_with_interrupt_after = [&](std::size_t count) {
    done = 0;
    interrupt = false;
    return run_experiment(*scenario, program, {.interrupt = &interrupt, .on_done = [&, count] {
                                                 interrupt = ++done == count || interrupt;
                                               }});
  };
  CHECK_FALSE(results_with_interrupt_after(3).interrupted);
  CHECK(results_with_interrupt_after(2).interrupted);
}

TEST_CASE("a precision that is out of reach says how many replications would do") {
  const Results results = results_of(queue(R"("until": "5s", "replications": 5,
      "max_replications": 8, "precision": {"mailboxes.queue.wait.mean": 0.001})"));
  CHECK(results.replications.size() == 8);
  REQUIRE(results.precision.size() == 1);
  CHECK_FALSE(results.precision[0].met);
  const double reached = *results.precision[0].reached;
  CHECK(*results.precision[0].needed == std::ceil(8 * (reached / 0.001) * (reached / 0.001)));
  CHECK(has_note(results, "After 8 replications the half-width of mailboxes.queue.wait.mean is "));
}

TEST_CASE("a metric without a value never becomes precise, and the notes say so") {
  const Results results = results_of(R"({"ipcsim": 1, "run": {"until": "1s",
      "max_replications": 12, "precision": {"mailboxes.m.wait.mean": 0.1}},
      "mailboxes": {"m": {"capacity": 1}}, "processes": {"a": {"program": [{"choose": [
        {"weight": 1, "do": []}, {"weight": 0, "do": [{"send": "m"}, {"receive": "m"}]}]}]}}})");
  CHECK(results.replications.size() == 12);
  CHECK(has_note(results, "mailboxes.m.wait.mean has no interval"));
}

TEST_CASE("what is the same in every replication is precise at once") {
  const Results results = results_of(R"({"ipcsim": 1, "run": {"until": "1s",
      "precision": {"mailboxes.m.throughput": 0.001}}, "mailboxes": {"m": {"capacity": 1}},
      "processes": {
        "a": {"program": [{"loop": "forever", "do": [{"send": "m"}, {"sleep": "10ms"}]}]},
        "b": {"program": [{"loop": "forever", "do": [{"receive": "m"}]}]}}})");
  CHECK(results.replications.size() == 10);
  CHECK(results.precision[0].met);
}

}  // namespace ipcsim
