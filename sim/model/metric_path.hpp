// The names of everything that is measured: one path each, the same in `expect`, JSON, CSV and
// tables: `mailboxes.M.wait.p95`, `processes.P[k].time.computing`, `direct.P.Q.received`,
// `hosts.H.utilization`, `links.L.lost`. Knows nothing of how a value comes about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ipcsim {

enum class Unit {
  count,       // a whole number (a mean of them over replications may be a fraction)
  per_second,  // events per second of virtual time
  time,        // seconds
  fraction,    // 0 to 1
  number,      // of messages or cores in the mean: not whole
};

/// What is measured of a mailbox, without the statistic: `wait` of `wait.p95`.
enum class MailboxMetric : std::uint8_t {
  throughput,    // received per second of the window
  accepted,      // messages the mailbox (or, with capacity 0, a receiver) took over
  received,      // messages a receiver took
  refused,       // nonblocking sends that were told no
  dropped,       // messages thrown away by drop_newest or drop_oldest
  lost,          // messages lost under way to it, and not sent again
  late_replies,  // replies to calls whose caller had given up
  wait,          // accepted -> received
  latency,       // send begun -> received
  send_wait,     // time blocked in the send, 0 if it went on at once
  receive_wait,  // time blocked or polling in the receive, 0 if a message was there
  depth,         // messages in the mailbox over time
};

/// What is measured of a process.
enum class ProcessMetric : std::uint8_t {
  computing,  // these six: fraction of the window
  ready,      // wanting a core that another process has
  sleeping,
  blocked_send,
  blocked_receive,
  polling,  // core time spent on looks that found nothing
  polls,    // looks that found nothing
};

/// What is measured of a host. Fractions are of the core time it had, cores x window; a host with
/// unlimited cores has none.
enum class HostMetric : std::uint8_t {
  utilization,       // the fraction that was not idle
  computing,         // these four add up to 1; by whatever process
  polling,           // spent on looks that found nothing
  switching,         // spent on changing process
  idle,              // nobody wanted a core
  context_switches,  // begun by a core that changes process
};

/// What is measured of a link between two hosts.
enum class LinkMetric : std::uint8_t {
  utilization,  // fraction of the window in which it sent, of its busier direction
  lost,         // messages lost on it in both directions, those sent again too
};

/// What is said of the values of one metric; `value` where there is only one.
enum class Statistic : std::uint8_t { value, mean, p50, p90, p95, p99, p999, max };

enum class MetricSubject : std::uint8_t {
  mailbox,
  process,
  direct,  // direct communication, `direct.P.Q`: its metrics are those of a mailbox
  host,
  link,  // between two hosts
};

/// A resolved path. `group` counts the entries of `mailboxes`, `processes`, `hosts` or `links` in
/// file order, or the `direct_links` of the scenario. Of a direct link, a host or a link there is
/// no `element`; the `metric` of a direct link is a MailboxMetric.
struct MetricPath {
  MetricSubject subject = MetricSubject::mailbox;
  std::uint32_t group = 0;
  std::optional<std::uint32_t> element;  // k of M[k] or P[k]; empty: the whole group
  std::uint8_t metric = 0;               // a MailboxMetric, ProcessMetric, HostMetric or LinkMetric
  Statistic statistic = Statistic::value;

  friend bool operator==(const MetricPath&, const MetricPath&) = default;
};

/// The part of a path behind the subject's name, its unit, and what it stands for.
struct MetricName {
  MetricSubject subject;
  std::uint8_t metric;  // a MailboxMetric, ProcessMetric, HostMetric or LinkMetric
  Statistic statistic;
  std::string suffix;  // "throughput", "wait.p95", "time.computing"
  Unit unit;
};

/// All of them, in the order in which reports list them. Those of a direct link are the ones of a
/// mailbox, and not listed again.
const std::vector<MetricName>& metric_names();

/// Of the groups with more elements than this, only the group as a whole is measured.
inline constexpr std::uint32_t kMostElementsMeasured = 1000;

}  // namespace ipcsim
