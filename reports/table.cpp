#include "reports/table.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/display_width.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kWidestName = 32;
constexpr std::size_t kNarrowestName = 12;
constexpr std::size_t kGap = 2;  // blanks between columns

/// The columns [begin, end) that belong together.
struct ColumnSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<ColumnSpan> column_groups(const Table& table) {
  std::vector<ColumnSpan> groups;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool goes_on = i > 0 && !table.columns[i].group.empty() &&
                         table.columns[i].group == table.columns[i - 1].group;
    if (goes_on) {
      groups.back().end = i + 1;
    } else {
      groups.push_back({i, i + 1});
    }
  }
  return groups;
}

class TextTable {
 public:
  TextTable(const Table& table, std::size_t width) : table_(table), groups_(column_groups(table)) {
    measure(width);
    std::size_t first = 0;
    while (first < groups_.size()) {
      std::size_t last = first + 1;
      std::size_t taken = name_width_ + group_width(groups_[first]);
      while (last < groups_.size() && taken + group_width(groups_[last]) <= width) {
        taken += group_width(groups_[last++]);
      }
      if (first > 0) lines_.emplace_back();
      add_part(first, last);
      first = last;
    }
  }

  std::vector<std::string> lines() && { return std::move(lines_); }

 private:
  [[nodiscard]] std::string name_cell(const Table::Row& row) const {
    return std::string(row.indent, ' ') + fitted(row.name, widest_name_);
  }

  void measure(std::size_t width) {
    measure_columns();
    std::size_t widest = 0;
    for (const std::size_t it : widths_) widest = std::max(widest, it);
    const std::size_t beside = width > widest + kGap ? width - widest - kGap : 0;
    widest_name_ = std::clamp(beside, kNarrowestName, kWidestName);
    name_width_ = display_width(table_.title);
    for (const Table::Row& row : table_.rows) {
      name_width_ = std::max(name_width_, display_width(name_cell(row)));
    }
    cut_groups(width);
    for (const ColumnSpan& group : groups_) {
      const std::size_t needed = display_width(table_.columns[group.begin].group);
      const std::size_t there = group_width(group) - kGap;
      if (needed > there) widths_[group.begin] += needed - there;
    }
  }

  /// One that is too wide even alone becomes several of the same name.
  void cut_groups(std::size_t width) {
    std::vector<ColumnSpan> cut;
    for (const ColumnSpan& group : groups_) {
      if (name_width_ + group_width(group) <= width) {
        cut.push_back(group);
        continue;
      }
      std::size_t begin = group.begin;
      for (std::size_t end = begin + 1; end <= group.end; ++end) {
        const bool is_last = end == group.end;
        if (!is_last && name_width_ + group_width({begin, end + 1}) <= width) continue;
        cut.push_back({begin, end});
        begin = end;
      }
    }
    groups_ = std::move(cut);
  }

  void measure_columns() {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      std::size_t width = display_width(table_.columns[i].name);
      for (const Table::Row& row : table_.rows) {
        width = std::max(width, display_width(row.cells[i]));
      }
      widths_.push_back(width);
    }
  }

  /// With the gap before each of its columns.
  [[nodiscard]] std::size_t group_width(const ColumnSpan& group) const {
    std::size_t width = 0;
    for (std::size_t i = group.begin; i < group.end; ++i) width += kGap + widths_[i];
    return width;
  }

  [[nodiscard]] std::string group_header(const ColumnSpan& group) const {
    const std::string& name = table_.columns[group.begin].group;
    const std::size_t width = group_width(group) - kGap;
    std::string header(kGap, ' ');
    if (name.empty()) return header + std::string(width, ' ');
    const std::size_t free = width - display_width(name);
    if (free < 4) return header + padded_right(name, width);
    for (std::size_t i = 0; i < free / 2 - 1; ++i) header += "─";
    header += " " + name + " ";
    for (std::size_t i = 0; i < free - free / 2 - 1; ++i) header += "─";
    return header;
  }

  void add_part(std::size_t first_group, std::size_t last_group) {
    const std::size_t begin = groups_[first_group].begin;
    const std::size_t end = groups_[last_group - 1].end;
    std::string groups_line(name_width_, ' ');
    for (std::size_t g = first_group; g < last_group; ++g) groups_line += group_header(groups_[g]);
    add_line(groups_line);
    if (lines_.back().empty()) lines_.pop_back();

    std::string names_line = padded_right(table_.title, name_width_);
    for (std::size_t i = begin; i < end; ++i) add_cell(names_line, i, table_.columns[i].name);
    add_line(names_line);
    for (const Table::Row& row : table_.rows) {
      std::string line = padded_right(name_cell(row), name_width_);
      for (std::size_t i = begin; i < end; ++i) add_cell(line, i, row.cells[i]);
      add_line(line);
    }
  }

  void add_cell(std::string& line, std::size_t column, const std::string& cell) const {
    line += std::string(kGap, ' ') + padded_left(cell, widths_[column]);
  }

  void add_line(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    lines_.push_back(std::move(line));
  }

  const Table& table_;
  std::vector<ColumnSpan> groups_;
  std::size_t widest_name_ = kWidestName;
  std::size_t name_width_ = 0;
  std::vector<std::size_t> widths_;  // by column
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> text_lines(const Table& table, std::size_t width) {
  return TextTable(table, width).lines();
}

std::string markdown_code(const std::string& text) {
  std::size_t longest_run = 0;
  std::size_t run = 0;
  std::string inside;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest_run = std::max(longest_run, run);
    if (c == '|') inside += '\\';
    inside += c;
  }
  if (longest_run == 0) return "`" + inside + "`";
  const std::string fence(longest_run + 1, '`');
  return fence + " " + inside + " " + fence;
}

std::string markdown_text(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("\\`*_<>|[]#").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

std::vector<std::string> markdown_lines(const Table& table) {
  std::vector<std::string> lines;
  std::string header = "| " + markdown_text(table.title) + " |";
  std::string rule = "| :-- |";
  for (const Column& column : table.columns) {
    header += " " + column.group + (column.group.empty() ? "" : " ") + column.name + " |";
    rule += " --: |";
  }
  lines.push_back(header);
  lines.push_back(rule);
  for (const Table::Row& row : table.rows) {
    std::string line = "| ";
    for (std::size_t i = 0; i < row.indent; ++i) line += "&nbsp;";
    line += markdown_code(row.name) + " |";
    for (const std::string& cell : row.cells) line += " " + cell + " |";
    lines.push_back(line);
  }
  return lines;
}

}  // namespace ipcsim
