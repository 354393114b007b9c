#include "reports/measured_subjects.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

MeasuredSubject named_subject(const ScenarioSummary& scenario, const MetricPath& path) {
  MeasuredSubject subject{.subject = path.subject, .group = path.group, .element = path.element};
  const auto name = [&](const std::string& group, std::uint32_t count) {
    subject.name = group;
    subject.group_count = count;
  };
  switch (path.subject) {
    case MetricSubject::mailbox:
      name(scenario.mailboxes[path.group].name, scenario.mailboxes[path.group].count);
      break;
    case MetricSubject::process:
      name(scenario.processes[path.group].name, scenario.processes[path.group].count);
      break;
    case MetricSubject::direct:
      name(name_of(scenario.direct_links[path.group]), scenario.direct_links[path.group].count);
      break;
    case MetricSubject::host:
      name(scenario.hosts[path.group].name, 1);
      break;
    case MetricSubject::link:
      name(scenario.links[path.group], 1);
      break;
  }
  if (path.element) subject.name += "[" + std::to_string(*path.element) + "]";
  return subject;
}

}  // namespace

const MetricResult& MeasuredSubject::metric(std::uint8_t metric, Statistic statistic) const {
  const auto found = std::find_if(metrics.begin(), metrics.end(), [&](const MetricResult* it) {
    return it->metric.metric == metric && it->metric.statistic == statistic;
  });
  check(found != metrics.end(), "every subject has all metrics of its kind");
  return **found;
}

const MetricResult& MeasuredSubject::metric(MailboxMetric metric, Statistic statistic) const {
  return this->metric(static_cast<std::uint8_t>(metric), statistic);
}

const MetricResult& MeasuredSubject::metric(ProcessMetric metric) const {
  return this->metric(static_cast<std::uint8_t>(metric), Statistic::value);
}

std::vector<MeasuredSubject> measured_subjects(const Results& results) {
  std::vector<MeasuredSubject> subjects;
  for (const MetricResult& metric : results.metrics) {
    const MetricPath& path = metric.metric;
    const bool goes_on = !subjects.empty() && subjects.back().subject == path.subject &&
                         subjects.back().group == path.group &&
                         subjects.back().element == path.element;
    if (!goes_on) subjects.push_back(named_subject(results.scenario, path));
    subjects.back().metrics.push_back(&metric);
  }
  return subjects;
}

}  // namespace ipcsim
