#include "sim/experiment/statistics.hpp"

#include <cmath>

#include <boost/math/distributions/students_t.hpp>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

/// Summed as differences from the first value, so that equal values have exactly their own mean.
double mean_of(const std::vector<double>& values) {
  double differences = 0;
  for (const double value : values) differences += value - values.front();
  return values.front() + differences / static_cast<double>(values.size());
}

/// Of the mean: s / sqrt(n).
double standard_error(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / (n - 1) / n);
}

/// What Student's t of n values exceeds with this probability.
double student_t(std::size_t n, double probability) {
  const boost::math::students_t distribution(static_cast<double>(n - 1));
  return boost::math::quantile(boost::math::complement(distribution, probability));
}

}  // namespace

double half_width(const std::vector<double>& values, double confidence) {
  return student_t(values.size(), (1 - confidence) / 2) * standard_error(values);
}

bool is_above_zero(const std::vector<double>& values, double level) {
  return mean_of(values) > student_t(values.size(), level) * standard_error(values);
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

std::optional<bool> Difference::is_significant() const {
  if (!paired.half_width) return std::nullopt;
  return std::abs(*paired.mean) > *paired.half_width;
}

Difference paired_difference(const std::vector<std::optional<double>>& a,
                             const std::vector<std::optional<double>>& b) {
  check(a.size() == b.size(), "paired values are of the same replications");
  std::vector<std::optional<double>> differences(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] && b[i]) differences[i] = *b[i] - *a[i];
  }
  return {estimate(differences)};
}

}  // namespace ipcsim
