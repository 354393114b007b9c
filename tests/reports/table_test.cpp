#include "reports/table.hpp"

#include <doctest/doctest.h>

#include "reports/paragraph.hpp"
#include "sim/base/display_width.hpp"

namespace ipcsim {
namespace {

using Lines = std::vector<std::string>;

Table sample() {
  return {.title = "mailbox",
          .columns = {{"", "count"}, {"wait", "mean"}, {"wait", "p95"}},
          .rows = {{"büffer", 0, {"1,000", "2 ms", "–"}}, {"日本", 2, {"3", "40 ± 1 ms", "5 s"}}}};
}

}  // namespace

TEST_CASE("a width is counted in columns: wide characters take two, combining ones none") {
  CHECK(display_width("") == 0);
  CHECK(display_width("buffer") == 6);
  CHECK(display_width("büffer") == 6);
  CHECK(display_width("bu\u0308ffer") == 6);
  CHECK(display_width("日本") == 4);
  CHECK(display_width("📦") == 2);
  CHECK(display_width("± ✓ –") == 5);
  CHECK(display_width("\xFF") == 1);
}

TEST_CASE("a text is padded and cut by columns, never inside a character") {
  CHECK(padded_right("日本", 6) == "日本  ");
  CHECK(padded_left("±", 3) == "  ±");
  CHECK(padded_left("long", 2) == "long");
  CHECK(fitted("short", 5) == "short");
  CHECK(fitted("longer", 5) == "long…");
  CHECK(fitted("日本語です", 6) == "日本…");
}

TEST_CASE("columns align whatever the bytes of a name, and neighbours share a heading") {
  CHECK(text_lines(sample(), 100) == Lines{
                                         "                ──── wait ────",
                                         "mailbox  count       mean  p95",
                                         "büffer   1,000       2 ms    –",
                                         "  日本       3  40 ± 1 ms  5 s",
                                     });
}

TEST_CASE("a group of columns that is too wide alone is cut, and its figures never are") {
  CHECK(text_lines(sample(), 20) == Lines{
                                        "mailbox  count",
                                        "büffer   1,000",
                                        "  日本       3",
                                        "",
                                        "         ─ wait ──",
                                        "mailbox       mean",
                                        "büffer        2 ms",
                                        "  日本   40 ± 1 ms",
                                        "",
                                        "         wait",
                                        "mailbox   p95",
                                        "büffer      –",
                                        "  日本    5 s",
                                    });
  for (std::size_t width = 1; width < 30; ++width) {
    std::string all;
    for (const std::string& line : text_lines(sample(), width)) all += line + "\n";
    CHECK(all.find("40 ± 1 ms") != std::string::npos);
    CHECK(all.find("1,000") != std::string::npos);
  }
}

TEST_CASE("a table that is too wide goes on below itself, cut between groups of columns") {
  CHECK(text_lines(sample(), 25) == Lines{
                                        "mailbox  count",
                                        "büffer   1,000",
                                        "  日本       3",
                                        "",
                                        "         ──── wait ────",
                                        "mailbox       mean  p95",
                                        "büffer        2 ms    –",
                                        "  日本   40 ± 1 ms  5 s",
                                    });
}

TEST_CASE("a table without rows has its heading alone") {
  CHECK(text_lines({.title = "mailbox", .columns = {{"", "count"}}, .rows = {}}, 80) ==
        Lines{"mailbox  count"});
}

TEST_CASE("a name of 40 characters is cut to 32 columns") {
  const Table table{
      .title = "mailbox", .columns = {{"", "n"}}, .rows = {{std::string(40, 'x'), 0, {"1"}}}};
  CHECK(text_lines(table, 80).back() == std::string(31, 'x') + "…  1");
}

TEST_CASE("a Markdown table has one line of headings, and names as code") {
  CHECK(markdown_lines(sample()) == Lines{
                                        "| mailbox | count | wait mean | wait p95 |",
                                        "| :-- | --: | --: | --: |",
                                        "| `büffer` | 1,000 | 2 ms | – |",
                                        "| &nbsp;&nbsp;`日本` | 3 | 40 ± 1 ms | 5 s |",
                                    });
}

TEST_CASE("what Markdown would take for markup is escaped") {
  CHECK(markdown_text("a*b|c_d") == "a\\*b\\|c\\_d");
  CHECK(markdown_code("a|b") == "`a\\|b`");
  CHECK(markdown_code("a`b``c") == "``` a`b``c ```");
}

TEST_CASE("lines are broken at blanks, but not inside quotes or between a number and its unit") {
  CHECK(wrapped("one two three", 7) == Lines{"one two", "three"});
  CHECK(wrapped("  one two three", 7, 4) == Lines{"  one", "    two", "    three"});
  CHECK(wrapped("wait 12 ms now", 7) == Lines{"wait", "12 ms", "now"});
  CHECK(wrapped("at \"send to q\" is", 8) == Lines{"at", "\"send to q\"", "is"});
  CHECK(wrapped("", 10) == Lines{""});
}

TEST_CASE("a list of names ends in `and`, a long one says how many are left out") {
  const Lines names = {"A", "B", "C", "D", "E"};
  CHECK(joined_names(std::span(names).first(1)) == "A");
  CHECK(joined_names(std::span(names).first(2)) == "A and B");
  CHECK(joined_names(std::span(names).first(2), 8, 997) == "A, B … and 997 more");
  CHECK(joined_names(names) == "A, B, C, D and E");
  CHECK(joined_names(names, 4) == "A, B, C, D and E");
  CHECK(joined_names(names, 3) == "A, B, C … and 2 more");
}

}  // namespace ipcsim
