// Variants side by side: differences in pairs, and what they gain over independent runs.
#include "sim/experiment/comparison.hpp"

#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

/// Two producers and a consumer with a bounded buffer, as in the README.
const char* const kBoundedBuffer = R"({ "ipcsim": 1,
  "run": { "until": "20s", "warmup": "2s", "replications": 10, "seed": 42 },
  "mailboxes": { "buffer": { "capacity": 5 } },
  "processes": {
    "producer": { "count": 2, "program": [ { "loop": "forever", "do": [
      { "compute": { "exponential": "10ms" } }, { "send": "buffer" } ] } ] },
    "consumer": { "program": [ { "loop": "forever", "do": [
      { "receive": "buffer" }, { "compute": { "uniform": ["3ms", "6ms"] } } ] } ] } } })";

/// Keeps what its candidates point to.
struct Candidates {
  std::vector<std::shared_ptr<const Scenario>> scenarios;
  std::vector<std::shared_ptr<const Program>> programs;
  std::vector<Candidate> all;

  void add(const std::string& name, const std::string& text,
           const std::vector<Override>& overrides = {}) {
    scenarios.push_back(scenario_of(text, overrides));
    programs.push_back(std::make_shared<const Program>(compile(*scenarios.back())));
    all.push_back({name, Variant{scenarios.back().get(), programs.back().get()}, ""});
  }
};

Override capacity(int places) {
  return {"--set", "mailboxes.buffer.capacity", std::to_string(places)};
}

const Estimate& estimate_of(const ComparedVariant& variant, Total total) {
  return variant.results.totals[static_cast<std::size_t>(total)].estimate;
}

}  // namespace

TEST_CASE("paired intervals of the bounded buffer are at least 3 times narrower than unpaired") {
  Candidates candidates;
  candidates.add("5", kBoundedBuffer);
  candidates.add("6", kBoundedBuffer, {capacity(6)});
  const VariantComparison comparison = compare(candidates.all, {.jobs = 2});
  const ComparedVariant& six = comparison.variants[1];
  for (const Total total : {Total::throughput, Total::core_time}) {
    const auto& difference = six.differences[static_cast<std::size_t>(total)];
    REQUIRE(difference.has_value());
    REQUIRE(difference->paired.n == 10);
    // Of two independent means: the variances add up (Law, section 10.2.2).
    const double unpaired = std::hypot(*estimate_of(comparison.variants[0], total).half_width,
                                       *estimate_of(six, total).half_width);
    MESSAGE("half-width paired ", *difference->paired.half_width, ", unpaired ", unpaired, ", ",
            unpaired / *difference->paired.half_width, " times wider");
    CHECK(unpaired >= 3 * *difference->paired.half_width);
    CHECK(difference->is_significant() == true);
  }
}

TEST_CASE("a variant equal to the first does not differ from it at all") {
  Candidates candidates;
  candidates.add("one", kBoundedBuffer);
  candidates.add("same", kBoundedBuffer);
  const VariantComparison comparison = compare(candidates.all, {.jobs = 2});
  for (const auto& difference : comparison.variants[1].differences) {
    REQUIRE(difference.has_value());
    CHECK(difference->paired.mean == 0.0);
    CHECK(difference->is_significant() == false);
  }
}

TEST_CASE("pairs are replications with the same number that both came to an end of their own") {
  // Each replication gets stuck or not by the toss of a coin, the same in both variants but for
  // what the second sends more.
  const auto text = [](int rounds) {
    return R"({ "ipcsim": 1, "run": { "until": "1s", "replications": 12 },
      "mailboxes": { "box": { "capacity": "unbounded" }, "never": { "capacity": 1 } },
      "processes": { "p": { "program": [
        { "loop": )" +
           std::to_string(rounds) + R"(, "do": [ { "send": "box" }, { "receive": "box" } ] },
        { "choose": [ { "weight": 1, "do": [ { "receive": "never" } ] },
                      { "weight": 1, "do": [] } ] } ] } } })";
  };
  Candidates candidates;
  candidates.add("few", text(10));
  candidates.add("more", text(30));
  const VariantComparison comparison = compare(candidates.all, {});
  const ComparedVariant& more = comparison.variants[1];
  std::uint32_t whole = 0;
  for (const ReplicationEnd& end : more.results.replications) whole += ended_whole(end) ? 1 : 0;
  REQUIRE(whole > 2);
  REQUIRE(whole < 12);
  const auto& difference = more.differences[static_cast<std::size_t>(Total::received)];
  REQUIRE(difference.has_value());
  CHECK(difference->paired.n == whole);
  CHECK(difference->paired.mean == 20.0);
}

TEST_CASE("with one replication there is a difference, but no word on whether it is chance") {
  Candidates candidates;
  candidates.add("5", kBoundedBuffer, {{"--replications", "run.replications", "1"}});
  candidates.add("1", kBoundedBuffer, {{"--replications", "run.replications", "1"}, capacity(1)});
  const VariantComparison comparison = compare(candidates.all, {});
  const auto& difference =
      comparison.variants[1].differences[static_cast<std::size_t>(Total::throughput)];
  REQUIRE(difference.has_value());
  CHECK(difference->paired.mean < 0.0);
  CHECK(!difference->is_significant().has_value());
}

TEST_CASE("a candidate that does not apply has no results, and the next one is the first") {
  Candidates candidates;
  candidates.all.push_back({"ring", std::nullopt, "the buffer is unbounded"});
  candidates.add("5", kBoundedBuffer);
  candidates.add("1", kBoundedBuffer, {capacity(1)});
  const VariantComparison comparison = compare(candidates.all, {.jobs = 2});
  CHECK(comparison.baseline() == 1);
  CHECK(comparison.variants[0].not_applicable == "the buffer is unbounded");
  CHECK(comparison.variants[0].results.replications.empty());
  CHECK(!comparison.variants[1].differences[0].has_value());
  CHECK(comparison.variants[2].differences[0].has_value());
}

}  // namespace ipcsim::testing
