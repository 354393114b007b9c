#include "reports/paragraph.hpp"

#include <algorithm>

#include "sim/base/display_width.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// The end of what begins at `begin` and is not to be broken.
std::size_t end_of_unbreakable(std::string_view text, std::size_t begin) {
  bool in_quotes = false;
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (text[at] == '"') in_quotes = !in_quotes;
    if (text[at] != ' ' || in_quotes) continue;
    const bool behind_number = at > begin && text[at - 1] >= '0' && text[at - 1] <= '9';
    if (!behind_number) return at;
  }
  return text.size();
}

}  // namespace

std::vector<std::string> wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::vector<std::string> lines;
  std::string line(text.substr(0, std::min(text.find_first_not_of(' '), text.size())));
  bool has_word = false;
  for (std::size_t at = line.size(); at < text.size();) {
    const std::size_t end = end_of_unbreakable(text, at);
    const std::string_view word = text.substr(at, end - at);
    at = std::min(text.find_first_not_of(' ', end), text.size());
    if (has_word && display_width(line) + 1 + display_width(word) > width) {
      lines.push_back(line);
      line.assign(indent, ' ');
      has_word = false;
    }
    if (has_word) line += ' ';
    line += word;
    has_word = true;
  }
  lines.push_back(line);
  return lines;
}

std::vector<std::string> fitted_lines(const std::vector<std::string>& lines, std::size_t width) {
  if (width >= kReportWidth) return lines;
  std::vector<std::string> fitting;
  for (const std::string& line : lines) {
    if (display_width(line) <= width) {
      fitting.push_back(line);
      continue;
    }
    const std::size_t blanks = std::min(line.find_first_not_of(' '), width / 2);
    for (std::string& it : wrapped(line, width, blanks + 4)) fitting.push_back(std::move(it));
  }
  return fitting;
}

std::string joined_names(std::span<const std::string> names, std::size_t most,
                         std::size_t unnamed) {
  std::string result;
  // To leave out one name saves nothing.
  const bool cut = unnamed > 0 || names.size() > most + 1;
  const std::size_t shown = cut ? std::min(most, names.size()) : names.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) result += !cut && i + 1 == shown ? " and " : ", ";
    result += names[i];
  }
  if (cut) result += " … and " + grouped(names.size() - shown + unnamed) + " more";
  return result;
}

std::string capitalized(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

}  // namespace ipcsim
