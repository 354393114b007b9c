#include "reports/read_results.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "reports/csv_report.hpp"
#include "reports/read_experiments.hpp"
#include "reports/results_from_node.hpp"
#include "reports/results_node.hpp"
#include "sim/base/utf8.hpp"
#include "sim/model/input_file.hpp"
#include "sim/model/json_node.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::uint64_t kFormatVersion = 1;
constexpr const char* kHowToWrite = "ipcsim run FILE.json -o report.json writes such a file";

/// What is no JSON. Nobody wrote it by hand, so how to write JSON is not the advice.
void report_no_json(const Diagnostics& mistakes, Diagnostics& diagnostics) {
  for (const Diagnostic& mistake : mistakes.in_order()) {
    if (mistake.where.text == nullptr) {
      diagnostics.error_in_file(mistake.file, mistake.message, {kHowToWrite});
    } else {
      diagnostics.error(mistake.where, mistake.message, {kHowToWrite});
    }
  }
}

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

ReadResults read_results(std::string name, std::string text) {
  ReadResults read;
  if (text.size() > kLargestFile) {
    read.diagnostics.error_in_file(std::move(name), "the file is larger than 256 MB",
                                   {"is it the right one?"});
    return read;
  }
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  read.text = std::make_shared<const SourceText>(std::move(name), std::move(text));
  Diagnostics mistakes;
  const std::optional<JsonNode> root = parse_json(*read.text, mistakes, "the results");
  if (!root || mistakes.has_errors()) {
    report_no_json(mistakes, read.diagnostics);
    return read;
  }
  try {
    const ReportKind& kind = kind_of(*root);
    read.manifest = read_manifest(member_at(*root, "manifest"));
    read.report = kind.read(*root);
  } catch (const ResultsMistake& mistake) {
    read.diagnostics.error(mistake.where(), mistake.what(), {kHowToWrite});
  }
  return read;
}

ReadResults read_results_file(const std::string& path) {
  const std::string name = path == "-" ? "<stdin>" : path;
  auto file = read_file(path);
  if (auto* problem = std::get_if<FileProblem>(&file)) {
    ReadResults read;
    read.diagnostics.error_in_file(name, std::move(problem->message), std::move(problem->hints));
    return read;
  }
  return read_results(name, std::get<std::string>(std::move(file)));
}

}  // namespace ipcsim
