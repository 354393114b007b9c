#include "reports/schedule_figure.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "reports/check_names.hpp"
#include "reports/finding_text.hpp"
#include "reports/paragraph.hpp"
#include "reports/schedule_arrows.hpp"
#include "reports/schedule_lanes.hpp"
#include "reports/schedule_text.hpp"
#include "reports/stuck_process_text.hpp"
#include "reports/xml_text.hpp"
#include "sim/base/display_width.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kMostRows = 400;
constexpr std::size_t kRowsAtTheEnd = 300;  // of those
constexpr double kHead = 46;
constexpr double kBox = 22;  // height of a statement's
constexpr double kBoxWidth = 128;
constexpr double kCell = 18;     // height
constexpr double kArrowAt = 44;  // of a row's first arrow, below its top
constexpr double kBetweenArrows = 20;
constexpr double kQuietRow = 34;  // without an arrow
constexpr std::size_t kWidestStatement = 18;
constexpr std::size_t kWidestLabel = 20;

std::string text_element(std::string_view css_class, double x, double y, std::string_view text) {
  return "<text class=\"" + std::string(css_class) + "\" x=\"" + xml_number(x) + "\" y=\"" +
         xml_number(y) + "\">" + xml_text(text) + "</text>\n";
}

std::string box_element(std::string_view css_class, double x, double y, double width,
                        double height) {
  return "<rect class=\"" + std::string(css_class) + "\" x=\"" + xml_number(x) + "\" y=\"" +
         xml_number(y) + "\" width=\"" + xml_number(width) + "\" height=\"" + xml_number(height) +
         "\"/>\n";
}

std::string data(std::string_view name, std::string_view value) {
  return " data-" + std::string(name) + "=\"" + xml_text(value) + "\"";
}

/// A place at which a script stops.
struct Stop {
  std::string css_class = "step";
  std::string number;      // in the gutter
  std::string title;       // "Step 3 of 5"
  std::string what;        // a sentence
  std::string where;       // "send to_B, relay.json:8"
  std::string escape;      // a sentence, or empty where it is not known
  bool is_doomed = false;  // no way on leads elsewhere
};

class ScheduleDrawing {
 public:
  ScheduleDrawing(const Scenario& scenario, const Program& program, const Schedule& schedule)
      : scenario_(scenario), program_(program), schedule_(schedule), lanes_(program, schedule) {
    for (const MailboxId m : lanes_.mailboxes()) holds_[m] = group(m).initial;
    table_.title = "step";
    table_.columns = {{"", "process"}, {"", "does"}, {"", "at"}, {"", "in the mailboxes then"}};
    if (schedule.steps_to_no_return) table_.columns.push_back({"", "a way out"});
  }

  Figure figure() && {
    add_beginning();
    const std::size_t steps = schedule_.steps.size();
    const bool is_cut = steps > kMostRows;
    for (std::size_t i = 0; i < steps; ++i) {
      if (is_cut && i == kMostRows - kRowsAtTheEnd) i = leave_out(i, steps - kRowsAtTheEnd);
      add_step(schedule_.steps[i], i + 1);
    }
    add_end();
    Figure figure{.name = "schedule", .title = "The way there, step by step"};
    figure.text =
        "A row for each step, in their order: the statement of the process that takes it, and an "
        "arrow for each message. On the right what each mailbox holds after it. A cross is a "
        "message that comes to nobody.";
    figure.svg = svg();
    figure.table = std::move(table_);
    figure.left_out = std::move(left_out_);
    add_left_out(figure);
    return figure;
  }

 private:
  [[nodiscard]] const MailboxGroup& group(MailboxId m) const {
    return program_.mailbox_groups[group_of(program_, m).index()];
  }
  [[nodiscard]] std::string holding(MailboxId m) const {
    const std::uint32_t capacity = group(m).capacity;
    if (capacity == 0) return "none: capacity 0";
    return holding_of(capacity == kUnbounded ? std::nullopt : std::optional(capacity),
                      holds_.at(m));
  }

  /// What is known of the ways on behind so many steps.
  [[nodiscard]] std::string escape_after(std::size_t steps) const {
    if (!schedule_.steps_to_no_return) return {};
    return is_doomed_after(steps) ? "No escape any more: every way on ends so."
                                  : "There is still a way out.";
  }
  [[nodiscard]] bool is_doomed_after(std::size_t steps) const {
    return schedule_.steps_to_no_return && steps >= *schedule_.steps_to_no_return;
  }

  // --- Rows.

  void add_beginning() {
    add_row({.number = "0",
             .title = "The beginning",
             .what = "Nobody has taken a step.",
             .where = {},
             .escape = escape_after(0),
             .is_doomed = is_doomed_after(0)},
            {}, {}, {});
    add_no_return_after(0);
  }

  void add_step(const ScheduleStep& step, std::size_t number) {
    std::vector<MailboxId> changed;
    for (const ScheduleStep::Content& content : step.contents) {
      const auto held = holds_.find(content.mailbox);
      if (held == holds_.end() || held->second == content.depth) continue;
      held->second = content.depth;
      changed.push_back(content.mailbox);
    }
    const std::string words = step_in_words(program_, step);
    Stop stop{.number = grouped(number),
              .title = "Step " + grouped(number) + " of " + grouped(schedule_.steps.size()),
              .what = capitalized(words) + ".",
              .where = {},
              .escape = escape_after(number),
              .is_doomed = is_doomed_after(number)};
    if (step.at) {
      stop.what = name_of(program_, step.step.process) + " " + words + ".";
      stop.where =
          quote(statement_at(program_, *step.at).text) + ", " + short_place(program_, *step.at);
    }
    add_row(stop, arrows_of(program_, lanes_, step), boxes_of(step), changed);
    add_table_row(step, number, words);
    add_no_return_after(number);
  }

  void add_table_row(const ScheduleStep& step, std::size_t number, const std::string& words) {
    Table::Row row{.name = grouped(number),
                   .cells = {step.at ? name_of(program_, step.step.process) : "–", words,
                             step.at ? quote(statement_at(program_, *step.at).text) + ", " +
                                           short_place(program_, *step.at)
                                     : "–",
                             contents()}};
    if (schedule_.steps_to_no_return) {
      row.cells.emplace_back(number < *schedule_.steps_to_no_return ? "yes" : "no");
    }
    table_.rows.push_back(std::move(row));
  }

  /// "to_A 1 of 2, to_B 0 of 2"
  [[nodiscard]] std::string contents() const {
    std::string text;
    for (const MailboxId m : lanes_.mailboxes()) {
      if (group(m).capacity == 0) continue;
      text += (text.empty() ? "" : ", ") + fitted(name_of(program_, m), 40) + " " + holding(m);
    }
    return text.empty() ? "–" : text;
  }

  /// Who stands where, and what that is.
  void add_end() {
    Stop stop{.css_class = "step end",
              .number = "",
              .title = "The end: " + name_of(schedule_.end),
              .what = {},
              .where = {},
              .escape = {}};
    const Results results = results_for_texts(scenario_, program_);
    std::string boxes;
    for (const Finding& finding : schedule_.findings) {
      stop.what += (stop.what.empty() ? "" : " ") +
                   finding_headline(results, reported(program_, finding)) + ".";
      for (const StuckProcess& it : finding.processes) {
        boxes += box(it.process, it.at, "act stuck");
      }
    }
    add_row(stop, {}, boxes, {});
  }

  /// The row that is next to be drawn behind those that are left out.
  std::size_t leave_out(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      for (const ScheduleStep::Content& content : schedule_.steps[i].contents) {
        if (holds_.contains(content.mailbox)) holds_[content.mailbox] = content.depth;
      }
    }
    const std::string words = counted(end - begin, "step") + " left out";
    body_ += text_element("gap", lanes_.width() / 2, y_ + 22, "… " + words + " …");
    y_ += kQuietRow;
    left_out_.push_back("Of " + counted(schedule_.steps.size(), "step") + " the first " +
                        grouped(begin) + " and the last " + grouped(kRowsAtTheEnd) +
                        " are shown; -o FILE.json has all of them.");
    const std::size_t no_return = schedule_.steps_to_no_return.value_or(0);
    if (begin < no_return && no_return <= end) add_no_return_after(no_return);
    return end;
  }

  void add_no_return_after(std::size_t steps) {
    if (schedule_.steps_to_no_return != steps) return;
    const std::string right = xml_number(lanes_.width());
    body_ += "<g class=\"no-return\"><line x1=\"0\" x2=\"" + right + "\" y1=\"" +
             xml_number(y_ + 11) + "\" y2=\"" + xml_number(y_ + 11) + "\"/>" +
             text_element("no-return", ScheduleLanes::kGutter, y_ + 15,
                          "no escape from here on: every way on ends so") +
             "</g>\n";
    y_ += 22;
  }

  void add_row(const Stop& stop, const std::vector<ScheduleArrow>& arrows, const std::string& boxes,
               const std::vector<MailboxId>& changed) {
    const double height =
        arrows.empty() ? kQuietRow
                       : kArrowAt + 12 + kBetweenArrows * static_cast<double>(arrows.size() - 1);
    const double at = y_ + (arrows.empty() ? kQuietRow / 2 : kArrowAt);
    ++stops_;
    body_ +=
        "<g class=\"" + stop.css_class + "\"" + data("title", stop.title) +
        data("what", stop.what) + data("where", stop.where) + data("escape", stop.escape) +
        (stop.is_doomed ? data("doomed", "yes") : "") + ">\n<rect class=\"band\" x=\"0\" y=\"" +
        xml_number(y_) + "\" width=\"" + xml_number(lanes_.width()) + "\" height=\"" +
        xml_number(height) + "\"" +
        data("tip",
             stop.title + ". " + stop.what + (stop.where.empty() ? "" : " (" + stop.where + ")")) +
        "/>\n" + text_element("number", ScheduleLanes::kGutter / 2, y_ + 21, stop.number) + boxes;
    const bool has_place = !arrows.empty() || !boxes.empty();
    if (!has_place) {
      body_ += text_element("aside", ScheduleLanes::kGutter, y_ + 21, fitted(stop.what, 60));
    }
    for (std::size_t i = 0; i < arrows.size(); ++i) {
      body_ += drawn(arrows[i], at + kBetweenArrows * static_cast<double>(i));
    }
    for (const MailboxId m : lanes_.mailboxes()) {
      const bool is_changed = std::find(changed.begin(), changed.end(), m) != changed.end();
      body_ += cell(m, at, is_changed);
    }
    body_ += "</g>\n";
    y_ += height;
  }

  // --- What stands in a row.

  [[nodiscard]] std::string box(ProcessId process, CodeIndex at, std::string_view css_class) const {
    const auto x = lanes_.x(process);
    if (!x) return {};
    return box_element(css_class, *x - kBoxWidth / 2, y_ + 6, kBoxWidth, kBox) +
           text_element("statement", *x, y_ + 21,
                        fitted(statement_at(program_, at).text, kWidestStatement));
  }

  [[nodiscard]] std::string boxes_of(const ScheduleStep& step) const {
    if (!step.at) return {};
    const bool is_timeout = step.step.kind == Step::Kind::timeout;
    std::string text = box(step.step.process, *step.at, is_timeout ? "act timeout" : "act");
    if (step.partner_at && step.step.partner) {
      text += box(*step.step.partner, *step.partner_at, "act partner");
    }
    return text;
  }

  static std::string drawn(const ScheduleArrow& arrow, double y) {
    std::string text = "<line class=\"m " + arrow.css_class + "\" x1=\"" + xml_number(arrow.from) +
                       "\" y1=\"" + xml_number(y) + "\" x2=\"" + xml_number(arrow.to) + "\" y2=\"" +
                       xml_number(y) + "\"/>\n";
    if (!arrow.label.empty()) {
      text += text_element("wish", (arrow.from + arrow.to) / 2, y - 7,
                           fitted(arrow.label, kWidestLabel));
    }
    return text;
  }

  [[nodiscard]] std::string cell(MailboxId m, double y, bool is_changed) const {
    const double left = *lanes_.x(m) - ScheduleLanes::kCell / 2;
    const std::uint64_t held = holds_.at(m);
    const std::uint32_t capacity = group(m).capacity;
    const double most = capacity == kUnbounded
                            ? static_cast<double>(std::max<std::uint64_t>(held, 8))
                            : static_cast<double>(std::max(capacity, 1U));
    const double part = std::min(1.0, static_cast<double>(held) / most);
    return "<g class=\"cell" + std::string(is_changed ? " changed" : "") + "\"" +
           data("holds", holding(m)) + ">" +
           box_element("room", left, y - kCell / 2, ScheduleLanes::kCell, kCell) +
           box_element("held", left, y - kCell / 2, ScheduleLanes::kCell * part, kCell) +
           text_element("content", *lanes_.x(m), y + 4, capacity == 0 ? "–" : grouped(held)) +
           "</g>\n";
  }

  // --- The whole.

  [[nodiscard]] std::string heads() const {
    std::string text = "<g class=\"heads\">\n" + box_element("behind", 0, 0, lanes_.width(), kHead);
    for (const ProcessId p : lanes_.processes()) {
      text +=
          "<g class=\"head\"" + data("name", fitted(name_of(program_, p), 80)) + ">" +
          text_element("name", *lanes_.x(p), 28, fitted(name_of(program_, p), kWidestStatement)) +
          "</g>\n";
    }
    for (const MailboxId m : lanes_.mailboxes()) {
      const std::uint32_t capacity = group(m).capacity;
      text += "<g class=\"head column\"" + data("name", fitted(name_of(program_, m), 80)) + ">" +
              text_element("name", *lanes_.x(m), 20, fitted(name_of(program_, m), 14)) +
              text_element("room", *lanes_.x(m), 36,
                           capacity == kUnbounded ? "unbounded" : "capacity " + grouped(capacity)) +
              "</g>\n";
    }
    return text + "<line class=\"base\" x1=\"0\" x2=\"" + xml_number(lanes_.width()) + "\" y1=\"" +
           xml_number(kHead) + "\" y2=\"" + xml_number(kHead) + "\"/></g>\n";
  }

  [[nodiscard]] std::string lines_of_lanes() const {
    std::string text;
    for (const ProcessId p : lanes_.processes()) {
      const std::string x = xml_number(*lanes_.x(p));
      text += "<line class=\"life\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\"" + xml_number(kHead) +
              "\" y2=\"" + xml_number(y_) + "\"/>\n";
    }
    return text;
  }

  [[nodiscard]] std::string svg() const {
    const std::string width = xml_number(lanes_.width());
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"figure schedule\" role=\"group\" "
           "aria-label=\"The way there, step by step\" viewBox=\"0 0 " +
           width + " " + xml_number(y_ + 4) + "\" width=\"" + width + "\" height=\"" +
           xml_number(y_ + 4) + "\" data-steps=\"" + std::to_string(stops_) + "\">\n" +
           lines_of_lanes() + body_ + heads() + "</svg>\n";
  }

  void add_left_out(Figure& figure) const {
    const std::size_t processes = lanes_.processes_left_out();
    if (processes > 0) {
      figure.left_out.push_back(grouped(processes) + " more " +
                                (processes == 1 ? "process takes" : "processes take") +
                                " part and have no lane.");
    }
    const std::size_t mailboxes = lanes_.mailboxes_left_out();
    if (mailboxes > 0) {
      figure.left_out.push_back(grouped(mailboxes) + " more " +
                                (mailboxes == 1 ? "mailbox is" : "mailboxes are") +
                                " named and without a column.");
    }
  }

  const Scenario& scenario_;
  const Program& program_;
  const Schedule& schedule_;
  ScheduleLanes lanes_;
  std::map<MailboxId, std::uint64_t> holds_;  // of those with a column
  double y_ = kHead;
  std::size_t stops_ = 0;
  std::string body_;
  Table table_;
  std::vector<std::string> left_out_;
};

}  // namespace

Figure schedule_figure(const Scenario& scenario, const Program& program, const Schedule& schedule) {
  return ScheduleDrawing(scenario, program, schedule).figure();
}

}  // namespace ipcsim
