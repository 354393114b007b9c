#include "reports/time_axis.hpp"

#include <array>
#include <cstdint>

namespace ipcsim {
namespace {

/// The least of 1, 2, 5, 10, 20, … that is not below `least`.
std::uint64_t round_step(std::uint64_t least) {
  constexpr std::array<std::uint64_t, 3> kSteps = {1, 2, 5};
  for (std::uint64_t power = 1;; power *= 10) {
    for (const std::uint64_t step : kSteps) {
      if (step * power >= least || power > ~std::uint64_t{0} / 100) return step * power;
    }
  }
}

}  // namespace

std::vector<Instant> time_marks(Instant from, Instant to, std::size_t most) {
  const auto length = static_cast<std::uint64_t>((to - from).ns);
  const std::uint64_t step = round_step(length / most + 1);
  std::vector<Instant> marks;
  const auto begin = static_cast<std::uint64_t>(from.ns);
  for (std::uint64_t at = (begin + step - 1) / step * step; at <= begin + length; at += step) {
    marks.push_back({static_cast<std::int64_t>(at)});
  }
  return marks;
}

std::vector<std::uint64_t> count_marks(std::uint64_t highest, std::size_t most) {
  const std::uint64_t step = round_step(highest / most + (highest % most > 0 ? 1 : 0));
  std::vector<std::uint64_t> marks;
  for (std::uint64_t at = 0; at <= highest; at += step) marks.push_back(at);
  return marks;
}

}  // namespace ipcsim
