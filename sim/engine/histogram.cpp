#include "sim/engine/histogram.hpp"

#include <algorithm>
#include <cmath>

namespace ipcsim {

Histogram::Bin Histogram::bounds_of(Place place) {
  const auto index = static_cast<std::int64_t>(place.index);
  if (place.octave == 0) return {{index}, {index}};
  const auto shift = static_cast<unsigned>(place.octave - 1);
  const std::uint64_t low = (place.index + kClasses) << shift;
  const std::uint64_t high = low + ((std::uint64_t{1} << shift) - 1);
  return {{static_cast<std::int64_t>(low)}, {static_cast<std::int64_t>(high)}};
}

std::int64_t Histogram::middle_of(Place place) {
  const Bin bounds = bounds_of(place);
  return bounds.low.ns + (bounds.high.ns - bounds.low.ns) / 2;
}

std::vector<Histogram::Bin> Histogram::bins() const {
  std::vector<Bin> bins;
  if (const std::uint64_t count = zeros(); count > 0) bins.push_back({{0}, {0}, count});
  if (!octaves_) return bins;
  for (std::size_t o = 0; o < kOctaves; ++o) {
    if (!(*octaves_)[o]) continue;
    for (std::size_t i = 0; i < kClasses; ++i) {
      const Class& here = (*(*octaves_)[o])[i];
      if (here.count == 0) continue;
      Bin bin = bounds_of({o, i});
      if (here.only_value != kDifferent) bin = {{here.only_value}, {here.only_value}};
      bin.count = here.count;
      bins.push_back(bin);
    }
  }
  return bins;
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

void Histogram::keep_sum(Duration value) {
  const auto before =
      static_cast<std::uint64_t>(recent_sum_) - static_cast<std::uint64_t>(value.ns);
  sum_ += static_cast<std::int64_t>(before);
  recent_sum_ = value.ns;
}

void Histogram::add_all(const Histogram& other) {
  count_ += other.count_;
  sum_ += other.sum_ns();
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
  return static_cast<double>(sum_ns()) / static_cast<double>(count_);
}

}  // namespace ipcsim
