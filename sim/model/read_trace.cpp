// Traces: one value a line, with its unit; of several columns the first. Lines that begin with #
// and the first line, if it begins with no number, are skipped.
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/utf8.hpp"
#include "sim/model/content_hash.hpp"
#include "sim/model/decimal.hpp"
#include "sim/model/input_file.hpp"
#include "sim/model/quoting.hpp"
#include "sim/model/read_distribution.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {
namespace {

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The first column of a line, without blanks and quotes around it.
std::string_view first_column(std::string_view line) {
  std::string_view column = trim(line.substr(0, line.find_first_of(",;\t")));
  if (column.size() >= 2 && column.front() == '"' && column.back() == '"') {
    column = trim(column.substr(1, column.size() - 2));
  }
  return column;
}

/// The values of a trace, or what is wrong with it, to be said behind its name.
std::variant<std::vector<std::int64_t>, QuantityProblem> parse_trace(std::string_view text,
                                                                     QuantityKind kind) {
  std::vector<std::int64_t> values;
  bool header_possible = true;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  for (std::size_t line_number = 1; !text.empty(); ++line_number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::string_view column = first_column(line);
    if (trim(line).empty() || column.starts_with('#')) continue;
    const bool is_header = header_possible && !leading_decimal(column);
    header_possible = false;
    if (is_header) continue;
    auto parsed = parse_quantity(kind, column);
    if (auto* problem = std::get_if<QuantityProblem>(&parsed)) {
      return QuantityProblem{", line " + std::to_string(line_number) + ": " + problem->message,
                             problem->hints};
    }
    values.push_back(std::get<Quantity>(parsed).whole);
  }
  if (values.empty()) {
    return QuantityProblem{" has no values", {"one value on each line; " + quantity_form(kind)}};
  }
  return values;
}

std::optional<Distribution> load_trace(ReaderContext& context, const JsonNode& node,
                                       const std::string& path, QuantityKind kind) {
  const std::string name = "the trace " + quote(node.text);
  const auto file = read_file(path);
  if (const auto* problem = std::get_if<FileProblem>(&file)) {
    context.error(node, name + " cannot be read: " + problem->message, problem->hints);
    return std::nullopt;
  }
  auto parsed = parse_trace(std::get<std::string>(file), kind);
  if (auto* problem = std::get_if<QuantityProblem>(&parsed)) {
    context.error(node, name + problem->message, problem->hints);
    return std::nullopt;
  }
  context.trace_hashes.emplace(path, content_hash(std::get<std::string>(file)));
  return Distribution::trace(std::get<std::vector<std::int64_t>>(std::move(parsed)));
}

}  // namespace

std::optional<Distribution> read_trace(ReaderContext& context, const JsonNode& node,
                                       QuantityKind kind) {
  if (node.kind != JsonKind::string || node.text.empty() ||
      node.text.find('\0') != std::string::npos) {
    report_wrong_type(context, node, "\"trace\"", "the path of a file",
                      "{\"trace\": \"times.csv\"}");
    return std::nullopt;
  }
  const std::string folder = context.folder.empty() ? "." : context.folder;
  const std::string path = (std::filesystem::path(folder) / node.text).string();
  const auto known = context.traces.find({kind, path});
  if (known != context.traces.end()) return known->second;
  std::optional<Distribution> trace = load_trace(context, node, path, kind);
  if (trace) context.traces.emplace(std::pair(kind, path), *trace);
  return trace;
}

}  // namespace ipcsim
