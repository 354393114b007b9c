#include "reports/comparison_table.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "reports/check_series_report.hpp"
#include "reports/deadlock_count.hpp"
#include "reports/format_value.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

struct TotalColumn {
  Total total;
  const char* heading;
  bool only_above_zero = false;
};

constexpr TotalColumn kColumns[] = {
    {Total::throughput, "throughput"}, {Total::wait_mean, "mean wait"},
    {Total::wait_p99, "p99 wait"},     {Total::latency_mean, "mean latency"},
    {Total::refused, "refused", true}, {Total::dropped, "dropped", true},
    {Total::lost, "lost", true},       {Total::polls, "polls", true},
    {Total::core_time, "cores busy"},
};

Unit unit_of(Total total) { return kTotals[static_cast<std::size_t>(total)].unit; }

const Estimate& estimate_of(const ComparedVariant& variant, Total total) {
  return variant.results.totals[static_cast<std::size_t>(total)].estimate;
}

std::string difference_cell(const std::optional<Difference>& difference, Unit unit) {
  if (!difference) return kNoValue;
  if (difference->paired.mean == 0.0 && difference->paired.half_width == 0.0) return "equal";
  if (difference->is_significant() == false) return "no significant difference";
  return format_difference(difference->paired, unit);
}

bool is_shown(const VariantComparison& comparison, const TotalColumn& column) {
  if (!column.only_above_zero) return true;
  return std::any_of(comparison.variants.begin(), comparison.variants.end(),
                     [&](const ComparedVariant& it) {
                       return estimate_of(it, column.total).mean.value_or(0) > 0;
                     });
}

/// What was found among all interleavings, if anything was sought.
void add_checks(Table& table, const VariantComparison& comparison) {
  const bool is_any = std::any_of(comparison.variants.begin(), comparison.variants.end(),
                                  [](const ComparedVariant& it) { return it.check.has_value(); });
  if (!is_any) return;
  table.columns.push_back({"", "check"});
  for (std::size_t v = 0; v < comparison.variants.size(); ++v) {
    const auto& check = comparison.variants[v].check;
    std::string cell = check ? verdict_cell(*check) : kNoValue;
    if (check && check->steps) cell += " after " + counted(*check->steps, "step");
    table.rows[v].cells.push_back(std::move(cell));
  }
}

}  // namespace

Table comparison_table(const VariantComparison& comparison) {
  Table table{.title = "variant"};
  for (const ComparedVariant& variant : comparison.variants) {
    table.rows.push_back({.name = variant.name});
  }
  const std::size_t baseline = comparison.baseline();
  for (const TotalColumn& column : kColumns) {
    if (!is_shown(comparison, column)) continue;
    table.columns.push_back({column.heading, "mean"});
    table.columns.push_back({column.heading, "against the first"});
    const Unit unit = unit_of(column.total);
    for (std::size_t v = 0; v < comparison.variants.size(); ++v) {
      const ComparedVariant& variant = comparison.variants[v];
      std::vector<std::string>& cells = table.rows[v].cells;
      cells.push_back(format_estimate(estimate_of(variant, column.total), unit));
      const auto& difference = variant.differences[static_cast<std::size_t>(column.total)];
      cells.push_back(v == baseline ? "" : difference_cell(difference, unit));
    }
  }
  table.columns.push_back({"", "deadlocks"});
  for (std::size_t v = 0; v < comparison.variants.size(); ++v) {
    const ComparedVariant& variant = comparison.variants[v];
    table.rows[v].cells.push_back(
        variant.not_applicable ? "not applicable" : count_deadlocks(variant.results).in_cell());
  }
  add_checks(table, comparison);
  return table;
}

}  // namespace ipcsim
