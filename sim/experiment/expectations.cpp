#include "sim/experiment/expectations.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "sim/base/check.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

std::size_t count_stuck(const Results& results, StuckPart part) {
  return static_cast<std::size_t>(
      std::count_if(results.replications.begin(), results.replications.end(),
                    [&](const ReplicationEnd& end) { return stuck_part(end) == part; }));
}

/// "ended in a deadlock", "had a partial deadlock".
std::string how_stuck(const ReplicationEnd& end) {
  const bool whole = stuck_part(end) == StuckPart::all;
  return (whole ? "ended in a " : "had a ") + name_of(stuck_kind(end));
}

/// Which deadlocks there were: "2 of 5 replications ended in a deadlock and 1 had a partial
/// deadlock".
std::string what_there_was(const Results& results) {
  const std::size_t all = results.replications.size();
  if (count_stuck(results, StuckPart::none) == all) {
    return all == 1 ? "there was none"
                    : "there was none in " + grouped(all) + " of " + grouped(all) + " replications";
  }
  if (all == 1) return "the run " + how_stuck(results.replications.front());
  std::map<std::string, std::size_t> counts;
  for (const ReplicationEnd& end : results.replications) {
    if (is_stuck(end)) ++counts[how_stuck(end)];
  }
  std::string text;
  std::size_t told = 0;
  for (const auto& [how, count] : counts) {
    if (told > 0) text += told + 1 == counts.size() ? " and " : ", ";
    text += grouped(count);
    if (told == 0) text += " of " + grouped(all) + " replications";
    text += " " + how;
    ++told;
  }
  return text;
}

ExpectationResult judge_deadlock(const Results& results, const Expectations& expected) {
  const std::size_t all = results.replications.size();
  const std::size_t whole = count_stuck(results, StuckPart::all);
  const std::size_t partial = count_stuck(results, StuckPart::some);
  ExpectationResult result{.subject = "deadlock", .by_default = !expected.deadlock_stated};
  bool met = false;
  switch (expected.deadlock) {
    case ExpectedDeadlock::none:
      result.condition = "false";
      met = whole + partial == 0;
      break;
    case ExpectedDeadlock::all:
      result.condition = "true";
      met = whole + partial == all;
      break;
    case ExpectedDeadlock::some:
      result.condition = "some";
      met = whole + partial > 0;
      break;
    case ExpectedDeadlock::partial:
      result.condition = "partial";
      met = partial == all;
      break;
  }
  if (met) return result;
  result.verdict = Verdict::failed;
  result.explanation = what_there_was(results);
  return result;
}

/// "3 of 10 replications ended by deadlock".
ExpectationResult judge_end(const Results& results, const EndExpectation& expected) {
  ExpectationResult result{.subject = "end", .condition = expected.condition};
  std::map<std::string, std::size_t> wrong;
  for (const ReplicationEnd& end : results.replications) {
    const std::string reason = name_of(end.reason);
    if ((reason == expected.reason) != expected.equal) ++wrong[reason];
  }
  if (wrong.empty()) return result;
  result.verdict = Verdict::failed;
  for (const auto& [reason, count] : wrong) {
    result.explanation += result.explanation.empty() ? "" : ", ";
    result.explanation += results.replications.size() == 1
                              ? "it was: " + reason
                              : grouped(count) + " of " + grouped(results.replications.size()) +
                                    " replications: " + reason;
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

/// Why a metric has no value in any replication.
std::string why_no_value(const Results& results, const MetricResult& metric) {
  const MetricPath& path = metric.metric;
  if (path.subject == MetricSubject::host && !results.scenario.hosts[path.group].cores) {
    return "the host's number of cores is not limited";
  }
  return metric.unit == Unit::time ? "no message came in the measured window"
                                   : "no time passed in the measured window";
}

/// Of how many replications or batches an interval is wanted that cannot be had, since fewer than
/// two of them had a value: "only 1 of 10 replications had a value"; empty if that is not so.
std::string why_no_interval(const Results& results, const Estimate& measured) {
  const bool in_batches = results.batches > 0;
  const std::uint32_t all = in_batches ? results.batches : results.scenario.replications;
  if (all < 2 || measured.n > 1) return {};
  return (measured.n == 0 ? "none of " : "only 1 of ") + grouped(all) +
         (in_batches ? " batches" : " replications") + " had a value";
}

ExpectationResult judge_metric(const Results& results, const MetricExpectation& expected) {
  ExpectationResult result{.subject = expected.path, .condition = expected.condition};
  const MetricResult* metric = find_metric(results, expected.metric);
  check(metric != nullptr, "the reader lets only measured metrics into expectations");
  result.unit = metric->unit;
  result.measured = metric->estimate;
  if (!result.measured.mean) {
    result.verdict = Verdict::failed;
    result.explanation = "there is no value: " + why_no_value(results, *metric);
    return result;
  }
  if (const std::string why = why_no_interval(results, result.measured); !why.empty()) {
    result.verdict = Verdict::undecided;
    result.explanation = why + ", and one value gives no interval to decide on";
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

std::vector<ExpectationResult> judge_expectations(const Results& results,
                                                  const Expectations& expected) {
  std::vector<ExpectationResult> judged;
  const ExpectationResult deadlock = judge_deadlock(results, expected);
  if (expected.deadlock_stated || deadlock.verdict != Verdict::met) judged.push_back(deadlock);
  if (expected.end) judged.push_back(judge_end(results, *expected.end));
  for (const MetricExpectation& metric : expected.metrics) {
    judged.push_back(judge_metric(results, metric));
  }
  return judged;
}

}  // namespace ipcsim
