#include "sim/experiment/comparison.hpp"

#include <algorithm>
#include <utility>

#include "sim/experiment/experiment.hpp"

namespace ipcsim {
namespace {

/// Each with the names of the variants that it is of.
void collect_notes(VariantComparison& comparison) {
  std::vector<std::pair<std::string, std::string>> names_of_notes;  // note, names
  for (const ComparedVariant& variant : comparison.variants) {
    for (const std::string& note : variant.results.notes) {
      const auto known = std::find_if(names_of_notes.begin(), names_of_notes.end(),
                                      [&](const auto& it) { return it.first == note; });
      if (known == names_of_notes.end()) {
        names_of_notes.emplace_back(note, variant.name);
      } else {
        known->second += ", " + variant.name;
      }
    }
  }
  for (const auto& [note, names] : names_of_notes) comparison.notes.push_back(names + ": " + note);
}

}  // namespace

std::optional<Difference> paired_difference(const Results& a, const Results& b, Total total) {
  const auto place = static_cast<std::size_t>(total);
  std::vector<std::optional<double>> of_a;
  std::vector<std::optional<double>> of_b;
  std::size_t in_b = 0;
  for (std::size_t in_a = 0; in_a < a.replications.size(); ++in_a) {
    const ReplicationEnd& end = a.replications[in_a];
    while (in_b < b.replications.size() && b.replications[in_b].replication < end.replication) {
      ++in_b;
    }
    if (in_b == b.replications.size()) break;
    const ReplicationEnd& other = b.replications[in_b];
    if (other.replication != end.replication || !ended_whole(end) || !ended_whole(other)) continue;
    of_a.push_back(a.totals[place].values[in_a]);
    of_b.push_back(b.totals[place].values[in_b]);
  }
  const Difference difference = paired_difference(of_a, of_b);
  if (!difference.paired.mean) return std::nullopt;
  return difference;
}

std::size_t VariantComparison::baseline() const {
  const auto first = std::find_if(variants.begin(), variants.end(), [](const ComparedVariant& it) {
    return !it.not_applicable.has_value();
  });
  return static_cast<std::size_t>(first - variants.begin());
}

bool VariantComparison::has_one_seed() const {
  const std::size_t first = baseline();
  return std::all_of(variants.begin(), variants.end(), [&](const ComparedVariant& it) {
    return it.not_applicable || it.results.scenario.seed == variants[first].results.scenario.seed;
  });
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
      std::vector<std::string>& notes = compared.back().results.notes;
      notes.insert(notes.begin(), candidate.notes.begin(), candidate.notes.end());
    } else {
      compared.back().not_applicable = candidate.why_not;
    }
  }
  return side_by_side(std::move(compared));
}

}  // namespace ipcsim
