// What came of several scenarios as JUnit XML, the form in which build servers take the outcomes of
// tests: one test case for each scenario. No times are in it, so the same outcomes are the same
// bytes. Knows nothing of how an outcome came about.
#pragma once

#include <string>
#include <vector>

namespace ipcsim {

enum class JunitOutcome {
  passed,
  failed,
  error,  // there is no outcome: the scenario could not be run to its end
};

struct JunitCase {
  std::string name;
  JunitOutcome outcome = JunitOutcome::passed;
  std::string type;          // of a failure or an error, in a word: "undecided"; else empty
  std::string line;          // what came of it, in words
  std::string details = {};  // of an error: what was wrong, line by line
};

/// `suite`: what was done, "ipcsim run".
std::string junit_report(const std::string& suite, const std::vector<JunitCase>& cases);

}  // namespace ipcsim
