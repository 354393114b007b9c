// The measurements of several mailboxes as if they were one, and what is read off them.
#pragma once

#include <optional>
#include <span>

#include "sim/engine/measurements.hpp"
#include "sim/model/metric_path.hpp"

namespace ipcsim {

/// Sums, and pooled times; of the depths the integral's sum and the largest maximum.
MailboxMeasurements pool(std::span<const MailboxMeasurements> mailboxes);

/// In seconds; none if there are no times. REQUIRES: not Statistic::value.
std::optional<double> statistic_of(const Histogram& times, Statistic statistic);

}  // namespace ipcsim
