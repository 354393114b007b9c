// The metrics of results by whom they are of: one entry for each mailbox, direct link, process,
// host or link, or group of them, in the order of reports. Knows nothing of formats.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/results.hpp"

namespace ipcsim {

struct MeasuredSubject {
  MetricSubject subject = MetricSubject::mailbox;
  std::uint32_t group = 0;
  std::optional<std::uint32_t> element;      // empty: the group as a whole
  std::string name;                          // "fork", "fork[0]", "client -> server"
  std::uint32_t group_count = 1;             // members of its group
  std::vector<const MetricResult*> metrics;  // in the order of metric_names()

  /// REQUIRES: the metric is one of its subject's.
  [[nodiscard]] const MetricResult& metric(std::uint8_t metric, Statistic statistic) const;
  [[nodiscard]] const MetricResult& metric(MailboxMetric metric,
                                           Statistic statistic = Statistic::value) const;
  [[nodiscard]] const MetricResult& metric(ProcessMetric metric) const;
};

/// Pointers go into `results`. Linear in the number of metrics.
std::vector<MeasuredSubject> measured_subjects(const Results& results);

}  // namespace ipcsim
