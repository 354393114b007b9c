#include "reports/written_json.hpp"

#include <utility>
#include <variant>

#include "sim/base/utf8.hpp"
#include "sim/model/input_file.hpp"

namespace ipcsim {
namespace {

void report_no_json(const Diagnostics& mistakes, const WrittenKind& kind,
                    Diagnostics& diagnostics) {
  for (const Diagnostic& mistake : mistakes.in_order()) {
    if (mistake.where.text == nullptr) {
      diagnostics.error_in_file(mistake.file, mistake.message, {kind.how_to_write});
    } else {
      diagnostics.error(mistake.where, mistake.message, {kind.how_to_write});
    }
  }
}

}  // namespace

WrittenJson parse_written(std::string name, std::string text, const WrittenKind& kind,
                          Diagnostics& diagnostics) {
  WrittenJson written;
  if (text.size() > kLargestFile) {
    diagnostics.error_in_file(std::move(name), "the file is larger than 256 MB",
                              {"is it the right one?"});
    return written;
  }
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  written.text = std::make_shared<const SourceText>(std::move(name), std::move(text));
  Diagnostics mistakes;
  written.root = parse_json(*written.text, mistakes, kind.name);
  if (!written.root || mistakes.has_errors()) {
    report_no_json(mistakes, kind, diagnostics);
    written.root.reset();
  }
  return written;
}

WrittenJson read_written(const std::string& path, const WrittenKind& kind,
                         Diagnostics& diagnostics) {
  std::string name = path == "-" ? "<stdin>" : path;
  auto file = read_file(path);
  if (auto* problem = std::get_if<FileProblem>(&file)) {
    diagnostics.error_in_file(std::move(name), std::move(problem->message),
                              std::move(problem->hints));
    return {};
  }
  return parse_written(std::move(name), std::get<std::string>(std::move(file)), kind, diagnostics);
}

}  // namespace ipcsim
