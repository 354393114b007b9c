#include "sim/experiment/statistics.hpp"

#include <cmath>

#include <boost/math/distributions/students_t.hpp>

namespace ipcsim {
namespace {

/// Summed as differences from the first value, so that equal values have exactly their own mean.
double mean_of(const std::vector<double>& values) {
  double differences = 0;
  for (const double value : values) differences += value - values.front();
  return values.front() + differences / static_cast<double>(values.size());
}

}  // namespace

double half_width(const std::vector<double>& values, double confidence) {
  const auto n = static_cast<double>(values.size());
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const boost::math::students_t distribution(n - 1);
  const double t =
      boost::math::quantile(boost::math::complement(distribution, (1 - confidence) / 2));
  return t * std::sqrt(squares / (n - 1) / n);
}

Estimate estimate(const std::vector<std::optional<double>>& values) {
  constexpr double kConfidence = 0.95;
  std::vector<double> present;
  for (const auto& value : values) {
    if (value) present.push_back(*value);
  }
  Estimate result;
  result.n = static_cast<std::uint32_t>(present.size());
  if (!present.empty()) result.mean = mean_of(present);
  if (present.size() >= 2) result.half_width = half_width(present, kConfidence);
  return result;
}

}  // namespace ipcsim
