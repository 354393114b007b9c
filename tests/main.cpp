// Runs the test cases of one folder. Unlike doctest's own main, it fails when no test case ran:
// a filter that matches nothing, or a file that was not linked, is an error and no success.
#define DOCTEST_CONFIG_IMPLEMENT
#include <iostream>

#include <doctest/doctest.h>

namespace {

// What the run did. One per executable: doctest makes its listeners itself and hands them nothing.
unsigned test_cases_run = 0;

struct CountTestCases : doctest::IReporter {
  explicit CountTestCases(const doctest::ContextOptions&) {}
  void test_case_start(const doctest::TestCaseData&) override { ++test_cases_run; }

  void report_query(const doctest::QueryData&) override {}
  void test_run_start() override {}
  void test_run_end(const doctest::TestRunStats&) override {}
  void test_case_reenter(const doctest::TestCaseData&) override {}
  void test_case_end(const doctest::CurrentTestCaseStats&) override {}
  void test_case_exception(const doctest::TestCaseException&) override {}
  void subcase_start(const doctest::SubcaseSignature&) override {}
  void subcase_end() override {}
  void log_assert(const doctest::AssertData&) override {}
  void log_message(const doctest::MessageData&) override {}
  void test_case_skipped(const doctest::TestCaseData&) override {}
};

DOCTEST_REGISTER_LISTENER("count-test-cases", 0, CountTestCases);

}  // namespace

int main(int argc, char** argv) {
  doctest::Context context(argc, argv);
  const int result = context.run();
  if (context.shouldExit()) return result;  // --help, --list-test-cases: nothing was to run.
  if (test_cases_run == 0) {
    std::cerr << argv[0] << ": error: no test case ran; a test run that tests nothing fails\n";
    return 1;
  }
  return result;
}
