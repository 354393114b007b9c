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

MetricColumn process_column(Column heading, ProcessMetric metric, bool only_above_zero = false) {
  return {std::move(heading), static_cast<std::uint8_t>(metric), Statistic::value, only_above_zero};
}

std::vector<MetricColumn> mailbox_columns() {
  return {
      mailbox_column({"", "throughput"}, MailboxMetric::throughput, Statistic::value),
      mailbox_column({"", "received"}, MailboxMetric::received, Statistic::value),
      mailbox_column({"", "refused"}, MailboxMetric::refused, Statistic::value, true),
      mailbox_column({"", "dropped"}, MailboxMetric::dropped, Statistic::value, true),
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

std::vector<MetricColumn> process_columns() {
  return {
      process_column({"", "computing"}, ProcessMetric::computing),
      process_column({"", "ready"}, ProcessMetric::ready, true),
      process_column({"", "sleeping"}, ProcessMetric::sleeping),
      process_column({"blocked in", "send"}, ProcessMetric::blocked_send),
      process_column({"blocked in", "receive"}, ProcessMetric::blocked_receive),
      process_column({"", "polling"}, ProcessMetric::polling),
      process_column({"", "polls"}, ProcessMetric::polls),
  };
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
Table table_of(const Results& results, bool of_processes, std::string title,
               const std::vector<MetricColumn>& candidates) {
  std::vector<MeasuredSubject> subjects = measured_subjects(results);
  std::erase_if(subjects, [&](const MeasuredSubject& it) {
    return (it.subject == MetricSubject::process) != of_processes || !has_row(it);
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

}  // namespace

Table mailbox_table(const Results& results) {
  return table_of(results, false,
                  results.program->direct_groups.empty() ? "mailbox" : "mailbox or link",
                  mailbox_columns());
}

Table process_table(const Results& results) {
  return table_of(results, true, "process", process_columns());
}

std::string group_caption(const Results& results) {
  const auto is_group = [](const auto& group) { return group.count > 1; };
  const Program& program = *results.program;
  const bool has_group =
      std::any_of(program.mailbox_groups.begin(), program.mailbox_groups.end(), is_group) ||
      std::any_of(program.process_groups.begin(), program.process_groups.end(), is_group);
  if (!has_group) return {};
  return "A row such as \"name (3)\" is of a whole group: counts and throughput are sums over "
         "it, fractions and depths are means, times are pooled.";
}

}  // namespace ipcsim
