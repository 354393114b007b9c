#include "sim/experiment/check_outcome.hpp"

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

bool is_deadlock(CheckVerdict verdict) {
  return verdict == CheckVerdict::deadlock || verdict == CheckVerdict::livelock;
}

}  // namespace

Verdict verdict_on(const CheckOutcome& outcome) {
  const CheckResult& result = outcome.result;
  const ExpectedCheck expected = outcome.scenario->expect.check.value_or(ExpectedCheck::free);
  const bool has_partial = result.partial == PartialVerdict::found;
  if (result.verdict == CheckVerdict::program_error) return Verdict::failed;
  if (expected == ExpectedCheck::deadlock) {
    if (is_deadlock(result.verdict)) return Verdict::met;
    return result.verdict == CheckVerdict::free ? Verdict::failed : Verdict::undecided;
  }
  if (is_deadlock(result.verdict)) return Verdict::failed;
  if (expected == ExpectedCheck::free && has_partial) return Verdict::failed;
  if (result.verdict == CheckVerdict::undecided) return Verdict::undecided;
  if (result.partial == PartialVerdict::undecided) return Verdict::undecided;
  if (expected == ExpectedCheck::free || has_partial) return Verdict::met;
  return result.partial == PartialVerdict::none ? Verdict::failed : Verdict::undecided;
}

Verdict verdict_on(const ReplayOutcome& outcome) {
  const ScheduleEnd end = outcome.schedule.end;
  const ExpectedCheck expected = outcome.scenario->expect.check.value_or(ExpectedCheck::free);
  const bool is_expected =
      (expected == ExpectedCheck::partial && end == ScheduleEnd::partial_deadlock) ||
      (expected == ExpectedCheck::deadlock &&
       (end == ScheduleEnd::deadlock || end == ScheduleEnd::livelock));
  return is_expected ? Verdict::met : Verdict::failed;
}

std::string name_of(ExpectedCheck expected) {
  switch (expected) {
    case ExpectedCheck::free:
      return "free";
    case ExpectedCheck::deadlock:
      return "deadlock";
    case ExpectedCheck::partial:
      return "partial";
  }
  fail_check("every expectation has its name");
}

}  // namespace ipcsim
