// How long, or how large: a constant, or a law to draw from, in whatever unit the maker's
// parameters are in (ipcsim uses nanoseconds and bytes). Draws are whole units, rounded to the
// nearest, never negative; one too large for 64 bits becomes kDrawMax. A stream gives the same
// draws on every machine: own logarithm, exponential and power, never std::*_distribution. A value,
// cheap to copy: the tables of `empirical` and `trace` are shared, the rest is 56 bytes. Makers
// check their parameters (a violation is our own bug); telling the user about wrong ones is the
// scenario reader's work. Knows nothing of scenarios, units or time.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/random.hpp"
#include "sim/base/ziggurat.hpp"

namespace ipcsim {

/// What a draw becomes that does not fit into 64 bits. As a time it means "never".
inline constexpr std::int64_t kDrawMax = std::numeric_limits<std::int64_t>::max();

/// The nearest whole number, halves to the even one; kDrawMax for what does not fit, and for NaN.
/// REQUIRES: value is not below 0.
inline std::int64_t round_draw(double value) {
  // From 2^52 to 2^53 the doubles are the whole numbers, so the addition rounds and the low bits
  // of its result are the answer.
  if (value < 0x1p52) [[likely]] {
    return std::bit_cast<std::int64_t>(value + 0x1p52) - std::bit_cast<std::int64_t>(0x1p52);
  }
  return value < 0x1p63 ? static_cast<std::int64_t>(value) : kDrawMax;
}

class Distribution {
 public:
  /// The laws; `first` and `second` are the parameters, in the order of the makers below.
  enum class Kind : std::uint8_t {
    constant,
    exponential,
    uniform,
    normal,
    lognormal,
    erlang,
    gamma,
    weibull,
    pareto,
    empirical,  // one of some values, by weight
    trace,      // recorded values in order, wrapping round
  };

  /// The constant 0.
  Distribution() = default;

  /// REQUIRES: value >= 0.
  static Distribution constant(std::int64_t value);
  /// REQUIRES: mean > 0.
  static Distribution exponential(double mean);
  /// From `low` to `high`, any real number between them equally likely before rounding.
  /// REQUIRES: 0 <= low <= high.
  static Distribution uniform(double low, double high);
  /// Redrawn while below 0; `mean` and `sd` are those of the law before that.
  /// REQUIRES: mean >= 0, sd >= 0.
  static Distribution normal(double mean, double sd);
  /// `mean` and `sd` of the value itself, not of its logarithm.
  /// REQUIRES: mean > 0, sd >= 0.
  static Distribution lognormal(double mean, double sd);
  /// The sum of k exponential draws; `mean` is that of the sum.
  /// REQUIRES: k >= 1, mean > 0.
  static Distribution erlang(std::int64_t k, double mean);
  /// REQUIRES: shape > 0, mean > 0.
  static Distribution gamma(double shape, double mean);
  /// P(X > x) = exp(-(x / scale)^shape).
  /// REQUIRES: shape > 0, scale > 0.
  static Distribution weibull(double shape, double scale);
  /// P(X > x) = (minimum / x)^shape for x >= minimum.
  /// REQUIRES: shape > 0, minimum > 0.
  static Distribution pareto(double shape, double minimum);
  /// REQUIRES: at least one pair, values >= 0, weights >= 0 and finite, their sum finite and above
  /// 0.
  static Distribution empirical(const std::vector<std::pair<std::int64_t, double>>& value_weights);
  /// REQUIRES: 1 to 2^32 - 1 values, each >= 0.
  static Distribution trace(std::vector<std::int64_t> values);

  Kind kind() const { return kind_; }
  bool is_constant() const { return kind_ == Kind::constant; }
  /// REQUIRES: is_constant().
  std::int64_t constant_value() const { return constant_; }
  /// The maker's parameters as given; 0 where there is none. Those of a constant, an empirical law
  /// and a trace are in constant_value(), values() and weights().
  double first() const { return first_; }
  double second() const { return second_; }
  /// The values of an empirical law or a trace, in the order given; else empty.
  std::span<const std::int64_t> values() const;
  /// The weights of an empirical law, one for each of values(), as shares of their sum; else empty.
  std::vector<double> weights() const;

  /// The mean of the law before rounding, `normal` after redrawing; infinity for `pareto` with
  /// shape <= 1, and where the mean is beyond all doubles. The same bits on every machine.
  double mean() const;

  /// A draw. `cursor` counts the values taken from a trace: 0 at first, one cursor for each user of
  /// each trace, advanced here; other laws leave it alone. Constants and traces draw no random
  /// numbers. Takes constant time on average, `empirical` log(number of values).
  std::int64_t draw(RandomStream& stream, std::uint32_t& cursor) const {
    return draws_at_once() ? draw_at_once(stream) : draw_other(stream, cursor);
  }

  /// A constant or exponential law.
  bool draws_at_once() const { return kind_ <= Kind::exponential; }
  /// draw(), where the caller asks first. REQUIRES: draws_at_once().
  std::int64_t draw_at_once(RandomStream& stream) const {
    if (kind_ == Kind::constant) [[unlikely]] {
      return constant_;
    }
    return round_draw(first_ * standard_exponential(stream));
  }

  /// The same law with the same parameters.
  friend bool operator==(const Distribution& a, const Distribution& b);

 private:
  struct Table;

  Distribution(Kind kind, double first, double second)
      : kind_(kind), first_(first), second_(second) {}

  std::int64_t draw_other(RandomStream& stream, std::uint32_t& cursor) const;
  double draw_real(RandomStream& stream) const;
  std::int64_t draw_empirical(RandomStream& stream) const;
  std::int64_t draw_trace(std::uint32_t& cursor) const;

  Kind kind_ = Kind::constant;
  std::int64_t constant_ = 0;
  double first_ = 0.0;
  double second_ = 0.0;
  double sigma_ = 0.0;                  // lognormal: sd of the logarithm
  std::shared_ptr<const Table> table_;  // empirical and trace alone
};

/// The word that names the law in a scenario, such as "exponential".
std::string_view kind_name(Distribution::Kind kind);

}  // namespace ipcsim
