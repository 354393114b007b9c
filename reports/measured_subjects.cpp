#include "reports/measured_subjects.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

MeasuredSubject named_subject(const Results& results, const MetricPath& path) {
  const Program& program = *results.program;
  MeasuredSubject subject{.subject = path.subject, .group = path.group, .element = path.element};
  const SymbolTable& symbols = program.symbols;
  switch (path.subject) {
    case MetricSubject::mailbox:
      subject.name = symbols.mailbox_groups[path.group];
      subject.group_count = program.mailbox_groups[path.group].count;
      break;
    case MetricSubject::process:
      subject.name = symbols.process_groups[path.group];
      subject.group_count = program.process_groups[path.group].count;
      break;
    case MetricSubject::direct: {
      const auto group = static_cast<std::uint32_t>(symbols.mailbox_groups.size() + path.group);
      subject.name = name_of(program, MailboxGroupId{group});
      subject.group_count = program.mailbox_groups[group].count;
      break;
    }
    case MetricSubject::host:
      subject.name = results.scenario->hosts[path.group].name;
      break;
    case MetricSubject::link:
      subject.name = results.scenario->links[path.group].name;
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
    if (!goes_on) subjects.push_back(named_subject(results, path));
    subjects.back().metrics.push_back(&metric);
  }
  return subjects;
}

}  // namespace ipcsim
