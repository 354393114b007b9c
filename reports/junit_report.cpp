#include "reports/junit_report.hpp"

#include <algorithm>
#include <string_view>

namespace ipcsim {
namespace {

/// As XML 1.0 has it in texts and attributes. Control characters may stand nowhere in it.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += static_cast<unsigned char>(c) < 0x20U ? '?' : c;
    }
  }
  return result;
}

/// Several lines stay so.
std::string text_of(std::string_view lines) {
  std::string result;
  while (true) {
    const std::size_t end = lines.find('\n');
    result += escaped(lines.substr(0, end));
    if (end == std::string_view::npos) return result;
    result += '\n';
    lines.remove_prefix(end + 1);
  }
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + escaped(value) + "\"";
}

std::string count_attribute(std::string_view name, const std::vector<JunitCase>& cases,
                            JunitOutcome outcome) {
  const auto count = std::count_if(cases.begin(), cases.end(),
                                   [&](const JunitCase& it) { return it.outcome == outcome; });
  return attribute(name, std::to_string(count));
}

std::string outcome_element(const JunitCase& it) {
  if (it.outcome == JunitOutcome::passed) {
    return "<system-out>" + escaped(it.line) + "</system-out>";
  }
  const std::string tag = it.outcome == JunitOutcome::failed ? "failure" : "error";
  const std::string begin = "<" + tag + attribute("type", it.type) + attribute("message", it.line);
  return it.details.empty() ? begin + "/>" : begin + ">" + text_of(it.details) + "</" + tag + ">";
}

}  // namespace

std::string junit_report(const std::string& suite, const std::vector<JunitCase>& cases) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite" +
                     attribute("name", suite) + attribute("tests", std::to_string(cases.size())) +
                     count_attribute("failures", cases, JunitOutcome::failed) +
                     count_attribute("errors", cases, JunitOutcome::error) + ">\n";
  for (const JunitCase& it : cases) {
    text += "  <testcase" + attribute("classname", suite) + attribute("name", it.name) + ">\n    " +
            outcome_element(it) + "\n  </testcase>\n";
  }
  return text + "</testsuite>\n";
}

}  // namespace ipcsim
