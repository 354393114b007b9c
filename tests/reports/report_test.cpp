// Every format against its golden file, from results built by hand.
#include <string>

#include <doctest/doctest.h>

#include "reports/csv_report.hpp"
#include "reports/json_report.hpp"
#include "reports/markdown_report.hpp"
#include "reports/text_report.hpp"
#include "tests/reports/golden.hpp"
#include "tests/reports/sample_results.hpp"
#include "tests/support/json.hpp"

namespace ipcsim::testing {

TEST_CASE("the text report of one replication is the golden one") {
  check_golden("reports/one.txt", text_report(sample_results(), sample_manifest()));
}

TEST_CASE("the text report of three replications is the golden one") {
  check_golden("reports/three.txt", text_report(sample_results_of_three(), sample_manifest()));
}

TEST_CASE("the Markdown report of one replication is the golden one") {
  check_golden("reports/one.md", markdown_report(sample_results(), sample_manifest()));
}

TEST_CASE("the Markdown report of three replications is the golden one") {
  check_golden("reports/three.md", markdown_report(sample_results_of_three(), sample_manifest()));
}

TEST_CASE("the CSV report is the golden one") {
  check_golden("reports/three.csv", csv_report(sample_results_of_three()));
}

TEST_CASE("the JSON reports are the golden ones") {
  check_golden("reports/one.json", json_report(sample_results(), sample_manifest()));
  check_golden("reports/three.json", json_report(sample_results_of_three(), sample_manifest()));
}

TEST_CASE("no line of a text report is wider than 100 columns but the command to repeat it") {
  const std::string text = text_report(sample_results_of_three(), sample_manifest());
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    CAPTURE(line);
    std::size_t characters = 0;
    for (const char c : line) characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    CHECK(characters <= 100);
    begin = end + 1;
  }
}

TEST_CASE(
    "colour changes nothing but escape sequences, and marks findings, headings and verdicts") {
  const Results results = sample_results_of_three();
  std::string coloured = text_report(results, sample_manifest(), {.colour = true});
  CHECK(coloured.find("\x1B[1;31m✗\x1B[0m deadlock: false") != std::string::npos);
  CHECK(coloured.find("\x1B[32m✓\x1B[0m mailboxes") != std::string::npos);
  CHECK(coloured.find("\x1B[33m?\x1B[0m processes") != std::string::npos);
  for (std::size_t at = 0; (at = coloured.find('\x1B')) != std::string::npos;) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  CHECK(coloured == text_report(results, sample_manifest()));
}

TEST_CASE("JSON reports of equal results differ in the manifest alone") {
  Manifest other = sample_manifest();
  other.version = "9";
  other.command_line = "elsewhere";
  Results results = sample_results_of_three();
  Json one = json_of(json_report(results, sample_manifest()));
  results.scenario.path = "/another/place.json";
  Json two = json_of(json_report(results, other));
  CHECK(one["manifest"] != two["manifest"]);
  one.erase("manifest");
  two.erase("manifest");
  CHECK(one == two);
}

TEST_CASE(
    "JSON says nothing of what has no value with null, and times in correctly rounded seconds") {
  Results results = sample_results();
  results.replications.front().end = {3};
  const std::string text = json_report(results, sample_manifest());
  CHECK(text.find("\"time\": 3e-09") != std::string::npos);
  const auto json = json_of(text);
  CHECK(json["metrics"]["mailboxes"]["gap"]["wait"]["p95"]["mean"].is_null());
  CHECK(json["metrics"]["mailboxes"]["gap"]["wait"]["p95"]["half_width"].is_null());
  CHECK(json["metrics"]["mailboxes"]["gap"]["wait"]["p95"]["n"] == 0);
  CHECK(json["metrics"]["mailboxes"]["fork[2]"]["received"]["mean"].is_number());
}

TEST_CASE("a run interrupted before its first replication has begun is reported in every format") {
  const Sample sample = sample_of(R"json({
    "ipcsim": 1, "run": { "until": "1s" },
    "processes": { "P": { "program": [ { "compute": "1ms" } ] } } })json");
  const Results& results = sample.results;
  CHECK(text_report(results, sample_manifest()) ==
        "Interrupted before anything was simulated.\n\n"
        "Seed 1. The same again: ipcsim run sample/sample.json --seed 42\n");
  CHECK(markdown_report(results, sample_manifest()) ==
        "# sample/sample.json\n\n**Interrupted before anything was simulated.**\n\n"
        "Seed 1. The same again: `ipcsim run sample/sample.json --seed 42`\n");
  CHECK(csv_report(results) == "replication,metric,value\n");
  const auto json = json_of(json_report(results, sample_manifest()));
  CHECK(json["end"] == Json{{"reason", "interrupted"}, {"time", nullptr}});
}

TEST_CASE("a metric's path with a comma or a quote is quoted in CSV as RFC 4180 says") {
  Results results = sample_results();
  results.metrics.resize(1);
  results.metrics[0].path = "mailboxes.a,\"b\".throughput";
  results.metrics[0].values = {0.1};
  CHECK(csv_report(results) ==
        "replication,metric,value\n1,\"mailboxes.a,\"\"b\"\".throughput\",0.1\n");
}

}  // namespace ipcsim::testing
