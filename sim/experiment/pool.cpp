#include "sim/experiment/pool.hpp"

#include "sim/base/check.hpp"

namespace ipcsim {

MailboxMeasurements pool(std::span<const MailboxMeasurements> mailboxes) {
  MailboxMeasurements pooled;
  for (const MailboxMeasurements& mailbox : mailboxes) add(pooled, mailbox);
  return pooled;
}

std::optional<double> statistic_of(const Histogram& times, Statistic statistic) {
  if (times.count() == 0) return std::nullopt;
  switch (statistic) {
    case Statistic::mean:
      return times.mean_ns() / 1e9;
    case Statistic::p50:
      return seconds(times.quantile(0.5));
    case Statistic::p90:
      return seconds(times.quantile(0.9));
    case Statistic::p95:
      return seconds(times.quantile(0.95));
    case Statistic::p99:
      return seconds(times.quantile(0.99));
    case Statistic::p999:
      return seconds(times.quantile(0.999));
    case Statistic::max:
      return seconds(times.max());
    case Statistic::value:
      break;
  }
  fail_check("a time has one of the statistics of times");
}

}  // namespace ipcsim
