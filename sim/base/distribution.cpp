#include "sim/base/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sim/base/check.hpp"
#include "sim/base/portable_math.hpp"

namespace ipcsim {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

bool finite_from_0(double x) { return x >= 0.0 && x < kInfinity; }
bool finite_above_0(double x) { return x > 0.0 && x < kInfinity; }

/// log(1 + x) for x >= 0, also where 1 + x loses most of x (Higham, "Accuracy and stability of
/// numerical algorithms", 2002, section 1.14.1: the errors of both factors cancel).
double log_of_1_plus(double x) {
  const double sum = 1.0 + x;
  return sum == 1.0 ? x : portable_log(sum) * (x / (sum - 1.0));
}

/// The gamma function for x >= 1: Stirling's series (Abramowitz & Stegun 6.1.40) at x + n >= 12,
/// brought back by x (x + 1) ... (x + n - 1). Relative error below 1e-14 for x < 20.
double gamma_function(double x) {
  double shift = 1.0;
  while (x < 12.0) {
    shift *= x;
    x += 1.0;
  }
  if (x > 172.0) return kInfinity;
  constexpr double kHalfLogTwoPi = 0x1.d67f1c864beb5p-1;
  const double y = 1.0 / (x * x);
  const double series =
      (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y * (1.0 / 1188))))) / x;
  return portable_exp((x - 0.5) * portable_log(x) - x + kHalfLogTwoPi + series) / shift;
}

/// The mean of a normal law redrawn below 0, in units of its standard deviation, less z = mean /
/// sd: phi(z) / Phi(z), with Phi from the series of Marsaglia, "Evaluating the normal
/// distribution", J. Stat. Software 11(4), 2004. All its terms are positive for z >= 0.
double lift_of_redrawing(double z) {
  if (z > 9.0) return 0.0;  // below 2^-60 of z
  constexpr double kOneOverRootTwoPi = 0x1.9884533d43651p-2;
  const double density = kOneOverRootTwoPi * portable_exp(-0.5 * z * z);
  double sum = 0.0;
  double term = z;
  for (double odd = 3.0; sum + term != sum; odd += 2.0) {
    sum += term;
    term *= z * z / odd;
  }
  return density / (0.5 + density * sum);
}

/// A draw from the gamma law of scale 1: Marsaglia & Tsang, "A simple method for generating gamma
/// variables", ACM TOMS 26, 2000.
double standard_gamma(RandomStream& stream, double shape) {
  if (shape < 1.0) {
    // Their closing remark: gamma(shape) is gamma(shape + 1) times U^(1 / shape).
    const double power = portable_exp(-standard_exponential(stream) / shape);
    return power * standard_gamma(stream, shape + 1.0);
  }
  const double d = shape - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  for (;;) {
    const double x = standard_normal(stream);
    const double root = 1.0 + c * x;
    if (root <= 0.0) continue;
    const double v = root * root * root;
    const double square = x * x;
    const double u = stream.uniform_positive();
    if (u < 1.0 - 0.0331 * square * square) return d * v;
    if (portable_log(u) < 0.5 * square + d * (1.0 - v + portable_log(v))) return d * v;
  }
}

}  // namespace

/// What does not fit into the object.
struct Distribution::Table {
  std::vector<std::int64_t> values;
  std::vector<double> running_weights;  // of values 0 to i; empty for a trace
  double mean;

  bool operator==(const Table&) const = default;
};

Distribution Distribution::constant(std::int64_t value) {
  check(value >= 0, "a constant is not negative");
  Distribution law;
  law.constant_ = value;
  return law;
}

Distribution Distribution::exponential(double mean) {
  check(finite_above_0(mean), "an exponential law has a mean above 0");
  return {Kind::exponential, mean, 0.0};
}

Distribution Distribution::uniform(double low, double high) {
  check(finite_from_0(low) && low <= high && high < kInfinity,
        "a uniform law reaches from 0 or more to no less than that");
  return {Kind::uniform, low, high};
}

Distribution Distribution::normal(double mean, double sd) {
  check(finite_from_0(mean) && finite_from_0(sd), "a normal law has mean and sd of at least 0");
  return {Kind::normal, mean, sd};
}

// The logarithm has variance log(1 + (sd / mean)^2) and mean log(mean) less half of that.
Distribution Distribution::lognormal(double mean, double sd) {
  check(finite_above_0(mean) && finite_from_0(sd),
        "a lognormal law has a mean above 0 and an sd of at least 0");
  Distribution law(Kind::lognormal, mean, sd);
  const double ratio = sd / mean;
  law.sigma_ = std::sqrt(log_of_1_plus(ratio * ratio));
  return law;
}

Distribution Distribution::erlang(std::int64_t k, double mean) {
  check(k >= 1 && finite_above_0(mean), "an Erlang law has k of at least 1 and a mean above 0");
  return {Kind::erlang, static_cast<double>(k), mean};
}

Distribution Distribution::gamma(double shape, double mean) {
  check(finite_above_0(shape) && finite_above_0(mean), "a gamma law has shape and mean above 0");
  return {Kind::gamma, shape, mean};
}

Distribution Distribution::weibull(double shape, double scale) {
  check(finite_above_0(shape) && finite_above_0(scale),
        "a Weibull law has shape and scale above 0");
  return {Kind::weibull, shape, scale};
}

Distribution Distribution::pareto(double shape, double minimum) {
  check(finite_above_0(shape) && finite_above_0(minimum),
        "a Pareto law has shape and minimum above 0");
  return {Kind::pareto, shape, minimum};
}

Distribution Distribution::empirical(
    const std::vector<std::pair<std::int64_t, double>>& value_weights) {
  Table table{};
  double total = 0.0;
  double moment = 0.0;
  for (const auto& [value, weight] : value_weights) {
    check(value >= 0 && finite_from_0(weight), "an empirical law has values and weights from 0");
    total += weight;
    moment += weight * static_cast<double>(value);
    table.values.push_back(value);
    table.running_weights.push_back(total);
  }
  check(finite_above_0(total), "the weights of an empirical law have a sum above 0");
  table.mean = moment / total;
  Distribution law(Kind::empirical, 0.0, 0.0);
  law.table_ = std::make_shared<const Table>(std::move(table));
  return law;
}

Distribution Distribution::trace(std::vector<std::int64_t> values) {
  check(!values.empty() && values.size() <= std::numeric_limits<std::uint32_t>::max(),
        "a trace has 1 to 2^32 - 1 values");
  double sum = 0.0;
  for (const std::int64_t value : values) {
    check(value >= 0, "a trace has values of at least 0");
    sum += static_cast<double>(value);
  }
  const double mean = sum / static_cast<double>(values.size());
  Distribution law(Kind::trace, 0.0, 0.0);
  law.table_ = std::make_shared<const Table>(Table{std::move(values), {}, mean});
  return law;
}

std::span<const std::int64_t> Distribution::values() const {
  if (!table_) return {};
  return table_->values;
}

std::vector<double> Distribution::weights() const {
  std::vector<double> shares;
  if (kind_ != Kind::empirical) return shares;
  double before = 0.0;
  for (const double running : table_->running_weights) {
    shares.push_back((running - before) / table_->running_weights.back());
    before = running;
  }
  return shares;
}

double Distribution::mean() const {
  switch (kind_) {
    case Kind::constant:
      return static_cast<double>(constant_);
    case Kind::exponential:
    case Kind::lognormal:
      return first_;
    case Kind::uniform:
      return first_ + 0.5 * (second_ - first_);
    case Kind::normal:
      return second_ == 0.0 ? first_ : first_ + second_ * lift_of_redrawing(first_ / second_);
    case Kind::erlang:
    case Kind::gamma:
      return second_;
    case Kind::weibull:
      return second_ * gamma_function(1.0 + 1.0 / first_);
    case Kind::pareto:
      return first_ <= 1.0 ? kInfinity : second_ * (first_ / (first_ - 1.0));
    case Kind::empirical:
    case Kind::trace:
      return table_->mean;
  }
  check(false, "every law has a mean");
  return 0.0;
}

std::int64_t Distribution::draw_other(RandomStream& stream, std::uint32_t& cursor) const {
  if (kind_ == Kind::trace) return draw_trace(cursor);
  if (kind_ == Kind::empirical) return draw_empirical(stream);
  return round_draw(draw_real(stream));
}

/// A draw before rounding, from the laws that `draw` leaves over and that have no table.
double Distribution::draw_real(RandomStream& stream) const {
  switch (kind_) {
    case Kind::uniform:
      return std::min(first_ + (second_ - first_) * stream.uniform(), second_);
    case Kind::normal:
      for (;;) {
        const double x = first_ + second_ * standard_normal(stream);
        if (x >= 0.0) return x;
      }
    case Kind::lognormal:
      return first_ * portable_exp(sigma_ * (standard_normal(stream) - 0.5 * sigma_));
    case Kind::erlang:
    case Kind::gamma:
      return second_ / first_ * standard_gamma(stream, first_);
    case Kind::weibull:
      return second_ * portable_pow(standard_exponential(stream), 1.0 / first_);
    case Kind::pareto:
      return second_ * portable_exp(standard_exponential(stream) / first_);
    default:
      check(false, "a law drawn as a real number is neither a constant nor a table");
      return 0.0;
  }
}

/// The first value whose running weight exceeds a uniform share of the whole: never one of weight
/// 0, and always one, since the share is below the whole.
std::int64_t Distribution::draw_empirical(RandomStream& stream) const {
  const std::vector<double>& running = table_->running_weights;
  const auto found =
      std::upper_bound(running.begin(), running.end(), stream.uniform() * running.back());
  return table_->values[static_cast<std::size_t>(found - running.begin())];
}

/// A cursor that can count no further is set back by whole lengths of the trace.
std::int64_t Distribution::draw_trace(std::uint32_t& cursor) const {
  const auto length = static_cast<std::uint32_t>(table_->values.size());
  const std::uint32_t place = cursor % length;
  const bool last_count = cursor == std::numeric_limits<std::uint32_t>::max();
  cursor = last_count ? (place + 1) % length : cursor + 1;
  return table_->values[place];
}

bool operator==(const Distribution& a, const Distribution& b) {
  const bool same_parameters = a.kind_ == b.kind_ && a.constant_ == b.constant_ &&
                               a.first_ == b.first_ && a.second_ == b.second_;
  if (!same_parameters || a.table_ == b.table_) return same_parameters;
  return a.table_ && b.table_ && *a.table_ == *b.table_;
}

std::string_view kind_name(Distribution::Kind kind) {
  switch (kind) {
    case Distribution::Kind::constant:
      return "constant";
    case Distribution::Kind::exponential:
      return "exponential";
    case Distribution::Kind::uniform:
      return "uniform";
    case Distribution::Kind::normal:
      return "normal";
    case Distribution::Kind::lognormal:
      return "lognormal";
    case Distribution::Kind::erlang:
      return "erlang";
    case Distribution::Kind::gamma:
      return "gamma";
    case Distribution::Kind::weibull:
      return "weibull";
    case Distribution::Kind::pareto:
      return "pareto";
    case Distribution::Kind::empirical:
      return "empirical";
    case Distribution::Kind::trace:
      return "trace";
  }
  check(false, "every law has a name");
  return {};
}

}  // namespace ipcsim
