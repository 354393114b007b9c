// The search for the smallest value that keeps a scenario's expectations.
#include "sim/experiment/optimization.hpp"

#include <memory>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

/// Optimizes over scenarios written in the test.
class Search {
 public:
  explicit Search(std::function<std::string(const std::string&)> text_of) : text_of_(text_of) {}

  Optimization over(const std::vector<std::string>& values, const OptimizationOptions& options) {
    return optimize(
        values,
        [&](std::size_t i) {
          scenario_ = scenario_of(text_of_(values[i]));
          program_ = std::make_shared<const Program>(compile(*scenario_));
          return Experiment({scenario_.get(), program_.get()}, {});
        },
        options);
  }

 private:
  std::function<std::string(const std::string&)> text_of_;
  std::shared_ptr<const Scenario> scenario_;
  std::shared_ptr<const Program> program_;
};

/// `rounds` messages pass; more than that many are expected.
std::string messages(const std::string& rounds, const std::string& condition) {
  return R"({ "ipcsim": 1, "mailboxes": { "box": { "capacity": 1 } },
    "processes": { "p": { "program": [ { "loop": )" +
         rounds + R"(, "do": [ { "send": "box" }, { "receive": "box" } ] } ] } },
    "expect": { "mailboxes.box.received": ")" +
         condition + R"(" } })";
}

TEST_CASE(
    "the first value that keeps the conditions is the answer, and the next one is tried too") {
  Search search([](const std::string& value) { return messages(value, ">= 3"); });
  const Optimization found = search.over({"1", "2", "3", "4", "5"}, {});
  CHECK(found.end == OptimizationEnd::found);
  CHECK(found.answer == 2U);
  REQUIRE(found.tried.size() == 3);
  CHECK(found.tried[1].verdict == Verdict::failed);
  CHECK(found.tried[2].verdict == Verdict::met);
  REQUIRE(found.beyond.has_value());
  CHECK(found.beyond->value == "4");
  CHECK(found.beyond->verdict == Verdict::met);
}

TEST_CASE("what holds need not be monotone: the value just beyond the answer shows it") {
  Search search([](const std::string& value) { return messages(value, "== 2"); });
  const Optimization found = search.over({"1", "2", "3"}, {});
  CHECK(found.answer == 1U);
  REQUIRE(found.beyond.has_value());
  CHECK(found.beyond->verdict == Verdict::failed);
}

TEST_CASE("where no value keeps the conditions there is none, and every one was tried") {
  Search search([](const std::string& value) { return messages(value, "> 9"); });
  const Optimization found = search.over({"1", "2"}, {});
  CHECK(found.end == OptimizationEnd::none);
  CHECK(!found.answer.has_value());
  CHECK(found.tried.size() == 2);
  CHECK(!found.beyond.has_value());
}

/// M/M/1/1 with load `value`: half of the time one is in service when both times are equal.
std::string noisy(const std::string& mean, const std::string& condition) {
  return R"({ "ipcsim": 1, "run": { "until": "1s" }, "mailboxes": { "box": { "capacity": 1 } },
    "processes": {
      "p": { "program": [ { "loop": "forever", "do": [ { "compute": { "exponential": "1ms" } },
                                                       { "send": "box" } ] } ] },
      "c": { "program": [ { "loop": "forever", "do": [ { "receive": "box" },
        { "compute": { "exponential": ")" +
         mean + R"(" } } ] } ] } },
    "expect": { "mailboxes.box.throughput": ")" +
         condition + R"(" } })";
}

TEST_CASE(
    "replications are doubled while an interval straddles the bound, up to the most allowed") {
  // The buffer of 1 between equal partners passes 750 messages a second (tests/theory): a bound
  // beside the mean takes more replications than one far off, and on it none are enough.
  Search near([](const std::string& value) { return noisy(value, "> 747"); });
  const Optimization found = near.over({"1ms"}, {.replications = 4, .most_replications = 512});
  CHECK(found.end == OptimizationEnd::found);
  CHECK(found.tried.front().replications > 4);

  Search far([](const std::string& value) { return noisy(value, "> 500"); });
  CHECK(far.over({"1ms"}, {.replications = 4}).tried.front().replications == 4);

  Search at([](const std::string& value) { return noisy(value, "!= 750"); });
  const Optimization never = at.over({"1ms"}, {.replications = 4, .most_replications = 16});
  CHECK(never.end == OptimizationEnd::undecided);
  CHECK(never.tried.front().replications == 16);
}

TEST_CASE("an answer behind an undecided value is one at best") {
  Search search([](const std::string& value) { return noisy(value, "> 750"); });
  const Optimization found =
      search.over({"4ms", "1ms", "0.5ms"}, {.replications = 4, .most_replications = 8});
  CHECK(found.end == OptimizationEnd::at_best);
  CHECK(found.tried[0].verdict == Verdict::failed);
  CHECK(found.tried[1].verdict == Verdict::undecided);
  CHECK(found.answer == 2U);
}

TEST_CASE("a deadlock fails the conditions though nobody named it") {
  Search search([](const std::string& value) {
    return R"({ "ipcsim": 1, "run": { "until": "1s" },
      "mailboxes": { "a": { "capacity": )" +
           value + R"( }, "b": { "capacity": )" + value + R"( } },
      "processes": { "p": { "program": [ { "send": "a" }, { "receive": "b" } ] },
                     "q": { "program": [ { "send": "b" }, { "receive": "a" } ] } } })";
  });
  const Optimization found = search.over({"0", "1"}, {.replications = 2});
  CHECK(found.answer == 1U);
  REQUIRE(found.tried.front().conditions.size() == 1);
  CHECK(found.tried.front().conditions.front().subject == "deadlock");
}

}  // namespace
}  // namespace ipcsim::testing
