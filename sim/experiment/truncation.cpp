#include "sim/experiment/truncation.hpp"

#include <algorithm>

namespace ipcsim {
namespace {

std::vector<double> means_of_five(const std::vector<double>& observations) {
  std::vector<double> means(observations.size() / kMserBatch);
  for (std::size_t i = 0; i < means.size(); ++i) {
    double sum = 0;
    for (std::size_t k = 0; k < kMserBatch; ++k) sum += observations[i * kMserBatch + k];
    means[i] = sum / kMserBatch;
  }
  return means;
}

/// MSER(0) … MSER(n - 1). From the end on, mean and squares take in one value after another
/// (Welford's recurrence): no difference of large sums loses digits.
std::vector<double> marginal_standard_errors(const std::vector<double>& values) {
  std::vector<double> errors(values.size());
  double mean = 0;
  double squares = 0;  // sum of squared deviations from the mean
  double count = 0;
  for (std::size_t d = values.size(); d-- > 0;) {
    count += 1;
    const double deviation = values[d] - mean;
    mean += deviation / count;
    squares += deviation * (values[d] - mean);
    errors[d] = squares / (count * count);
  }
  return errors;
}

}  // namespace

Truncation mser5(const std::vector<double>& observations) {
  const std::vector<double> errors = marginal_standard_errors(means_of_five(observations));
  const std::size_t n = errors.size();
  const std::size_t kept_at_least = std::max<std::size_t>(5, n / 10);
  std::size_t best = 0;
  for (std::size_t d = 1; d + kept_at_least <= n; ++d) {
    if (errors[d] < errors[best]) best = d;
  }
  if (best > 0 && best >= n / 2) return {n / 2 * kMserBatch, true};
  return {best * kMserBatch, false};
}

}  // namespace ipcsim
