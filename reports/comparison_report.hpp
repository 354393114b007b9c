// A comparison for people to read, and as data.
#pragma once

#include <string>
#include <vector>

#include "reports/figure.hpp"
#include "reports/manifest.hpp"
#include "reports/paint.hpp"
#include "sim/experiment/comparison.hpp"
#include "sim/experiment/recording.hpp"

namespace ipcsim {

std::string comparison_text(const VariantComparison& comparison, const Manifest& manifest,
                            Paint paint);
/// The course of the same stretch in a variant.
struct RecordedVariant {
  std::string name;
  Recording recording;
};
/// `recorded`: what is drawn of the variants; empty, where the runs are not at hand.
std::string comparison_html(const VariantComparison& comparison, const Manifest& manifest,
                            const std::vector<RecordedVariant>& recorded);
/// The intervals of all, and the timeline of each that was recorded.
std::vector<Figure> comparison_figures(const VariantComparison& comparison,
                                       const std::vector<RecordedVariant>& recorded);
std::string comparison_markdown(const VariantComparison& comparison, const Manifest& manifest);

/// {"ipcsim_comparison": 1, "manifest", "conclusions", "variants"}; a variant has "name",
/// "not_applicable", "differences" to the first, its "origin", and what a report of its own has.
std::string comparison_json(const VariantComparison& comparison, const Manifest& manifest);

/// Tidy and long: `variant,replication,metric,value`, a row for each replication and metric of each
/// variant; totals over all mailboxes and processes are called `total.…`.
std::string comparison_csv(const VariantComparison& comparison);

}  // namespace ipcsim
