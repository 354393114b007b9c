#include "sim/experiment/expectations.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

std::string count_of(std::size_t count, std::size_t all) {
  return std::to_string(count) + " of " + std::to_string(all) + " replications";
}

ExpectationResult judge_deadlock(const Results& results) {
  const std::size_t all = results.replications.size();
  const auto stuck = static_cast<std::size_t>(
      std::count_if(results.replications.begin(), results.replications.end(),
                    [](const ReplicationEnd& end) { return is_stuck(end.reason); }));
  ExpectationResult result{.subject = "deadlock"};
  bool met = false;
  switch (results.scenario->expect.deadlock) {
    case ExpectedDeadlock::none:
      result.condition = "false";
      met = stuck == 0;
      break;
    case ExpectedDeadlock::all:
      result.condition = "true";
      met = stuck == all;
      break;
    case ExpectedDeadlock::some:
      result.condition = "some";
      met = stuck > 0;
      break;
    case ExpectedDeadlock::partial:
      fail_check("the reader does not read \"partial\" yet");
  }
  if (met) return result;
  result.verdict = Verdict::failed;
  if (all == 1) {
    result.explanation = stuck == 0 ? "there was none" : "the run ended in one";
  } else {
    result.explanation = stuck == 0 ? "there was none in " + count_of(all, all)
                                    : count_of(stuck, all) + " ended in one";
  }
  return result;
}

/// Whether the comparison holds for every value, or for none, of [low, high].
Verdict judge(Comparison comparison, double low, double high, double bound) {
  const auto decide = [](bool for_all, bool for_some) {
    if (for_all) return Verdict::met;
    return for_some ? Verdict::undecided : Verdict::failed;
  };
  switch (comparison) {
    case Comparison::less:
      return decide(high < bound, low < bound);
    case Comparison::less_equal:
      return decide(high <= bound, low <= bound);
    case Comparison::greater:
      return decide(low > bound, high > bound);
    case Comparison::greater_equal:
      return decide(low >= bound, high >= bound);
    case Comparison::equal:
      return decide(low == bound && high == bound, low <= bound && bound <= high);
    case Comparison::not_equal:
      return decide(bound < low || high < bound, low != bound || high != bound);
  }
  fail_check("every comparison is judged");
}

ExpectationResult judge_metric(const Results& results, const MetricExpectation& expected) {
  ExpectationResult result{.subject = expected.path, .condition = expected.condition};
  const MetricResult* metric = find_metric(results, expected.metric);
  check(metric != nullptr, "the reader lets only measured metrics into expectations");
  result.unit = metric->unit;
  result.measured = metric->estimate;
  if (!result.measured.mean) {
    result.verdict = Verdict::failed;
    result.explanation = metric->unit == Unit::time
                             ? "there is no value: no message came in the measured window"
                             : "there is no value: no time passed in the measured window";
    return result;
  }
  const double mean = *result.measured.mean;
  const double half_width = result.measured.half_width.value_or(0);
  result.verdict = judge(expected.comparison, mean - half_width, mean + half_width, expected.bound);
  if (result.verdict == Verdict::failed) result.explanation = "measured otherwise";
  if (result.verdict == Verdict::undecided) {
    result.explanation = "the 95 % interval straddles the bound; more replications would narrow it";
  }
  return result;
}

}  // namespace

std::vector<ExpectationResult> judge_expectations(const Results& results) {
  const Expectations& expected = results.scenario->expect;
  std::vector<ExpectationResult> judged;
  const ExpectationResult deadlock = judge_deadlock(results);
  if (expected.deadlock_stated || deadlock.verdict != Verdict::met) judged.push_back(deadlock);
  for (const MetricExpectation& metric : expected.metrics) {
    judged.push_back(judge_metric(results, metric));
  }
  return judged;
}

}  // namespace ipcsim
