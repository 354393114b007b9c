// The command as a function: how failures become exit codes and texts.
#include "app/ipcsim.hpp"

#include <new>
#include <sstream>

#include <doctest/doctest.h>

#include "app/command_line.hpp"
#include "app/shell_quoted.hpp"
#include "app/usage_error.hpp"
#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

struct Told {
  ExitCode code = ExitCode::fine;
  std::string out;
  std::string err;
};

Told guarded_command(const std::function<ExitCode()>& command, bool colour = false) {
  std::ostringstream out;
  std::ostringstream err;
  std::atomic<bool> interrupt = false;
  Terminal terminal{out, err, {}, {.colour = colour}, interrupt};
  const ExitCode code = guarded(command, {"run", "a file.json"}, terminal);
  return {code, out.str(), err.str()};
}

Results ended(const std::vector<EndReason>& reasons, const std::vector<Verdict>& verdicts = {}) {
  Results results;
  results.scenario.replications = static_cast<std::uint32_t>(reasons.size());
  for (const EndReason reason : reasons) {
    results.replications.push_back({.reason = reason});
    if (reason == EndReason::interrupted) results.interrupted = true;
  }
  for (const Verdict verdict : verdicts) results.expectations.push_back({.verdict = verdict});
  return results;
}

}  // namespace

TEST_CASE("our own bug ends in 70 and asks for a report with the command") {
  const Told told =
      guarded_command([]() -> ExitCode { throw InternalError("x.cpp:3: this should hold"); });
  CHECK(told.code == ExitCode::internal_error);
  CHECK(static_cast<int>(told.code) == 70);
  CHECK(told.out == "");
  CHECK(told.err ==
        "ipcsim: error: this is a bug in ipcsim, not in your scenario\n"
        "  x.cpp:3: this should hold\n"
        "  please report it, with these lines, the scenario and what it reads:\n"
        "  ipcsim " IPCSIM_VERSION ": run 'a file.json'\n");
}

TEST_CASE("an exception that nobody expects is our own bug too") {
  CHECK(guarded_command([]() -> ExitCode { throw std::out_of_range("at"); }).code ==
        ExitCode::internal_error);
}

TEST_CASE("a lack of memory is a limit that was reached") {
  const Told told = guarded_command([]() -> ExitCode { throw std::bad_alloc(); });
  CHECK(told.code == ExitCode::undecided);
  CHECK(told.err ==
        "ipcsim: error: there is not enough memory for this run\n"
        "  does an unbounded mailbox fill up, or a link get more than it can send? a capacity or "
        "blocking sends would help\n"
        "  run can end earlier (--until), and check can give up earlier (--max-memory)\n");
}

TEST_CASE("a usage error is told with its hints, in colour only where colour is wanted") {
  const auto fail = []() -> ExitCode { throw UsageError("wrong", {"do this", "or that"}); };
  const Told told = guarded_command(fail);
  CHECK(told.code == ExitCode::bad_input);
  CHECK(told.err == "ipcsim: error: wrong\n  do this\n  or that\n");
  CHECK(guarded_command(fail, true).err ==
        "ipcsim: \x1B[1;31merror:\x1B[0m wrong\n  do this\n  or that\n");
}

TEST_CASE("of two exit codes the first of 130, 70, 2, 1, 3, 0 holds") {
  const std::vector<ExitCode> order = {ExitCode::interrupted, ExitCode::internal_error,
                                       ExitCode::bad_input,   ExitCode::finding,
                                       ExitCode::undecided,   ExitCode::fine};
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (std::size_t j = 0; j < order.size(); ++j) {
      CHECK(worse(order[i], order[j]) == order[std::min(i, j)]);
    }
  }
}

TEST_CASE("results become an exit code") {
  CHECK(exit_code_of(ended({EndReason::time_limit})) == ExitCode::fine);
  CHECK(exit_code_of(ended({EndReason::deadlock}, {Verdict::met})) == ExitCode::fine);
  CHECK(exit_code_of(ended({EndReason::deadlock}, {Verdict::failed})) == ExitCode::finding);
  CHECK(exit_code_of(ended({EndReason::program_error})) == ExitCode::finding);
  CHECK(exit_code_of(ended({EndReason::completed}, {Verdict::undecided})) == ExitCode::undecided);
  CHECK(exit_code_of(ended({EndReason::completed}, {Verdict::undecided, Verdict::failed})) ==
        ExitCode::finding);
  CHECK(exit_code_of(ended({EndReason::completed, EndReason::interrupted}, {Verdict::failed})) ==
        ExitCode::interrupted);
  Results cut = ended({EndReason::completed, EndReason::completed}, {Verdict::failed});
  cut.interrupted = true;  // though as many are there as were asked for: a precision wants more
  CHECK(exit_code_of(cut) == ExitCode::interrupted);
}

TEST_CASE("a word is quoted for the shell where it must be") {
  CHECK(shell_quoted("plain-1.2_x/y=8,a:b@c%") == "plain-1.2_x/y=8,a:b@c%");
  CHECK(shell_quoted("a b") == "'a b'");
  CHECK(shell_quoted("it's") == "'it'\\''s'");
  CHECK(shell_quoted("") == "''");
  CHECK(shell_quoted("x[0]") == "'x[0]'");
}

}  // namespace ipcsim
