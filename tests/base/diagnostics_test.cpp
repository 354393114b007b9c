#include "sim/base/diagnostics.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

SourceRange range(const SourceText& text, std::uint32_t begin, std::uint32_t end) {
  return {&text, begin, end};
}

TEST_CASE("a diagnostic names its place, shows its line, marks it and says what to do") {
  const SourceText text("a.json", "first\n  second line\n");
  Diagnostics diagnostics;
  diagnostics.error(range(text, 8, 14), "this is wrong", {"do that", "or that"});
  CHECK(diagnostics.render() ==
        "a.json:2:3: error: this is wrong\n"
        "    2 |   second line\n"
        "      |   ^~~~~~\n"
        "  do that\n"
        "  or that\n");
}

TEST_CASE("diagnostics are shown in order of place, and equal ones once") {
  const SourceText text("a.json", "abc");
  Diagnostics diagnostics;
  diagnostics.warning(range(text, 2, 3), "later");
  diagnostics.error(range(text, 0, 1), "twice");
  diagnostics.error(range(text, 0, 1), "other");
  diagnostics.error(range(text, 0, 1), "twice");
  CHECK(diagnostics.has_errors());
  std::string messages;
  for (const Diagnostic& diagnostic : diagnostics.in_order()) messages += diagnostic.message + " ";
  CHECK(messages == "twice other later ");
}

TEST_CASE("an error of a whole file names the file alone, and one of each file stays") {
  Diagnostics diagnostics;
  diagnostics.error_in_file("b.json", "no such file", {"did you mean \"a.json\"?"});
  diagnostics.error_in_file("a.json", "no such file");
  CHECK(diagnostics.render() ==
        "a.json: error: no such file\n"
        "b.json: error: no such file\n"
        "  did you mean \"a.json\"?\n");
}

TEST_CASE("columns and marks count characters, and a mark ends with its line") {
  const SourceText text("a.json", "\"grün\": 漢字 x\ny");
  Diagnostics diagnostics;
  diagnostics.error(range(text, 9, 15), "two characters");
  diagnostics.error(range(text, 16, 19), "beyond the line");
  CHECK(diagnostics.render() ==
        "a.json:1:9: error: two characters\n"
        "    1 | \"grün\": 漢字 x\n"
        "      |         ^~\n"
        "a.json:1:12: error: beyond the line\n"
        "    1 | \"grün\": 漢字 x\n"
        "      |            ^\n");
}

TEST_CASE("columns of a long line count characters everywhere on it") {
  std::string line = "x\n";
  std::vector<std::uint32_t> begins;  // of the characters of line 2
  for (int i = 0; i < 3000; ++i) {
    begins.push_back(static_cast<std::uint32_t>(line.size()));
    line += i % 3 == 0 ? "a" : i % 3 == 1 ? "é" : "漢";
  }
  const SourceText text("a.json", line);
  for (std::uint32_t i = 0; i < begins.size(); ++i) {
    REQUIRE(text.line_column(begins[i]).line == 2);
    REQUIRE(text.line_column(begins[i]).column == i + 1);
  }
  CHECK(text.line_column(line.size()).column == 3001);
  CHECK(text.line_column(line.size() + 100).column == 3001);
  const SourceText blocks("a.json", std::string(2048, 'x'));
  CHECK(blocks.line_column(2048).column == 2049);
}

TEST_CASE("what a terminal could obey, and what is no UTF-8, is not shown as it is") {
  const SourceText text("a.json", "a\tb\x1B[31m\u0085\xFF z");
  Diagnostics diagnostics;
  diagnostics.error(range(text, 0, 1), "look");
  CHECK(diagnostics.render() ==
        "a.json:1:1: error: look\n"
        "    1 | a b?[31m?\uFFFD z\n"
        "      | ^\n");
}

TEST_CASE("of a long line the part around the mark is shown") {
  const SourceText text("a.json", std::string(5000, 'x') + "HERE" + std::string(5000, 'y'));
  Diagnostics diagnostics;
  diagnostics.error(range(text, 5000, 5004), "look");
  CHECK(diagnostics.render() == "a.json:1:5001: error: look\n    1 | …" + std::string(60, 'x') +
                                    "HERE" + std::string(56, 'y') + "…\n      | " +
                                    std::string(61, ' ') + "^~~~\n");
}

TEST_CASE("of very many errors the first hundred are shown, and the rest counted") {
  const SourceText text("a.json", std::string(300, '\n'));
  Diagnostics diagnostics;
  for (std::uint32_t i = 0; i < 250; ++i) diagnostics.error(range(text, i, i + 1), "wrong");
  for (std::uint32_t i = 0; i < 3; ++i) diagnostics.warning(range(text, i, i + 1), "odd");
  const std::string shown = diagnostics.render();
  CHECK(shown.find("a.json:100:1: error") != std::string::npos);
  CHECK(shown.find("a.json:101:1: error") == std::string::npos);
  CHECK(shown.find("a.json:3:1: warning: odd") != std::string::npos);
  CHECK(shown.ends_with("and 150 more errors\n"));
  CHECK(diagnostics.in_order().size() == 253);
}

}  // namespace
}  // namespace ipcsim
