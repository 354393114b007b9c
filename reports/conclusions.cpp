#include "reports/conclusions.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "reports/deadlock_count.hpp"
#include "reports/format_value.hpp"
#include "reports/paragraph.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

std::optional<double> mean_of(const ComparedVariant& variant, Total total) {
  return variant.results.totals[static_cast<std::size_t>(total)].estimate.mean;
}

std::string value_of(const ComparedVariant& variant, Total total) {
  return format_value(mean_of(variant, total), kTotals[static_cast<std::size_t>(total)].unit);
}

class Conclusions {
 public:
  explicit Conclusions(const VariantComparison& comparison) {
    for (const ComparedVariant& variant : comparison.variants) {
      if (!variant.not_applicable && !variant.results.replications.empty()) {
        variants_.push_back(&variant);
      }
    }
  }

  std::vector<std::string> sentences() && {
    if (variants_.empty()) return {};
    tell_fastest();
    tell_losses();
    tell_deadlocks();
    tell_core_time();
    return std::move(sentences_);
  }

 private:
  /// Of those that did not get stuck in every replication; null if there is none.
  [[nodiscard]] const ComparedVariant* fastest() const {
    const ComparedVariant* best = nullptr;
    for (const ComparedVariant* variant : variants_) {
      const DeadlockCount deadlocks = count_deadlocks(variant->results);
      const std::optional<double> throughput = mean_of(*variant, Total::throughput);
      if (deadlocks.stuck == deadlocks.all || throughput.value_or(0) <= 0) continue;
      if (best == nullptr || *throughput > *mean_of(*best, Total::throughput)) best = variant;
    }
    return best;
  }

  /// Whether the two cannot be told apart: not significantly different, or where there are no
  /// intervals, equal.
  static bool are_level(const ComparedVariant& a, const ComparedVariant& b, Total total) {
    const std::optional<Difference> difference = paired_difference(a.results, b.results, total);
    if (!difference) return false;
    return difference->is_significant() ? !*difference->is_significant()
                                        : difference->paired.mean == 0.0;
  }

  void tell_fastest() {
    const ComparedVariant* best = fastest();
    if (best == nullptr) {
      sentences_.emplace_back("No variant delivered messages without getting stuck.");
      return;
    }
    std::vector<std::string> level;
    for (const ComparedVariant* variant : variants_) {
      if (variant == best || are_level(*best, *variant, Total::throughput)) {
        level.push_back(variant->name);
      }
    }
    const std::string rate = value_of(*best, Total::throughput) + " received";
    if (level.size() == 1) {
      sentences_.push_back("Fastest is " + level.front() + ", with " + rate + ".");
    } else if (level.size() == variants_.size()) {
      sentences_.push_back("In throughput there is no significant difference: " + rate + ".");
    } else {
      sentences_.push_back("Fastest are " + joined_names(level) + ", with " + rate +
                           " and no significant difference between them.");
    }
  }

  /// "A loses 20 % of its messages (refused)"; nothing where none is lost.
  static std::optional<std::string> loss_clause(const ComparedVariant& variant) {
    struct Way {
      Total total;
      const char* name;
    };
    constexpr Way kWays[] = {
        {Total::refused, "refused"}, {Total::dropped, "dropped"}, {Total::lost, "lost under way"}};
    double gone = 0;
    std::vector<std::string> ways;
    for (const Way& way : kWays) {
      const double count = mean_of(variant, way.total).value_or(0);
      gone += count;
      if (count > 0) ways.emplace_back(way.name);
    }
    if (gone == 0) return std::nullopt;
    const double share = gone / (gone + mean_of(variant, Total::received).value_or(0));
    return variant.name + " does not deliver " + format_value(share, Unit::fraction) +
           " of its messages (" + joined_names(ways) + ")";
  }

  void tell_losses() {
    std::vector<std::string> clauses;
    for (const ComparedVariant* variant : variants_) {
      if (auto clause = loss_clause(*variant)) clauses.push_back(std::move(*clause));
    }
    if (clauses.empty()) {
      sentences_.emplace_back("No variant loses messages.");
    } else {
      add_list(clauses);
    }
  }

  void tell_deadlocks() {
    std::vector<std::string> clauses;
    for (const ComparedVariant* variant : variants_) {
      const DeadlockCount deadlocks = count_deadlocks(variant->results);
      if (deadlocks.stuck == 0) continue;
      std::string clause = variant->name + " got stuck in a " + deadlocks.kind;
      if (deadlocks.all > 1) {
        clause += deadlocks.stuck == deadlocks.all ? " in every replication"
                                                   : " in " + grouped(deadlocks.stuck) + " of " +
                                                         grouped(deadlocks.all) + " replications";
        clause += ", first";
      }
      clauses.push_back(clause + " at " + format_exactly(deadlocks.first));
    }
    if (clauses.empty()) {
      sentences_.emplace_back("None got stuck.");
    } else {
      add_list(clauses);
    }
  }

  void tell_core_time() {
    std::vector<std::string> clauses;
    for (const ComparedVariant* variant : variants_) {
      const std::optional<double> busy = mean_of(*variant, Total::core_time);
      if (!busy) continue;
      std::string clause = variant->name + " keeps " + value_of(*variant, Total::core_time) +
                           (*busy == 1 ? " core busy" : " cores busy");
      if (const double polling = mean_of(*variant, Total::polling_time).value_or(0); polling > 0) {
        clause += ", " + format_value(polling / *busy, Unit::fraction) + " of it polling";
      }
      clauses.push_back(std::move(clause));
    }
    if (!clauses.empty()) {
      clauses.front() = "Core time: " + clauses.front();
      add_list(clauses);
    }
  }

  void add_list(const std::vector<std::string>& clauses) {
    std::string sentence;
    for (const std::string& clause : clauses) sentence += (sentence.empty() ? "" : "; ") + clause;
    sentences_.push_back(sentence + ".");
  }

  std::vector<const ComparedVariant*> variants_;
  std::vector<std::string> sentences_;
};

}  // namespace

std::vector<std::string> conclusions(const VariantComparison& comparison) {
  return Conclusions(comparison).sentences();
}

}  // namespace ipcsim
