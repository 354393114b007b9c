#include "reports/metric_tables.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "reports/format_value.hpp"
#include "reports/measured_subjects.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

struct MetricColumn {
  Column heading;
  std::uint8_t metric = 0;
  Statistic statistic = Statistic::value;
  bool only_above_zero = false;  // the column is left out if it would hold no value above 0
};

MetricColumn mailbox_column(Column heading, MailboxMetric metric, Statistic statistic,
                            bool only_above_zero = false) {
  return {std::move(heading), static_cast<std::uint8_t>(metric), statistic, only_above_zero};
}

/// Of a metric that has one value.
template <class Metric>
MetricColumn column(Column heading, Metric metric, bool only_above_zero = false) {
  return {std::move(heading), static_cast<std::uint8_t>(metric), Statistic::value, only_above_zero};
}

std::vector<MetricColumn> mailbox_columns() {
  return {
      mailbox_column({"", "throughput"}, MailboxMetric::throughput, Statistic::value),
      mailbox_column({"", "received"}, MailboxMetric::received, Statistic::value),
      mailbox_column({"", "refused"}, MailboxMetric::refused, Statistic::value, true),
      mailbox_column({"", "dropped"}, MailboxMetric::dropped, Statistic::value, true),
      mailbox_column({"", "lost"}, MailboxMetric::lost, Statistic::value, true),
      mailbox_column({"", "late replies"}, MailboxMetric::late_replies, Statistic::value, true),
      mailbox_column({"depth", "mean"}, MailboxMetric::depth, Statistic::mean),
      mailbox_column({"depth", "max"}, MailboxMetric::depth, Statistic::max),
      mailbox_column({"wait", "mean"}, MailboxMetric::wait, Statistic::mean),
      mailbox_column({"wait", "p95"}, MailboxMetric::wait, Statistic::p95),
      mailbox_column({"wait", "p99"}, MailboxMetric::wait, Statistic::p99),
      mailbox_column({"wait", "max"}, MailboxMetric::wait, Statistic::max),
      mailbox_column({"latency", "mean"}, MailboxMetric::latency, Statistic::mean),
      mailbox_column({"latency", "p95"}, MailboxMetric::latency, Statistic::p95),
  };
}

/// Where cores are limited, that nobody waited for one is worth saying.
std::vector<MetricColumn> process_columns(bool cores_are_limited) {
  return {
      column({"", "computing"}, ProcessMetric::computing),
      column({"", "ready"}, ProcessMetric::ready, !cores_are_limited),
      column({"", "sleeping"}, ProcessMetric::sleeping),
      column({"blocked in", "send"}, ProcessMetric::blocked_send),
      column({"blocked in", "receive"}, ProcessMetric::blocked_receive),
      column({"", "polling"}, ProcessMetric::polling),
      column({"", "polls"}, ProcessMetric::polls),
  };
}

std::vector<MetricColumn> host_columns() {
  return {
      column({"", "utilization"}, HostMetric::utilization),
      column({"core time", "computing"}, HostMetric::computing),
      column({"core time", "polling"}, HostMetric::polling),
      column({"core time", "switching"}, HostMetric::switching, true),
      column({"core time", "idle"}, HostMetric::idle),
      column({"", "context switches"}, HostMetric::context_switches, true),
  };
}

std::vector<MetricColumn> link_columns() {
  return {
      column({"", "utilization"}, LinkMetric::utilization),
      column({"", "lost"}, LinkMetric::lost, true),
  };
}

bool is_limited(const HostSummary& host) { return host.cores.has_value(); }

bool cores_are_limited(const Results& results) {
  const std::vector<HostSummary>& hosts = results.scenario.hosts;
  return std::any_of(hosts.begin(), hosts.end(), is_limited);
}

bool has_row(const MeasuredSubject& subject) {
  return !subject.element || subject.group_count <= kMostElementRows;
}

/// "fork (5)" for a group of several; what an array of one is called is its element's business.
std::string row_name(const MeasuredSubject& subject) {
  if (subject.element || subject.group_count == 1) return subject.name;
  return subject.name + " (" + grouped(subject.group_count) + ")";
}

/// Direct links have their rows below the mailboxes.
bool belongs_to(MetricSubject table, MetricSubject subject) {
  return subject == table || (table == MetricSubject::mailbox && subject == MetricSubject::direct);
}

Table table_of(const Results& results, MetricSubject of, std::string title,
               const std::vector<MetricColumn>& candidates) {
  std::vector<MeasuredSubject> subjects = measured_subjects(results);
  std::erase_if(subjects, [&](const MeasuredSubject& it) {
    return !belongs_to(of, it.subject) || !has_row(it);
  });
  const auto is_shown = [&](const MetricColumn& column) {
    if (!column.only_above_zero) return true;
    return std::any_of(subjects.begin(), subjects.end(), [&](const MeasuredSubject& subject) {
      return subject.metric(column.metric, column.statistic).estimate.mean.value_or(0) > 0;
    });
  };

  Table table;
  table.title = std::move(title);
  for (const MeasuredSubject& subject : subjects) {
    const std::size_t indent = subject.element ? 2 : 0;
    table.rows.push_back({.name = row_name(subject), .indent = indent});
  }
  for (const MetricColumn& column : candidates) {
    if (!is_shown(column)) continue;
    table.columns.push_back(column.heading);
    for (std::size_t i = 0; i < subjects.size(); ++i) {
      const MetricResult& metric = subjects[i].metric(column.metric, column.statistic);
      table.rows[i].cells.push_back(format_estimate(metric.estimate, metric.unit));
    }
  }
  return table;
}

std::string title_of_mailboxes(const Results& results) {
  if (results.scenario.direct_links.empty()) return "mailbox";
  return results.scenario.links.empty() ? "mailbox or link" : "mailbox or direct link";
}

}  // namespace

Table mailbox_table(const Results& results) {
  return table_of(results, MetricSubject::mailbox, title_of_mailboxes(results), mailbox_columns());
}

Table process_table(const Results& results) {
  return table_of(results, MetricSubject::process, "process",
                  process_columns(cores_are_limited(results)));
}

Table host_table(const Results& results) {
  if (!cores_are_limited(results)) return {};
  Table table = table_of(results, MetricSubject::host, "host", host_columns());
  table.columns.insert(table.columns.begin(), {"", "cores"});
  for (std::size_t h = 0; h < table.rows.size(); ++h) {  // hosts are no groups: one row for each
    const std::optional<std::uint32_t> cores = results.scenario.hosts[h].cores;
    std::vector<std::string>& cells = table.rows[h].cells;
    cells.insert(cells.begin(), cores ? grouped(*cores) : "unlimited");
  }
  return table;
}

Table link_table(const Results& results) {
  return table_of(results, MetricSubject::link, "link", link_columns());
}

std::string group_caption(const Results& results) {
  const auto is_group = [](const auto& group) { return group.count > 1; };
  const auto has = [&](const auto& groups) {
    return std::any_of(groups.begin(), groups.end(), is_group);
  };
  const ScenarioSummary& scenario = results.scenario;
  const bool has_group =
      has(scenario.mailboxes) || has(scenario.direct_links) || has(scenario.processes);
  if (!has_group) return {};
  return "A row such as \"name (3)\" is of a whole group: counts and throughput are sums over "
         "it, fractions and mean depths are means, maxima the largest, times are pooled.";
}

}  // namespace ipcsim
