#include "sim/experiment/check_summary.hpp"

namespace ipcsim {

CheckSummary summary_of(const CheckResult& result) {
  CheckSummary summary{.verdict = result.verdict,
                       .partial = result.partial,
                       .end = result.end,
                       .states = result.progress.states};
  if (const Schedule* schedule = result.told()) summary.steps = schedule->steps.size();
  if (result.was_cut) summary.bound = result.bound;
  return summary;
}

bool is_safe(const CheckSummary& summary) {
  return summary.verdict == CheckVerdict::free && summary.partial != PartialVerdict::found;
}

bool is_undecided(const CheckSummary& summary) {
  return summary.verdict == CheckVerdict::undecided && summary.partial != PartialVerdict::found;
}

}  // namespace ipcsim
