// Results read back from their JSON: the same bytes in every format, and what is said of a text
// that is no such JSON.
#include "reports/read_results.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "reports/csv_report.hpp"
#include "reports/json_report.hpp"
#include "reports/text_report.hpp"
#include "tests/reports/sample_results.hpp"
#include "tests/support/json.hpp"
#include "tests/support/read_back.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

std::string sample_text() { return json_report(sample_results_of_three(), sample_manifest()); }

/// The sample with one value replaced.
std::string changed(const std::string& pointer, const Json& value) {
  Json json = json_of(sample_text());
  json.at(Json::json_pointer(pointer)) = value;
  return json.dump();
}

/// The sample without one member.
std::string without(const std::string& pointer) {
  Json json = json_of(sample_text());
  const Json::json_pointer path(pointer);
  json.at(path.parent_pointer()).erase(path.back());
  return json.dump();
}

/// "1:2: error: what is wrong", the first line of what is said.
std::string mistake_in(const std::string& text) {
  const ReadResults read = read_results("r.json", text);
  CHECK_FALSE(read.report);
  const std::string told = read.diagnostics.render();
  return told.substr(0, told.find('\n'));
}

/// The same without the place.
std::string wrong_with(const std::string& text) {
  const std::string told = mistake_in(text);
  return told.substr(told.find("error: ") + 7);
}

}  // namespace

TEST_CASE("results read back render the same bytes in every format") {
  CHECK(difference_when_read_back(sample_results(), sample_manifest()) == "");
  CHECK(difference_when_read_back(sample_results_of_three(), sample_manifest()) == "");
}

TEST_CASE("what an interrupt left out is said, and read back") {
  Results cut = sample_results_of_three();
  cut.interrupted = true;
  cut.scenario.replications = 10;
  CHECK(text_report(cut, sample_manifest())
            .find("\nInterrupted: 3 of 10 replications were begun.\n") != std::string::npos);
  CHECK(difference_when_read_back(cut, sample_manifest()) == "");

  Results imprecise = sample_results_of_three();
  imprecise.interrupted = true;
  imprecise.precision = {{.path = "mailboxes.gap.throughput", .bound = 0.01}};
  CHECK(text_report(imprecise, sample_manifest())
            .find("\nInterrupted before the precision asked for was reached.\n") !=
        std::string::npos);
  CHECK(difference_when_read_back(imprecise, sample_manifest()) == "");
}

TEST_CASE("how the figures were estimated is read back") {
  const auto queue = [](const std::string& run) {
    return results_of(R"({"ipcsim": 1, "run": {"until": "2s", )" + run + R"(},
        "mailboxes": {"m": {"capacity": "unbounded", "initial": 300}}, "processes": {
          "a": {"program": [{"loop": "forever", "do": [
              {"sleep": {"exponential": "1ms"}}, {"send": "m"}]}]},
          "b": {"program": [{"loop": "forever", "do": [
              {"receive": "m"}, {"compute": {"exponential": "500us"}}]}]}}})");
  };
  const Results found = queue(R"("warmup": "auto")");
  CHECK(found.warmup.found);
  CHECK(difference_when_read_back(found, sample_manifest()) == "");
  CHECK(difference_when_read_back(queue(R"("batches": 5)"), sample_manifest()) == "");
  for (const char* bound : {"0.5", "0.00001"}) {
    const Results precise = queue(R"("replications": 2, "max_replications": 3,
        "precision": {"mailboxes.m.wait.mean": )" +
                                  std::string(bound) + "}");
    CHECK(difference_when_read_back(precise, sample_manifest()) == "");
  }
}

TEST_CASE("times beyond what a double of seconds can hold are read back exactly") {
  Results results = sample_results_of_three();
  results.scenario.warmup = Duration{9'223'372'036'854'775'806};
  results.replications[0].end = Instant{9'223'372'036'854'775'807};
  results.replications[1].findings[0].since = Instant{9'007'199'254'740'993};
  CHECK(difference_when_read_back(results, sample_manifest()) == "");
}

TEST_CASE("replications that were never begun are no replications") {
  Results results = results_of(R"({"ipcsim": 1, "run": {"until": "1s"},
      "processes": {"P": {"count": 2, "program": [{"compute": "1ms"}]}}})");
  results.replications.clear();
  for (MetricResult& metric : results.metrics) metric.values.clear();
  for (TotalResult& total : results.totals) total.values.clear();
  CHECK(difference_when_read_back(results, sample_manifest()) == "");
}

TEST_CASE("without the values of single replications there is every format but CSV") {
  Json json = json_of(sample_text());
  for (const char* kind : {"mailboxes", "processes"}) {
    for (Json& subject : json["metrics"][kind]) {
      for (Json& metric : subject) {
        metric.erase("values");
        for (Json& statistic : metric) {
          if (statistic.is_object()) statistic.erase("values");
        }
      }
    }
  }
  const ReadResults read = read_results("r.json", json.dump());
  REQUIRE_MESSAGE(read.report, read.diagnostics.render());
  CHECK_FALSE(has_all_values(*read.report));
  CHECK(json_report(std::get<Results>(*read.report), read.manifest) == json.dump(2) + "\n");
  CHECK(has_values_of_replications(sample_results_of_three()));
}

TEST_CASE("keys that nobody knows are passed over") {
  Json json = json_of(sample_text());
  json["later"] = 1;
  json["findings"][0]["later"] = Json::array();
  CHECK(read_results("r.json", json.dump()).report);
}

TEST_CASE("what is no JSON is told where it ends to be") {
  CHECK(mistake_in("").starts_with("r.json: error: "));
  CHECK(mistake_in("hello").starts_with("r.json:1:1: error: "));
  const std::string text = sample_text();
  CHECK(mistake_in(text.substr(0, text.size() / 2)).find(": error: ") != std::string::npos);
  CHECK(wrong_with(text + "}") == "'}' stands behind the end of the results");
}

TEST_CASE("other JSON is told from results, and a scenario by its name") {
  CHECK(mistake_in("[]") ==
        "r.json:1:1: error: here should stand an object with the key \"ipcsim_results\"");
  CHECK(mistake_in("{}") ==
        "r.json:1:1: error: these are no results of ipcsim: the key \"ipcsim_results\" is missing");
  const ReadResults scenario = read_results("s.json", R"({ "ipcsim": 1 })");
  CHECK(scenario.diagnostics.render() ==
        "s.json:1:3: error: this is a scenario, and no results\n"
        "    1 | { \"ipcsim\": 1 }\n"
        "      |   ^~~~~~~~\n"
        "  ipcsim run FILE.json -o report.json writes such a file\n");
  CHECK(mistake_in(R"({ "ipcsim_results": 2 })") ==
        "r.json:1:21: error: the results have format version 2, and this ipcsim reads version 1");
}

TEST_CASE("a key that is missing is named at its object") {
  CHECK(wrong_with(without("/manifest")) == "the key \"manifest\" is missing");
  CHECK(wrong_with(without("/findings/0/processes/0/since_ns")) ==
        "the key \"since_ns\" is missing");
  CHECK(wrong_with(without("/metrics/mailboxes/gap/wait/p95")) == "the key \"p95\" is missing");
  CHECK(wrong_with(without("/metrics/mailboxes/gap")) ==
        "\"metrics\" are of 10 mailboxes, processes, hosts and links, and \"scenario\" names 11");
}

TEST_CASE("a value that cannot be is named by its key") {
  CHECK(wrong_with(changed("/findings", "none")) == "\"findings\" is no list");
  CHECK(wrong_with(changed("/scenario/warmup_ns", -1)) ==
        "\"warmup_ns\" is no whole number from 0 to 9,223,372,036,854,775,807");
  CHECK(wrong_with(changed("/scenario/mailboxes/0/count", 0)) ==
        "\"count\" is no whole number from 1 to 4,294,967,295");
  CHECK(wrong_with(changed("/replications/0/reason", "boredom")) ==
        "\"boredom\" is no reason; there are \"completed\", \"time limit\", \"message limit\", "
        "\"program error\", \"deadlock\", \"livelock\", \"stopped on deadlock\", \"interrupted\"");
  CHECK(wrong_with(changed("/end/replication", 4)) ==
        "there is no replication 4 in \"replications\"");
  CHECK(wrong_with(changed("/replications/1/replication", 1)) ==
        "the numbers of \"replications\" do not ascend");
  CHECK(wrong_with(changed("/findings/0/processes", Json::array())) ==
        "\"processes\" of a finding is empty");
  CHECK(wrong_with(changed("/findings/0/processes/0/alternatives", Json::array())) ==
        "\"alternatives\" lacks the first of those that it waits in");
  CHECK(wrong_with(changed("/findings/0/processes/0/releasers", 0)) ==
        "\"releasers\" is no whole number from 1 to 18,446,744,073,709,551,615");
  CHECK(wrong_with(changed("/metrics/mailboxes/gap/received/mean", "many")) ==
        "\"mean\" is neither a number nor null");
  CHECK(wrong_with(changed("/metrics/mailboxes/gap/received/values", {1, 2})) ==
        "\"values\" are 2, and there are 3 replications");
}

TEST_CASE("a few bytes that name a million subjects are refused before they are looked for") {
  CHECK(
      wrong_with(changed("/scenario/mailboxes/1/count", 1000)) ==
      "\"metrics\" are of 11 mailboxes, processes, hosts and links, and \"scenario\" names 1,008");
}

}  // namespace ipcsim::testing
