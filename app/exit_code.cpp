#include "app/exit_code.hpp"

#include <algorithm>

namespace ipcsim {

ExitCode worse(ExitCode a, ExitCode b) {
  for (const ExitCode code : {ExitCode::interrupted, ExitCode::internal_error, ExitCode::bad_input,
                              ExitCode::finding, ExitCode::undecided}) {
    if (a == code || b == code) return code;
  }
  return ExitCode::fine;
}

ExitCode exit_code_of(const Results& results) {
  ExitCode code = results.interrupted ? ExitCode::interrupted : ExitCode::fine;
  for (const ReplicationEnd& end : results.replications) {
    if (end.reason == EndReason::program_error) code = worse(code, ExitCode::finding);
  }
  // An unexpected deadlock or livelock is an expectation that failed.
  for (const ExpectationResult& expectation : results.expectations) {
    if (expectation.verdict == Verdict::failed) code = worse(code, ExitCode::finding);
    if (expectation.verdict == Verdict::undecided) code = worse(code, ExitCode::undecided);
  }
  return code;
}

}  // namespace ipcsim
