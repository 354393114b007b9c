#include "tests/theory/closed_form.hpp"

#include <cmath>
#include <cstdio>
#include <numeric>

#include <boost/math/distributions/students_t.hpp>
#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

double interval(const std::vector<double>& values, double mean, double confidence) {
  const auto n = static_cast<double>(values.size());
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const boost::math::students_t t(n - 1);
  return boost::math::quantile(t, (1 + confidence) / 2) * std::sqrt(squares / (n - 1) / n);
}

}  // namespace

bool Agreement::holds() const { return std::abs(mean - closed_form) <= wide_half_width; }

bool Agreement::is_sharp() const {
  return half_width <= 0.01 * closed_form / std::sqrt(test_scale());
}

Agreement agreement(const std::vector<double>& values, double closed_form) {
  const double mean =
      std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  return {mean, closed_form, interval(values, mean, 0.95), interval(values, mean, 0.9999)};
}

void check_closed_form(const std::string& what, const std::vector<double>& values,
                       double closed_form) {
  const Agreement found = agreement(values, closed_form);
  std::printf("%-58s %12.6g  closed form %12.6g  95 %% half-width %5.2f %%\n", what.c_str(),
              found.mean, closed_form, 100 * found.half_width / closed_form);
  std::fflush(stdout);
  INFO(what << ": " << found.mean << ", closed form " << closed_form << ", 99.99 % half-width "
            << found.wide_half_width << ", 95 % half-width " << found.half_width);
  CHECK(found.holds());
  CHECK(found.is_sharp());
}

std::vector<double> values_at(const Results& results, const std::string& path) {
  for (const MetricResult& metric : results.metrics) {
    if (metric.path != path) continue;
    std::vector<double> values;
    for (const auto& value : metric.values) values.push_back(value.value());
    return values;
  }
  FAIL("no metric " << path);
  return {};
}

std::vector<double> sum(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> result;
  for (std::size_t i = 0; i < a.size(); ++i) result.push_back(a[i] + b[i]);
  return result;
}

std::vector<double> share(const std::vector<double>& part, const std::vector<double>& rest) {
  std::vector<double> result;
  for (std::size_t i = 0; i < part.size(); ++i) result.push_back(part[i] / (part[i] + rest[i]));
  return result;
}

std::string run_block(double seconds, int seed) {
  const auto length_ms = static_cast<long long>(seconds * 1000 * test_scale());
  return R"({ "until": ")" + std::to_string(length_ms * 11 / 10) + R"(ms", "warmup": ")" +
         std::to_string(length_ms / 10) + R"(ms", "seed": )" + std::to_string(seed) +
         R"(, "replications": )" + std::to_string(kReplications) + " }";
}

Results simulate_queue(const Queue& queue) {
  return results_of(R"({ "ipcsim": 1, )" + queue.extra + R"(
    "run": )" + run_block(queue.seconds, queue.seed) +
                        R"(,
    "mailboxes": { "queue": )" +
                        queue.mailbox + R"( },
    "processes": {
      "arrivals": { "program": [ { "loop": "forever", "do": [
        { "compute": { "exponential": "1ms" } }, { "send": "queue" } ] } ] },
      "server": { "program": [ { "loop": "forever", "do": [
        { "receive": "queue" }, { "compute": )" +
                        queue.service + R"( } ] } ] } } })",
                    {}, 2);
}

}  // namespace ipcsim::testing
