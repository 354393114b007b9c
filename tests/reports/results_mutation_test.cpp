// Results with something changed in them, as a user with an editor or a bad disk would: they are
// read and can be shown, or an error says why not. A failure prints the seed that repeats it.
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "app/report_format.hpp"
#include "reports/csv_report.hpp"
#include "reports/json_report.hpp"
#include "reports/read_results.hpp"
#include "tests/reports/sample_results.hpp"
#include "tests/support/json.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

constexpr int kMutations = 20'000;

/// A run with a knot, a service, calls and selects in its findings.
const std::string kStuck = R"({"ipcsim": 1, "run": {"until": "1s", "replications": 2},
 "mailboxes": {"m": {"capacity": 1, "count": 2}, "server": {"capacity": 1}},
 "processes": {
  "A": {"program": [{"select": [{"receive": "m[0]"}, {"receive": "m[1]"}]}, {"send": "m[0]"}]},
  "B": {"count": 2, "program": [{"call": "server"}, {"send": "m[self]", "until": "received"}]},
  "S": {"service": true, "program": [{"receive": "server"}, {"receive": "m[1]"}, "reply"]},
  "P": {"program": [{"receive": "m[0]", "mode": "nonblocking"}, {"send_to": "A"}]},
  "T": {"program": [{"loop": "forever", "do": [{"compute": "10ms"}]}]}}})";

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  /// A few values replaced, removed or doubled.
  std::string structure(Json json) {
    std::vector<std::string> pointers;
    add_pointers(json, "", pointers);
    for (std::size_t i = 0; i < 1 + below(3); ++i) {
      const Json::json_pointer at(pointers[below(pointers.size())]);
      if (!json.contains(at) || at.empty()) continue;
      Json& parent = json.at(at.parent_pointer());
      if (below(3) == 0 && parent.is_array() && !parent.empty()) {
        parent.push_back(parent[below(parent.size())]);
      } else if (below(3) == 0 && parent.is_object()) {
        parent.erase(at.back());
      } else {
        json.at(at) = value();
      }
    }
    return json.dump();
  }

  /// A few bytes replaced, removed or doubled, or the end cut off.
  std::string bytes(std::string text) {
    for (std::size_t i = 0; i < 1 + below(4) && !text.empty(); ++i) {
      const std::size_t at = below(text.size());
      switch (below(4)) {
        case 0:
          text[at] = static_cast<char>(random_());
          break;
        case 1:
          text.erase(at, 1 + below(40));
          break;
        case 2:
          text.insert(at, text.substr(below(text.size()), 1 + below(40)));
          break;
        default:
          if (below(10) == 0) text.resize(at);
      }
    }
    return text;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  Json value() {
    const Json values[] = {nullptr,
                           true,
                           false,
                           "",
                           "unbounded",
                           "deadlock",
                           0,
                           1,
                           3,
                           -1,
                           1.5,
                           1e300,
                           18'446'744'073'709'551'615U,
                           9'223'372'036'854'775'807,
                           Json::array(),
                           Json::object(),
                           Json::array({1}),
                           "reply",
                           "receipt",
                           "select"};
    return values[below(std::size(values))];
  }

  /// Of everything in it.
  static void add_pointers(const Json& json, const std::string& here,
                           std::vector<std::string>& pointers) {
    if (!here.empty()) pointers.push_back(here);
    if (!json.is_structured()) return;
    for (const auto& [key, value] : json.items()) {
      add_pointers(value, here + "/" + key, pointers);  // no key here has a '/' or '~'
    }
  }

  std::mt19937_64 random_;
};

/// Whether it was read; if so it must be shown in every format.
bool is_read_and_shown(const std::string& text) {
  const ReadResults read = read_results("mutated.json", text);
  if (!read.report) {
    CHECK_FALSE(read.diagnostics.render().empty());
    return false;
  }
  for (const char* format : {"text", "md", "json", "html", "dot", "csv"}) {
    if (std::string(format) == "csv" && !has_all_values(*read.report)) continue;
    CHECK_FALSE(
        rendered(format_named(format, forms_of_results()), *read.report, read.manifest).empty());
  }
  return true;
}

}  // namespace

TEST_CASE("results with something changed are shown, or an error says why not") {
  const std::vector<std::string> texts = {json_report(sample_results_of_three(), sample_manifest()),
                                          json_report(results_of(kStuck), sample_manifest())};
  const std::vector<Json> parsed = {json_of(texts[0]), json_of(texts[1])};
  int shown = 0;
  int refused = 0;
  const auto mutations = static_cast<std::uint64_t>(kMutations * test_scale());
  for (std::uint64_t seed = 1; seed <= mutations; ++seed) {
    CAPTURE(seed);
    Mutator mutate(seed);
    const std::size_t which = seed / 2 % 2;
    const bool is_read = is_read_and_shown(seed % 2 == 0 ? mutate.structure(parsed[which])
                                                         : mutate.bytes(texts[which]));
    ++(is_read ? shown : refused);
  }
  MESSAGE(shown << " shown, " << refused << " refused");
  CHECK(shown > 0);
  CHECK(refused > 0);
}

}  // namespace ipcsim::testing
