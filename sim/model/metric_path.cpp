#include "sim/model/metric_path.hpp"

#include <string>
#include <utility>

namespace ipcsim {
namespace {

struct TimeStatistic {
  Statistic statistic;
  const char* name;
};
constexpr TimeStatistic kTimeStatistics[] = {
    {Statistic::mean, "mean"}, {Statistic::p50, "p50"}, {Statistic::p90, "p90"},
    {Statistic::p95, "p95"},   {Statistic::p99, "p99"}, {Statistic::p999, "p999"},
    {Statistic::max, "max"},
};

std::vector<MetricName> make_metric_names() {
  std::vector<MetricName> names;
  const auto mailbox = [&](MailboxMetric metric, Statistic statistic, std::string suffix,
                           Unit unit) {
    names.push_back({MetricSubject::mailbox, static_cast<std::uint8_t>(metric), statistic,
                     std::move(suffix), unit});
  };
  const auto times_of_mailbox = [&](MailboxMetric metric, const std::string& name) {
    for (const TimeStatistic& row : kTimeStatistics) {
      mailbox(metric, row.statistic, name + "." + row.name, Unit::time);
    }
  };
  const auto single = [&](MetricSubject subject, auto metric, std::string suffix, Unit unit) {
    names.push_back(
        {subject, static_cast<std::uint8_t>(metric), Statistic::value, std::move(suffix), unit});
  };
  const auto process = [&](ProcessMetric metric, std::string suffix, Unit unit) {
    single(MetricSubject::process, metric, std::move(suffix), unit);
  };
  const auto host = [&](HostMetric metric, std::string suffix, Unit unit) {
    single(MetricSubject::host, metric, std::move(suffix), unit);
  };
  const auto link = [&](LinkMetric metric, std::string suffix, Unit unit) {
    single(MetricSubject::link, metric, std::move(suffix), unit);
  };
  mailbox(MailboxMetric::throughput, Statistic::value, "throughput", Unit::per_second);
  mailbox(MailboxMetric::accepted, Statistic::value, "accepted", Unit::count);
  mailbox(MailboxMetric::received, Statistic::value, "received", Unit::count);
  mailbox(MailboxMetric::refused, Statistic::value, "refused", Unit::count);
  mailbox(MailboxMetric::dropped, Statistic::value, "dropped", Unit::count);
  mailbox(MailboxMetric::lost, Statistic::value, "lost", Unit::count);
  mailbox(MailboxMetric::late_replies, Statistic::value, "late_replies", Unit::count);
  times_of_mailbox(MailboxMetric::wait, "wait");
  times_of_mailbox(MailboxMetric::latency, "latency");
  times_of_mailbox(MailboxMetric::send_wait, "send_wait");
  times_of_mailbox(MailboxMetric::receive_wait, "receive_wait");
  mailbox(MailboxMetric::depth, Statistic::mean, "depth.mean", Unit::number);
  mailbox(MailboxMetric::depth, Statistic::max, "depth.max", Unit::count);
  process(ProcessMetric::computing, "time.computing", Unit::fraction);
  process(ProcessMetric::ready, "time.ready", Unit::fraction);
  process(ProcessMetric::sleeping, "time.sleeping", Unit::fraction);
  process(ProcessMetric::blocked_send, "time.blocked_send", Unit::fraction);
  process(ProcessMetric::blocked_receive, "time.blocked_receive", Unit::fraction);
  process(ProcessMetric::polling, "time.polling", Unit::fraction);
  process(ProcessMetric::polls, "polls", Unit::count);
  host(HostMetric::utilization, "utilization", Unit::fraction);
  host(HostMetric::computing, "time.computing", Unit::fraction);
  host(HostMetric::polling, "time.polling", Unit::fraction);
  host(HostMetric::switching, "time.switching", Unit::fraction);
  host(HostMetric::idle, "time.idle", Unit::fraction);
  host(HostMetric::context_switches, "context_switches", Unit::count);
  link(LinkMetric::utilization, "utilization", Unit::fraction);
  link(LinkMetric::lost, "lost", Unit::count);
  return names;
}

}  // namespace

const std::vector<MetricName>& metric_names() {
  static const std::vector<MetricName> kNames = make_metric_names();
  return kNames;
}

}  // namespace ipcsim
