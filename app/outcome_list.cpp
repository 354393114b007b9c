#include "app/outcome_list.hpp"

#include "reports/outcome_text.hpp"

namespace ipcsim {
namespace {

Verdict verdict_of(ExitCode code) {
  if (code == ExitCode::fine) return Verdict::met;
  return code == ExitCode::undecided ? Verdict::undecided : Verdict::failed;
}

JunitCase junit_case(const std::string& path, ExitCode code, const std::string& line,
                     const std::string& details) {
  switch (code) {
    case ExitCode::fine:
      return {path, JunitOutcome::passed, "", line};
    case ExitCode::finding:
      return {path, JunitOutcome::failed, "finding", line};
    case ExitCode::undecided:
      return {path, JunitOutcome::failed, "undecided", line};
    case ExitCode::interrupted:
      return {path, JunitOutcome::error, "interrupted", line};
    case ExitCode::bad_input:
    case ExitCode::internal_error:
      break;
  }
  return {path, JunitOutcome::error, "not valid", line, details};
}

}  // namespace

void OutcomeList::add(const std::string& path, ExitCode code, const std::string& line,
                      const std::string& details) {
  worst_ = worse(worst_, code);
  if (form_ == ListForm::junit) cases_.push_back(junit_case(path, code, line, details));
  if (form_ != ListForm::lines) return;
  terminal_.out << painted_mark(verdict_of(code), terminal_.paint) << " " << path << ": " << line
                << "\n";
  terminal_.out.flush();
}

ExitCode OutcomeList::finish(const std::string& command) {
  if (form_ == ListForm::junit) terminal_.out << junit_report(command, cases_);
  return worst_;
}

}  // namespace ipcsim
