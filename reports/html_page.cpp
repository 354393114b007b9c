#include "reports/html_page.hpp"

#include <span>
#include <string_view>
#include <utility>

#include "reports/activity_style.hpp"
#include "reports/html_parts.hpp"
#include "reports/xml_text.hpp"
#include "sim/base/display_width.hpp"

namespace ipcsim {
namespace {

/// Text of the user by itself: its direction does not turn what is around it.
/// A number and its percent sign stay on one line.
std::string isolated(std::string_view text) {
  std::string shown = xml_text(text);
  for (std::size_t at = 0; (at = shown.find(" %", at)) != std::string::npos; ++at) {
    shown.replace(at, 1, "\u00A0");
  }
  return "<bdi>" + shown + "</bdi>";
}

/// In a table no name takes more room than this.
std::string in_table(std::string_view text) {
  constexpr std::size_t kWidest = 120;
  return isolated(fitted(text, kWidest));
}

std::string css_attribute(std::string_view css_class) {
  return css_class.empty() ? "" : " class=\"" + std::string(css_class) + "\"";
}

/// The groups of columns, where there are any, and below them the columns.
std::string head_of(const Table& table) {
  bool has_groups = false;
  for (const Column& column : table.columns) has_groups = has_groups || !column.group.empty();
  std::string groups = "<tr><td></td>";
  std::string names = "<tr><th scope=\"col\">" + xml_text(table.title) + "</th>";
  for (std::size_t i = 0; i < table.columns.size();) {
    std::size_t end = i + 1;
    const std::string& group = table.columns[i].group;
    while (!group.empty() && end < table.columns.size() && table.columns[end].group == group) ++end;
    groups += group.empty() ? "<td></td>"
                            : "<th scope=\"colgroup\" colspan=\"" + std::to_string(end - i) +
                                  "\">" + xml_text(group) + "</th>";
    for (; i < end; ++i) {
      names += "<th scope=\"col\">" + in_table(table.columns[i].name) + "</th>";
    }
  }
  return "<thead>" + (has_groups ? groups + "</tr>\n" : "") + names + "</tr></thead>\n";
}

std::string html_of(const Table& table, std::string_view css_class) {
  std::string text = "<div class=\"scroll\" tabindex=\"0\"><table" + css_attribute(css_class) +
                     ">\n" + head_of(table) + "<tbody>\n";
  for (const Table::Row& row : table.rows) {
    text += "<tr><th scope=\"row\"" + css_attribute(row.indent > 0 ? "indent" : "") + ">" +
            in_table(row.name) + "</th>";
    for (const std::string& cell : row.cells) text += "<td>" + in_table(cell) + "</td>";
    text += "</tr>\n";
  }
  return text + "</tbody></table></div>\n";
}

struct Button {
  std::string_view action;
  std::string_view sign;
  std::string_view label;
};

/// `attribute`: of each one's action; `more`: further attributes.
std::string buttons_text(std::span<const Button> buttons, std::string_view attribute,
                         const std::string& more = {}) {
  std::string text;
  for (const Button& it : buttons) {
    text += "<button type=\"button\" ";
    text.append(attribute).append("=\"").append(it.action).append("\" aria-label=\"");
    text.append(it.label).append("\"").append(more).append(">").append(it.sign);
    text += "</button>";
  }
  return text;
}

std::string zoom_buttons() {
  constexpr Button kButtons[] = {{"in", "+", "Zoom in"},
                                 {"out", "−", "Zoom out"},
                                 {"left", "←", "Earlier"},
                                 {"right", "→", "Later"},
                                 {"whole", "Whole", "Show the whole window"}};
  return "<div class=\"controls\" hidden>" + buttons_text(kButtons, "data-do") + "</div>\n";
}

/// What a script fills: of the step that is shown, who does what, and what the mailboxes hold.
std::string stepping_panel(const std::string& id) {
  constexpr Button kButtons[] = {{"first", "⇤", "First step"},
                                 {"previous", "← Previous", "Previous step"},
                                 {"next", "Next →", "Next step"},
                                 {"last", "⇥", "Last step"}};
  const std::string text =
      "<div class=\"controls stepper\" role=\"group\" aria-label=\"Steps\" hidden>" +
      buttons_text(kButtons, "data-go", " aria-controls=\"" + id + "\"");
  return text +
         "<span class=\"keys\">or the arrow keys, Home and End</span></div>\n"
         "<div class=\"controls now\" hidden id=\"" +
         id +
         "\"><p class=\"stop\"></p><p class=\"what\"></p><p class=\"where\"></p>"
         "<p class=\"escape\"></p><ul class=\"holds\" aria-label=\"In the "
         "mailboxes\"></ul></div>\n";
}

}  // namespace

HtmlPage::HtmlPage(std::string title, std::string_view kind)
    : title_(std::move(title)), kind_(kind) {}

void HtmlPage::add_verdict(const std::vector<std::string>& sentences, bool is_bad) {
  verdict_ += "<div class=\"verdict" + std::string(is_bad ? " bad" : "") + "\">\n";
  for (const std::string& it : sentences) verdict_ += "<p>" + isolated(it) + "</p>\n";
  verdict_ += "</div>\n";
}

void HtmlPage::end_list() {
  if (in_list_) body_ += "</ul>\n";
  in_list_ = false;
}

void HtmlPage::begin_section(std::string_view id, std::string_view heading) {
  end_list();
  if (in_section_) body_ += "</section>\n";
  in_section_ = true;
  const std::string name(id);
  links_ += "<li><a href=\"#" + name + "\">" + xml_text(heading) + "</a></li>\n";
  body_ += "<section id=\"" + name + "\" aria-labelledby=\"" + name + "-heading\">\n<h2 id=\"" +
           name + "-heading\">" + xml_text(heading) + "</h2>\n";
}

void HtmlPage::add_paragraph(std::string_view text, std::string_view css_class) {
  end_list();
  body_ += "<p" + css_attribute(css_class) + ">" + isolated(text) + "</p>\n";
}

void HtmlPage::add_lines(const std::vector<std::string>& lines) {
  end_list();
  body_ += "<pre>";
  for (const std::string& it : lines) body_ += isolated(it) + "\n";
  body_ += "</pre>\n";
}

void HtmlPage::add_table(const Table& table) {
  end_list();
  body_ += html_of(table, "");
}

void HtmlPage::add_list_item(std::string_view css_class, std::string_view mark,
                             std::string_view text) {
  if (!in_list_) body_ += "<ul class=\"expectations\">\n";
  in_list_ = true;
  body_ += "<li" + css_attribute(css_class) + "><span class=\"mark\">" + xml_text(mark) +
           "</span>" + isolated(text) + "</li>\n";
}

void HtmlPage::add_figure(const Figure& figure) {
  end_list();
  const std::string id = figure.name + "-text";
  body_ += "<figure id=\"figure-" + figure.name + "\">\n<figcaption><h3>" + xml_text(figure.title) +
           "</h3><p class=\"caption\" id=\"" + id + "\">" + isolated(figure.text) +
           "</p></figcaption>\n";
  const bool has_time = figure.svg.find(" data-from=") != std::string::npos;
  if (has_time) body_ += zoom_buttons();
  if (figure.svg.find(" data-steps=") != std::string::npos) {
    body_ += stepping_panel(figure.name + "-now");
  }
  body_ += "<div class=\"drawing\" tabindex=\"0\" role=\"region\" aria-label=\"" +
           xml_text(figure.title) + "\" aria-describedby=\"" + id + "\">\n" + figure.svg +
           "</div>\n";
  for (const std::string& it : figure.left_out) {
    body_ += "<p class=\"left-out\">" + isolated(it) + "</p>\n";
  }
  body_ += "<details><summary>The same as a table</summary>\n" + html_of(figure.table, "words") +
           "</details>\n</figure>\n";
}

void HtmlPage::add_filters() {
  end_list();
  body_ += "<ul class=\"legend\" aria-label=\"Activities\">\n";
  for (const ActivityStyle& it : kActivityStyles) {
    const std::string key(it.key);
    body_ += "<li><button type=\"button\" aria-pressed=\"true\" data-activity=\"" + key +
             "\"><svg aria-hidden=\"true\" viewBox=\"0 0 22 12\"><rect class=\"" + key +
             "\" width=\"22\" height=\"12\"/></svg>" + std::string(it.name) + "</button></li>\n";
  }
  body_ +=
      "</ul>\n<div class=\"controls\" hidden><label for=\"search\">Processes and mailboxes "
      "named</label> <input id=\"search\" type=\"search\"></div>\n"
      "<p class=\"note controls\" hidden>Point at anything to read what it is. In a drawing, "
      "arrow keys go from one thing to the next, + and − zoom, [ and ] go earlier and later, "
      "0 shows all; a mouse drags, and zooms with Ctrl and its wheel.</p>\n";
}

std::string HtmlPage::html(const std::vector<std::string>& footer) && {
  end_list();
  if (in_section_) body_ += "</section>\n";
  std::string text =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; script-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
      xml_text(title_) + "</title>\n<style>\n" + std::string(kFigureStyle) +
      std::string(kPageStyle) + "</style>\n</head>\n<body>\n" +
      "<a class=\"skip\" href=\"#content\">To the content</a>\n" + figure_definitions() +
      "<header>\n<p class=\"kind\">ipcsim " + xml_text(kind_) + "</p>\n<h1>" + isolated(title_) +
      "</h1>\n" + verdict_;
  if (!links_.empty()) {
    text += "<nav aria-label=\"Sections\"><ul>\n" + links_ + "</ul></nav>\n";
  }
  text += "</header>\n<main id=\"content\">\n" + body_ + "</main>\n<footer>\n";
  for (const std::string& it : footer) text += "<p>" + isolated(it) + "</p>\n";
  text +=
      "</footer>\n<div id=\"tip\" hidden></div>\n"
      "<div id=\"spoken\" class=\"skip\" aria-live=\"polite\"></div>\n<script>\n" +
      std::string(kReportScript) + "</script>\n</body>\n</html>\n";
  return text;
}

}  // namespace ipcsim
