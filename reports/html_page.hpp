// A report as one HTML file that needs nothing else: no network, no other file. Sections, tables
// and figures are put into it one below the other; what people named stays text. Knows nothing of
// what it is a report of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/figure.hpp"
#include "reports/table.hpp"

namespace ipcsim {

class HtmlPage {
 public:
  /// `kind`: "run", "comparison".
  HtmlPage(std::string title, std::string_view kind);

  /// What comes first: sentences, in red if they tell of something bad.
  void add_verdict(const std::vector<std::string>& sentences, bool is_bad);
  /// `id`: unique in the page; a link to it stands at the top.
  void begin_section(std::string_view id, std::string_view heading);
  void add_paragraph(std::string_view text, std::string_view css_class = "");
  /// Lines as they are, in letters of one width.
  void add_lines(const std::vector<std::string>& lines);
  void add_table(const Table& table);
  void add_list_item(std::string_view css_class, std::string_view mark, std::string_view text);
  void add_figure(const Figure& figure);
  /// Buttons to leave activities out, and a field to seek names.
  void add_filters();

  /// The page, with what stands at its end.
  std::string html(const std::vector<std::string>& footer) &&;

 private:
  void end_list();

  std::string title_;
  std::string kind_;
  std::string verdict_;
  std::string links_;
  std::string body_;
  bool in_section_ = false;
  bool in_list_ = false;
};

}  // namespace ipcsim
