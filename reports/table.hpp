// A table with one name column and columns of figures, for terminals and for Markdown. A table
// that is too wide for its lines goes on below itself, cut between groups of columns, and within
// one only where it is too wide alone; figures are never cut. Knows nothing of what the figures
// mean.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ipcsim {

struct Column {
  std::string group;  // what it has in common with its neighbours ("wait"), or empty
  std::string name;   // "p95"
};

struct Table {
  struct Row {
    std::string name;
    std::size_t indent = 0;          // blanks before the name: an element below its group
    std::vector<std::string> cells;  // one for each column
  };
  std::string title;  // heads the name column
  std::vector<Column> columns;
  std::vector<Row> rows;
};

/// Lines without line breaks, at most `width` columns where the widest group of columns allows it;
/// long names are cut.
std::vector<std::string> text_lines(const Table& table, std::size_t width);

/// A table of GitHub-flavoured Markdown, whatever its width. Names stand as code.
std::vector<std::string> markdown_lines(const Table& table);

/// `text` as a code span of Markdown, also inside a table.
std::string markdown_code(const std::string& text);

/// `text` with what Markdown would take for markup escaped.
std::string markdown_text(const std::string& text);

}  // namespace ipcsim
