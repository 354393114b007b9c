// The names of everything that is measured: one path each, the same in `expect`, JSON, CSV and
// tables: `mailboxes.M.wait.p95`, `processes.P[k].time.computing`, `direct.P.Q.received`. Knows
// nothing of how a value comes about.
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
  messages,    // a number of messages, not whole
};

/// What is measured of a mailbox, without the statistic: `wait` of `wait.p95`.
enum class MailboxMetric : std::uint8_t {
  throughput,    // received per second of the window
  accepted,      // messages the mailbox (or, with capacity 0, a receiver) took over
  received,      // messages a receiver took
  refused,       // nonblocking sends that were told no
  dropped,       // messages thrown away by drop_newest or drop_oldest
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

/// What is said of the values of one metric; `value` where there is only one.
enum class Statistic : std::uint8_t { value, mean, p50, p90, p95, p99, p999, max };

enum class MetricSubject : std::uint8_t {
  mailbox,
  process,
  direct,  // a direct link, `direct.P.Q`: its metrics are those of a mailbox
};

/// A resolved path. `group` counts the entries of `mailboxes` or `processes` in file order, or the
/// `direct_links` of the scenario; of a direct link there is no `element`, and `metric` is a
/// MailboxMetric.
struct MetricPath {
  MetricSubject subject = MetricSubject::mailbox;
  std::uint32_t group = 0;
  std::optional<std::uint32_t> element;  // k of M[k] or P[k]; empty: the whole group
  std::uint8_t metric = 0;               // a MailboxMetric or a ProcessMetric
  Statistic statistic = Statistic::value;

  friend bool operator==(const MetricPath&, const MetricPath&) = default;
};

/// The part of a path behind the subject's name, its unit, and what it stands for.
struct MetricName {
  MetricSubject subject;
  std::uint8_t metric;  // a MailboxMetric or a ProcessMetric
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
