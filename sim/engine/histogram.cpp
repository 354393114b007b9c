#include "sim/engine/histogram.hpp"

#include <algorithm>
#include <cmath>

namespace ipcsim {

std::int64_t Histogram::middle_of(Place place) {
  if (place.octave == 0) return static_cast<std::int64_t>(place.index);
  const auto shift = static_cast<unsigned>(place.octave - 1);
  const std::uint64_t low = (place.index + kClasses) << shift;
  return static_cast<std::int64_t>(low + ((std::uint64_t{1} << shift) - 1) / 2);
}

Histogram::Octave& Histogram::new_octave(std::size_t number) {
  if (!octaves_) octaves_ = std::make_unique<std::array<std::unique_ptr<Octave>, kOctaves>>();
  auto& slot = (*octaves_)[number];
  slot = std::make_unique<Octave>();
  return *slot;
}

std::uint64_t Histogram::zeros() const {
  std::uint64_t others = 0;
  if (octaves_) {
    for (const auto& slot : *octaves_) {
      if (!slot) continue;
      for (const Class& here : *slot) others += here.count;
    }
  }
  return count_ - others;
}

void Histogram::add_all(const Histogram& other) {
  count_ += other.count_;
  sum_ += other.sum_;
  max_ = std::max(max_, other.max_);
  if (!other.octaves_) return;
  for (std::size_t o = 0; o < kOctaves; ++o) {
    const auto& theirs = (*other.octaves_)[o];
    if (!theirs) continue;
    Octave& ours = octave(o);
    for (std::size_t i = 0; i < kClasses; ++i) {
      if ((*theirs)[i].count > 0) add_to(ours[i], (*theirs)[i].count, (*theirs)[i].only_value);
    }
  }
}

Duration Histogram::quantile(double q) const {
  const double exact = q * static_cast<double>(count_);
  const auto rank =
      std::clamp<std::uint64_t>(static_cast<std::uint64_t>(std::ceil(exact)), 1, count_);
  std::uint64_t passed = zeros();
  if (passed >= rank) return {0};
  for (std::size_t o = 0; o < kOctaves; ++o) {
    const auto& slot = (*octaves_)[o];
    if (!slot) continue;
    for (std::size_t i = 0; i < kClasses; ++i) {
      const Class& here = (*slot)[i];
      passed += here.count;
      if (passed < rank) continue;
      if (here.only_value != kDifferent) return {here.only_value};
      return {std::min(middle_of({o, i}), max_)};
    }
  }
  return {max_};
}

double Histogram::mean_ns() const {
  return static_cast<double>(sum_) / static_cast<double>(count_);
}

}  // namespace ipcsim
