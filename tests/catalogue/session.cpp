#include "tests/catalogue/session.hpp"

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <utility>
#include <vector>

namespace ipcsim::testing {
namespace {

using Lines = std::vector<std::string>;

const std::string kLeftOut = "[...]";
const std::string kPrompt = "$ ";

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// A command line and what was printed behind it.
struct Step {
  std::string command;
  Lines output;
};

std::vector<Step> steps_of(const std::string& session) {
  std::vector<Step> steps;
  for (std::string& line : lines_of(session)) {
    if (line.starts_with(kPrompt)) {
      steps.push_back({std::move(line), {}});
    } else if (!steps.empty()) {
      steps.back().output.push_back(std::move(line));
    }
  }
  return steps;
}

bool fits(const Lines& shown, const Lines& printed, std::size_t at_shown, std::size_t at_printed) {
  for (; at_shown < shown.size(); ++at_shown, ++at_printed) {
    if (shown[at_shown] == kLeftOut) {
      for (std::size_t next = at_printed; next <= printed.size(); ++next) {
        if (fits(shown, printed, at_shown + 1, next)) return true;
      }
      return false;
    }
    if (at_printed == printed.size() || shown[at_shown] != printed[at_printed]) return false;
  }
  return at_printed == printed.size();
}

/// As much of `printed` as `shown` shows.
Lines same_part(const Lines& shown, const Lines& printed) {
  const auto gap = std::find(shown.begin(), shown.end(), kLeftOut);
  if (gap == shown.end()) return printed;
  const auto before = gap - shown.begin();
  const auto behind = shown.end() - gap - 1;
  if (before + behind >= std::ssize(printed)) return printed;
  Lines result(printed.begin(), printed.begin() + before);
  result.push_back(kLeftOut);
  result.insert(result.end(), printed.end() - behind, printed.end());
  return result;
}

}  // namespace

std::string script_of(const std::string& session) {
  std::string script;
  for (const Step& step : steps_of(session)) {
    script += "status=$?\ncat <<'END_OF_COMMAND'\n" + step.command +
              "\nEND_OF_COMMAND\n(exit $status)\n" + step.command.substr(kPrompt.size()) + "\n";
  }
  return script;
}

bool is_as_shown(const std::string& session, const std::string& printed) {
  return fits(lines_of(session), lines_of(printed), 0, 0);
}

std::string brought_up_to_date(const std::string& session, const std::string& printed) {
  const std::vector<Step> shown = steps_of(session);
  const std::vector<Step> now = steps_of(printed);
  std::string result;
  for (std::size_t i = 0; i < std::min(shown.size(), now.size()); ++i) {
    result += shown[i].command + "\n";
    for (const std::string& line : same_part(shown[i].output, now[i].output)) result += line + "\n";
  }
  return result;
}

}  // namespace ipcsim::testing
