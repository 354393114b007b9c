#include "sim/base/diagnostics.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "sim/base/utf8.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kWidestLine = 120;  // characters of a source line that are shown
constexpr std::size_t kMostShown = 100;   // errors, and as many warnings

/// One character as shown. Tabs become blanks, control characters '?' and what is no UTF-8 the
/// replacement character, so that the caret stands where it should and terminals obey nothing.
std::string printable(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  if (first == '\t') return " ";
  if (first < 0x20U || first == 0x7FU) return "?";
  if (first == 0xC2U && character.size() == 2 && static_cast<unsigned char>(character[1]) < 0xA0U) {
    return "?";  // U+0080 to U+009F
  }
  return utf8_length(character, 0) == character.size() ? std::string(character) : "\uFFFD";
}

/// Characters [first, last) of the line, as shown.
std::string printable_part(std::string_view line, std::size_t first, std::size_t last) {
  std::string result;
  std::size_t at = 0;
  for (std::size_t character = 0; at < line.size() && character < last; ++character) {
    std::size_t end = at + 1;
    while (end < line.size() && continues_character(line[end])) ++end;
    if (character >= first) result += printable(line.substr(at, end - at));
    at = end;
  }
  return result;
}

std::size_t characters(std::string_view line) {
  return static_cast<std::size_t>(
      std::count_if(line.begin(), line.end(), [](char c) { return !continues_character(c); }));
}

/// The source line and the caret line below it; a long line is cut around the caret.
std::string excerpt(const SourceRange& where, LineColumn begin) {
  const std::string_view line = where.text->line(begin.line);
  const std::size_t size = characters(line);
  const std::size_t caret = begin.column - 1;
  const LineColumn end = where.text->line_column(std::max(where.begin + 1, where.end));
  const std::size_t marked_end = end.line == begin.line ? end.column - 1 : size;

  std::size_t first = 0;
  if (size > kWidestLine && caret > kWidestLine / 2) first = caret - kWidestLine / 2;
  const std::size_t last = std::min(size, first + kWidestLine);
  const std::size_t last_marked = std::min(marked_end, last);
  const std::size_t marks = last_marked > caret ? last_marked - caret : 1;

  const std::string cut = first > 0 ? "…" : "";
  std::string number = std::to_string(begin.line);
  number.insert(0, number.size() < 5 ? 5 - number.size() : 0, ' ');
  return number + " | " + cut + printable_part(line, first, last) + (last < size ? "…" : "") +
         "\n" + std::string(number.size(), ' ') + " | " +
         std::string(caret - first + (cut.empty() ? 0 : 1), ' ') + "^" +
         std::string(marks - 1, '~') + "\n";
}

}  // namespace

void Diagnostics::error(SourceRange where, std::string message, std::vector<std::string> hints) {
  diagnostics_.push_back({Severity::error, where, std::move(message), std::move(hints), {}});
}

void Diagnostics::error_in_file(std::string file, std::string message,
                                std::vector<std::string> hints) {
  diagnostics_.push_back(
      {Severity::error, {}, std::move(message), std::move(hints), std::move(file)});
}

void Diagnostics::warning(SourceRange where, std::string message, std::vector<std::string> hints) {
  diagnostics_.push_back({Severity::warning, where, std::move(message), std::move(hints), {}});
}

bool Diagnostics::has_errors() const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::vector<Diagnostic> Diagnostics::in_order() const {
  std::vector<Diagnostic> sorted = diagnostics_;
  const auto place = [](const Diagnostic& d) {
    return std::tuple(d.where.text == nullptr ? d.file : d.where.text->name(), d.where.begin);
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
  std::vector<Diagnostic> result;
  std::set<std::string> messages;  // at the place of the last result
  for (Diagnostic& candidate : sorted) {
    if (!result.empty() && place(result.back()) != place(candidate)) messages.clear();
    if (messages.insert(candidate.message).second) result.push_back(std::move(candidate));
  }
  return result;
}

std::string Diagnostics::render() const {
  std::string result;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  for (const Diagnostic& diagnostic : in_order()) {
    std::size_t& count = diagnostic.severity == Severity::error ? errors : warnings;
    if (++count <= kMostShown) result += ipcsim::render(diagnostic);
  }
  if (warnings > kMostShown) {
    result += "and " + std::to_string(warnings - kMostShown) + " more warnings\n";
  }
  if (errors > kMostShown)
    result += "and " + std::to_string(errors - kMostShown) + " more errors\n";
  return result;
}

std::string render(const Diagnostic& diagnostic) {
  const SourceRange& where = diagnostic.where;
  const bool is_error = diagnostic.severity == Severity::error;
  std::string result;
  if (where.text != nullptr) {
    const LineColumn begin = where.text->line_column(where.begin);
    result += where.text->name() + ":" + std::to_string(begin.line) + ":" +
              std::to_string(begin.column) + ": ";
    result += std::string(is_error ? "error: " : "warning: ") + diagnostic.message + "\n";
    result += excerpt(where, begin);
  } else {
    if (!diagnostic.file.empty()) result += diagnostic.file + ": ";
    result += std::string(is_error ? "error: " : "warning: ") + diagnostic.message + "\n";
  }
  for (const std::string& hint : diagnostic.hints) result += "  " + hint + "\n";
  return result;
}

}  // namespace ipcsim
