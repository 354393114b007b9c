// What came of each of several scenarios: on standard output a line for each as soon as it is
// known, or JUnit XML of all of them in the end. Knows nothing of what was done with the scenarios.
#pragma once

#include <string>
#include <vector>

#include "app/exit_code.hpp"
#include "app/terminal.hpp"
#include "reports/junit_report.hpp"

namespace ipcsim {

/// How a list is shown.
enum class ListForm {
  lines,
  junit,
  silent,
};

/// JUnit XML is asked for by name, so `quiet` does not silence it.
constexpr ListForm list_form(bool as_junit, bool quiet) {
  if (as_junit) return ListForm::junit;
  return quiet ? ListForm::silent : ListForm::lines;
}

class OutcomeList {
 public:
  OutcomeList(ListForm form, Terminal& terminal) : form_(form), terminal_(terminal) {}

  /// `line`: in words. `details`: what was wrong with a scenario that is not valid.
  void add(const std::string& path, ExitCode code, const std::string& line,
           const std::string& details);
  /// Nothing comes any more. `command`: what was done, "ipcsim run". The worst code of all.
  ExitCode finish(const std::string& command);

 private:
  const ListForm form_;
  Terminal& terminal_;
  ExitCode worst_ = ExitCode::fine;
  std::vector<JunitCase> cases_;
};

}  // namespace ipcsim
