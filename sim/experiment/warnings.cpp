#include "sim/experiment/warnings.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <optional>

#include "sim/experiment/batch_means.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

using Warnings = std::vector<std::string>;

/// Three digits: "0.05", "12.3", "1,230,000".
std::string rounded(double value) {
  char buffer[32];
  std::snprintf(buffer, std::size(buffer), "%.3g", value);
  const double shown = std::strtod(buffer, nullptr);
  constexpr double kMost = 1e15;
  if (shown < 1000 || shown > kMost) return buffer;
  return grouped(static_cast<std::uint64_t>(shown));
}

std::string percent(double fraction) { return rounded(100 * fraction) + " %"; }

/// "a, b and c"; of many the first ones.
std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 4;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kMost; ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  if (names.size() > kMost) text += " and " + grouped(names.size() - kMost) + " more";
  return text;
}

/// Of a group as a whole, not of one of its members.
bool is_of_group(const MetricResult& metric) { return !metric.metric.element; }

bool is_mailbox_metric(const MetricResult& metric, MailboxMetric which) {
  const MetricSubject subject = metric.metric.subject;
  return (subject == MetricSubject::mailbox || subject == MetricSubject::direct) &&
         metric.metric.metric == static_cast<std::uint8_t>(which);
}

/// The figures that a reader looks at first.
bool is_headline(const MetricResult& metric) {
  if (!is_of_group(metric)) return false;
  if (is_mailbox_metric(metric, MailboxMetric::throughput)) return true;
  const bool is_mean = metric.metric.statistic == Statistic::mean;
  return is_mean && (is_mailbox_metric(metric, MailboxMetric::wait) ||
                     is_mailbox_metric(metric, MailboxMetric::depth));
}

bool has_width(const MetricResult& metric) { return metric.estimate.half_width.value_or(0) > 0; }

void warn_of_precision(const Results& results, Warnings& warnings) {
  for (const PrecisionResult& precision : results.precision) {
    if (precision.met) continue;
    const std::string asked = percent(precision.bound) + " of its mean";
    std::string text = "After " + counted(results.replications.size(), "replication") + " ";
    if (precision.reached) {
      text += "the half-width of " + precision.path + " is " + percent(*precision.reached) +
              " of its mean, and not the " + percent(precision.bound) + " asked for. About " +
              grouped(*precision.needed) + " would be needed" +
              (results.interrupted ? "." : ": raise run.max_replications, or lengthen the run.");
    } else {
      text += precision.path + " has no interval, so it cannot be said to be within " + asked +
              ": it has a value in fewer than two replications, or is 0 in the mean.";
    }
    warnings.push_back(text);
  }
}

/// Messages received in one replication, in the mean, from all mailboxes together.
double messages_measured(const Results& results) {
  double messages = 0;
  for (const MetricResult& metric : results.metrics) {
    if (is_of_group(metric) && is_mailbox_metric(metric, MailboxMetric::received)) {
      messages += metric.estimate.mean.value_or(0);
    }
  }
  return messages;
}

void warn_of_warmup(const Results& results, Warnings& warnings) {
  const Warmup& warmup = results.warmup;
  if (warmup.at_limit) {
    warnings.emplace_back(
        "MSER-5 would leave out more than half of the run as its warm-up; half was left out. The "
        "run is too short to show a steady state, or has none: lengthen run.until, or set "
        "run.warmup to a time.");
    return;
  }
  constexpr double kFewMessages = 100;
  const bool took_most = std::all_of(
      results.replications.begin(), results.replications.end(), [&](const ReplicationEnd& it) {
        return it.end.ns > warmup.length.ns && it.end.ns < 2 * warmup.length.ns;
      });
  const double messages = messages_measured(results);
  if (warmup.length.ns == 0 || !took_most || messages >= kFewMessages) return;
  warnings.push_back(
      "The warm-up takes more than half of the run, and only " + rounded(messages) +
      " messages were received behind it: shorten run.warmup or lengthen run.until.");
}

void warn_of_few_replications(const Results& results, Warnings& warnings) {
  const std::size_t n = results.replications.size();
  const bool is_random = std::any_of(results.metrics.begin(), results.metrics.end(), has_width);
  const bool in_batches = results.batches > 0;
  const std::size_t values = in_batches ? results.batches : n;
  if (!is_random || values < 2 || values > 4) return;
  constexpr double kStudent[] = {12.71, 4.30, 3.18};  // t(n - 1) at 97.5 %, n from 2 on
  warnings.push_back("The intervals rest on only " + grouped(values) +
                     (in_batches ? " batches" : " replications") + ", which makes them " +
                     rounded(kStudent[values - 2] / 1.96) +
                     " times as wide as many with the same spread would: take at least 5, better "
                     "10.");
}

/// A single run decides by its value alone. Of a maximum no number of runs would say more.
void warn_of_close_calls(const Results& results, const MeasuringPlan& plan, Warnings& warnings) {
  if (results.replications.size() != 1 || results.batches > 0) return;
  constexpr double kClose = 0.05;
  std::vector<std::string> paths;
  for (const MetricExpectation& expected : plan.chancy) {
    const MetricResult* metric = find_metric(results, expected.metric);
    const bool may_vary = metric != nullptr && metric->estimate.mean &&
                          metric->unit != Unit::count && metric->metric.statistic != Statistic::max;
    if (!may_vary) continue;
    const double distance = std::abs(*metric->estimate.mean - expected.bound);
    if (distance > 0 && distance <= kClose * std::abs(expected.bound))
      paths.push_back(expected.path);
  }
  if (paths.empty()) return;
  warnings.push_back(listed(paths) + (paths.size() == 1 ? " is" : " are") + " within " +
                     percent(kClose) +
                     " of what is expected, in one run: another seed may decide otherwise. With "
                     "run.replications it is decided on an interval.");
}

void warn_of_growth(const MeasuringPlan& plan, const std::vector<Replication>& replications,
                    Warnings& warnings) {
  std::vector<std::string> names;
  double surplus = 0;  // messages per second, of all that grow
  for (std::size_t i = 0; i < plan.may_grow.size(); ++i) {
    std::vector<NetFlows> runs;
    double grown = 0;
    double seconds_measured = 0;
    for (const Replication& replication : replications) {
      if (replication.end.reason != EndReason::time_limit) continue;
      const NetFlows& flows = replication.net_flows[i];
      runs.push_back(flows);
      for (const std::int64_t flow : flows) grown += static_cast<double>(flow);
      seconds_measured += seconds(replication.end.end - (Instant{} + plan.warmup.length));
    }
    if (!keeps_growing(runs, kGrowthLevel / static_cast<double>(plan.may_grow.size()))) continue;
    names.push_back(plan.may_grow[i].name);
    surplus += grown / seconds_measured;
  }
  if (names.empty()) return;
  const bool one = names.size() == 1;
  warnings.push_back(listed(names) + (one ? " grows" : " grow") +
                     " for as long as the run lasts: " + (one ? "it takes" : "they take") + " in " +
                     rounded(surplus) +
                     " messages a second more than are received. There is no steady state, and "
                     "depth and waits depend on run.until. Receive faster, send less, or limit the "
                     "capacity.");
}

void warn_of_wide_intervals(const Results& results, Warnings& warnings) {
  constexpr double kTooWide = 0.5;
  std::vector<std::string> names;
  for (const MetricResult& metric : results.metrics) {
    if (!is_headline(metric) || !has_width(metric)) continue;
    const double mean = std::abs(*metric.estimate.mean);
    if (*metric.estimate.half_width > kTooWide * mean) {
      names.push_back(metric.path + " (± " + percent(*metric.estimate.half_width / mean) + ")");
    }
  }
  if (names.empty()) return;
  const bool one = names.size() == 1;
  warnings.push_back(std::string(one ? "The interval of " : "The intervals of ") + listed(names) +
                     (one ? " is" : " are") +
                     " too wide to be of use: make more replications, or longer ones.");
}

/// The most correlated of the headline figures, if it is beyond what chance makes of independent
/// batches once in a hundred times (their correlation has a deviation of about 1 / sqrt(n)).
void warn_of_dependent_batches(const Results& results, const std::vector<Replication>& replications,
                               Warnings& warnings) {
  if (results.batches == 0 || replications.empty()) return;
  const std::vector<MetricValues>& batches = replications.front().batches;
  constexpr double kOnceInAHundred = 2.33;
  double most = kOnceInAHundred / std::sqrt(static_cast<double>(results.batches));
  std::string path;
  for (std::size_t slot = 0; slot < results.metrics.size(); ++slot) {
    if (!is_headline(results.metrics[slot])) continue;
    std::vector<double> values;
    for (const MetricValues& batch : batches) {
      if (batch[slot]) values.push_back(*batch[slot]);
    }
    if (values.size() < results.batches) continue;
    const double correlation = correlation_with_next(values);
    if (correlation <= most) continue;
    most = correlation;
    path = results.metrics[slot].path;
  }
  if (path.empty()) return;
  warnings.push_back("The batches hang together (" + path + ": correlation " + rounded(most) +
                     " from one to the next), so the intervals are too narrow: lengthen run.until, "
                     "or take fewer batches.");
}

}  // namespace

std::vector<std::string> warnings_on(const Results& results, const MeasuringPlan& plan,
                                     const std::vector<Replication>& replications) {
  Warnings warnings;
  warn_of_warmup(results, warnings);
  warn_of_growth(plan, replications, warnings);
  warn_of_few_replications(results, warnings);
  warn_of_close_calls(results, plan, warnings);
  warn_of_wide_intervals(results, warnings);
  warn_of_dependent_batches(results, replications, warnings);
  warn_of_precision(results, warnings);
  return warnings;
}

}  // namespace ipcsim
