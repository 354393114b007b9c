#include "sim/experiment/check_series.hpp"

#include <algorithm>

namespace ipcsim {
namespace {

/// False: it was interrupted.
bool add(CheckSeries& series, CheckedVariant variant) {
  series.variants.push_back(std::move(variant));
  const auto& summary = series.variants.back().summary;
  series.interrupted = summary && summary->end == SearchEnd::interrupted;
  return !series.interrupted;
}

}  // namespace

CheckSeries check_all(std::size_t variants, const CheckVariant& check) {
  CheckSeries series;
  for (std::size_t i = 0; i < variants; ++i) {
    if (!add(series, check(i))) break;
  }
  return series;
}

CheckSeries find_smallest_safe(std::size_t variants, const CheckVariant& check) {
  CheckSeries series;
  SmallestSafe found;
  for (std::size_t i = 0; i < variants && !found.next_fault; ++i) {
    if (!add(series, check(i))) break;
    const auto& summary = series.variants.back().summary;
    if (!summary) continue;
    if (!found.answer && is_undecided(*summary)) found.is_undecided = true;
    if (is_safe(*summary)) {
      if (!found.answer) found.answer = i;
    } else if (found.answer && !is_undecided(*summary)) {
      found.next_fault = i;
    }
  }
  found.is_undecided = found.is_undecided || (series.interrupted && !found.answer);
  series.smallest = found;
  return series;
}

}  // namespace ipcsim
