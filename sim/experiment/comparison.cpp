#include "sim/experiment/comparison.hpp"

#include <algorithm>
#include <utility>

#include "sim/experiment/experiment.hpp"
#include "sim/experiment/statistics.hpp"

namespace ipcsim {
namespace {

/// Each with the name of its variant.
void collect_notes(VariantComparison& comparison) {
  for (const ComparedVariant& variant : comparison.variants) {
    for (const std::string& note : variant.results.notes) {
      comparison.notes.push_back(variant.name + ": " + note);
    }
  }
}

}  // namespace

std::optional<bool> Difference::is_significant() const {
  if (!paired.mean || !paired.half_width) return std::nullopt;
  const double magnitude = *paired.mean < 0 ? -*paired.mean : *paired.mean;
  return magnitude > *paired.half_width;
}

std::optional<Difference> paired_difference(const Results& a, const Results& b, Total total) {
  const auto place = static_cast<std::size_t>(total);
  std::vector<std::optional<double>> differences;
  std::size_t in_b = 0;
  for (std::size_t in_a = 0; in_a < a.replications.size(); ++in_a) {
    const ReplicationEnd& end = a.replications[in_a];
    while (in_b < b.replications.size() && b.replications[in_b].replication < end.replication) {
      ++in_b;
    }
    if (in_b == b.replications.size()) break;
    const ReplicationEnd& other = b.replications[in_b];
    if (other.replication != end.replication || !ended_whole(end) || !ended_whole(other)) continue;
    const std::optional<double>& value = a.totals[place].values[in_a];
    const std::optional<double>& other_value = b.totals[place].values[in_b];
    if (value && other_value) differences.emplace_back(*other_value - *value);
  }
  if (differences.empty()) return std::nullopt;
  return Difference{estimate(differences)};
}

std::size_t VariantComparison::baseline() const {
  const auto first = std::find_if(variants.begin(), variants.end(), [](const ComparedVariant& it) {
    return !it.not_applicable.has_value();
  });
  return static_cast<std::size_t>(first - variants.begin());
}

VariantComparison side_by_side(std::vector<ComparedVariant> variants) {
  VariantComparison comparison{.variants = std::move(variants)};
  const std::size_t first = comparison.baseline();
  for (std::size_t v = first + 1; v < comparison.variants.size(); ++v) {
    ComparedVariant& variant = comparison.variants[v];
    if (variant.not_applicable) continue;
    for (const TotalRow& row : kTotals) {
      variant.differences[static_cast<std::size_t>(row.total)] =
          paired_difference(comparison.variants[first].results, variant.results, row.total);
    }
  }
  if (first < comparison.variants.size()) {
    comparison.title = comparison.variants[first].results.scenario.title;
  }
  collect_notes(comparison);
  return comparison;
}

VariantComparison compare(const std::vector<Candidate>& candidates,
                          const ReplicationOptions& options) {
  std::vector<Variant> variants;
  for (const Candidate& candidate : candidates) {
    if (candidate.variant) variants.push_back(*candidate.variant);
  }
  std::vector<Results> results = run_experiments(variants, options);

  std::vector<ComparedVariant> compared;
  auto next = results.begin();
  for (const Candidate& candidate : candidates) {
    compared.push_back({.name = candidate.name});
    if (candidate.variant) {
      compared.back().results = std::move(*next++);
    } else {
      compared.back().not_applicable = candidate.why_not;
    }
  }
  return side_by_side(std::move(compared));
}

}  // namespace ipcsim
