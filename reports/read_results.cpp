#include "reports/read_results.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "reports/csv_report.hpp"
#include "reports/read_experiments.hpp"
#include "reports/results_from_node.hpp"
#include "reports/results_node.hpp"
#include "reports/written_json.hpp"
#include "sim/model/json_node.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::uint64_t kFormatVersion = 1;
constexpr const char* kHowToWrite = "ipcsim run FILE.json -o report.json writes such a file";
constexpr WrittenKind kWritten{"the results", kHowToWrite};

/// A kind of report, told by the key that has the version of its format.
struct ReportKind {
  std::string_view key;
  Report (*read)(const JsonNode& root);
};

constexpr ReportKind kKinds[] = {
    {"ipcsim_results",
     [](const JsonNode& root) -> Report {
       return read_results_node(member_at(root, "manifest"), root);
     }},
    {"ipcsim_comparison", [](const JsonNode& root) -> Report { return read_comparison(root); }},
    {"ipcsim_sweep", [](const JsonNode& root) -> Report { return read_sweep(root); }},
    {"ipcsim_optimization", [](const JsonNode& root) -> Report { return read_optimization(root); }},
};

/// That of the root, whose version is the one we read.
const ReportKind& kind_of(const JsonNode& root) {
  for (const ReportKind& kind : kKinds) {
    if (root.kind != JsonKind::object || root.find(kind.key) == nullptr) continue;
    const auto version = whole_at<std::uint64_t>(root, kind.key, 1);
    if (version == kFormatVersion) return kind;
    throw ResultsMistake(member_at(root, kind.key).where, "the results have format version " +
                                                              std::to_string(version) +
                                                              ", and this ipcsim reads version 1");
  }
  const JsonMember* scenario = root.kind == JsonKind::object ? root.find("ipcsim") : nullptr;
  if (scenario != nullptr) {
    throw ResultsMistake(scenario->key_where, "this is a scenario, and no results");
  }
  const JsonMember* check = root.kind == JsonKind::object ? root.find("ipcsim_check") : nullptr;
  if (check != nullptr) {
    throw ResultsMistake(check->key_where,
                         "this is what ipcsim check found: ipcsim run FILE.json --schedule "
                         "shows its schedule");
  }
  if (root.kind != JsonKind::object) member_at(root, kKinds[0].key);  // throws
  throw ResultsMistake({root.where.text, root.where.begin, root.where.begin + 1},
                       "these are no results of ipcsim: the key \"ipcsim_results\" is missing");
}

Manifest read_manifest(const JsonNode& node) {
  return {.version = text_at(node, "ipcsim"),
          .compiler = text_at(node, "compiler"),
          .build_type = text_at(node, "build_type"),
          .command_line = text_at(node, "command_line"),
          .repeat_command = text_at(node, "repeat_command"),
          .scenario_hash = text_at(node, "scenario_hash"),
          .options = texts_at(node, "options")};
}

}  // namespace

bool has_all_values(const Report& report) {
  if (const auto* results = std::get_if<Results>(&report)) {
    return has_values_of_replications(*results);
  }
  const auto* comparison = std::get_if<VariantComparison>(&report);
  return comparison == nullptr ||
         std::all_of(comparison->variants.begin(), comparison->variants.end(),
                     [](const ComparedVariant& variant) {
                       return has_values_of_replications(variant.results);
                     });
}

namespace {

ReadResults read_root(WrittenJson written, Diagnostics diagnostics) {
  ReadResults read{.diagnostics = std::move(diagnostics), .text = std::move(written.text)};
  if (!written.root) return read;
  try {
    const ReportKind& kind = kind_of(*written.root);
    read.manifest = read_manifest(member_at(*written.root, "manifest"));
    read.report = kind.read(*written.root);
  } catch (const ResultsMistake& mistake) {
    read.diagnostics.error(mistake.where(), mistake.what(), {kHowToWrite});
  }
  return read;
}

}  // namespace

ReadResults read_results(std::string name, std::string text) {
  Diagnostics diagnostics;
  WrittenJson written = parse_written(std::move(name), std::move(text), kWritten, diagnostics);
  return read_root(std::move(written), std::move(diagnostics));
}

ReadResults read_results_file(const std::string& path) {
  Diagnostics diagnostics;
  WrittenJson written = read_written(path, kWritten, diagnostics);
  return read_root(std::move(written), std::move(diagnostics));
}

}  // namespace ipcsim
