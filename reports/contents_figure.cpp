#include <algorithm>

#include "reports/figure_frame.hpp"
#include "reports/format_value.hpp"
#include "reports/run_figures.hpp"
#include "reports/timeline_text.hpp"
#include "reports/xml_text.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr double kPlot = 44;  // height of one mailbox's curve
constexpr double kGap = 16;
/// Times the most that it holds: farther up, the capacity would leave no height for the content.
constexpr std::uint64_t kFurthestCapacity = 4;
constexpr std::size_t kMostTableRows = 300;

std::uint64_t most_of(const RecordedMailbox& mailbox) {
  std::uint64_t most = 0;
  for (const RecordedContent& it : mailbox.content) most = std::max(most, it.messages);
  return most;
}

/// A curve in steps, closed below.
std::string curve_of(const RecordedMailbox& mailbox, const TimeFrame& frame, Instant end,
                     double bottom, double per_message) {
  const auto height = [&](std::uint64_t messages) {
    return xml_number(bottom - static_cast<double>(messages) * per_message);
  };
  std::string path = "M" + xml_number(frame.x(mailbox.content.front().since)) + " " +
                     xml_number(bottom) + "V" + height(mailbox.content.front().messages);
  for (std::size_t i = 1; i < mailbox.content.size(); ++i) {
    path += "H" + xml_number(frame.x(mailbox.content[i].since)) + "V" +
            height(mailbox.content[i].messages);
  }
  return path + "H" + xml_number(frame.x(end)) + "V" + xml_number(bottom);
}

/// "3 of 5", the most that it holds.
std::string most_text(const RecordedMailbox& mailbox) {
  const std::string most = "at most " + grouped(most_of(mailbox));
  return mailbox.capacity ? most + " of " + grouped(*mailbox.capacity) : most;
}

std::string capacity_text(const RecordedMailbox& mailbox) {
  return mailbox.capacity ? "capacity " + grouped(*mailbox.capacity) : "unbounded";
}

std::string plot_of(const RecordedMailbox& mailbox, const TimeFrame& frame, Instant end,
                    double top) {
  const std::uint64_t most = most_of(mailbox);
  const bool shows_capacity = mailbox.capacity && *mailbox.capacity <= kFurthestCapacity * most;
  const std::uint64_t scale =
      std::max<std::uint64_t>({1, most, shows_capacity ? *mailbox.capacity : 0});
  const double per_message = kPlot / static_cast<double>(scale);
  const double bottom = top + kPlot;
  const auto line = [&](std::string_view css_class, double y) {
    return "<line class=\"" + std::string(css_class) + "\" x1=\"" + xml_number(TimeFrame::kLeft) +
           "\" x2=\"" + xml_number(TimeFrame::kRight) + "\" y1=\"" + xml_number(y) + "\" y2=\"" +
           xml_number(y) + "\"/>\n";
  };
  std::string plot = line("base", bottom);
  if (shows_capacity) {
    plot += line("capacity", bottom - static_cast<double>(*mailbox.capacity) * per_message);
  }
  const std::string tip =
      mailbox.name + ", " + capacity_text(mailbox) + ": at most " + counted(most, "message");
  return plot + "<path class=\"curve\" d=\"" + curve_of(mailbox, frame, end, bottom, per_message) +
         "\" data-tip=\"" + xml_text(tip) + "\"/>\n";
}

}  // namespace

Figure contents_figure(const Excerpt& excerpt) {
  const RecordedWindow& window = excerpt.window;
  Figure figure{.name = "contents" + excerpt.suffix, .title = "What lay in each mailbox"};
  figure.text = excerpt_words(excerpt.recording, window) +
                " The broken line is the capacity, where it is not far above the "
                "content. Mailboxes of capacity 0 never hold a message, "
                "and are left out.";
  figure.table = {.title = "mailbox", .columns = {{"", "capacity"}, {"", "since"}, {"", "holds"}}};
  TimeFrame frame(figure.name, figure.title, window.from, window.to);
  std::size_t changes = 0;
  std::size_t drawn = 0;
  for (const RecordedMailbox& mailbox : window.mailboxes) {
    if (mailbox.content.empty()) continue;
    ++drawn;
    changes += mailbox.content.size();
    const double top = frame.add_row(mailbox.name, kPlot);
    frame.add_note(most_text(mailbox), top + kPlot - 6);
    frame.draw(plot_of(mailbox, frame, window.to, top));
    frame.add_space(kGap);
    for (const RecordedContent& it : mailbox.content) {
      if (figure.table.rows.size() == kMostTableRows) break;
      figure.table.rows.push_back(
          {.name = mailbox.name,
           .cells = {capacity_text(mailbox), format_exactly(it.since), grouped(it.messages)}});
    }
  }
  if (drawn > 0) figure.svg = frame.svg();
  if (changes > figure.table.rows.size()) {
    figure.left_out.push_back("The table has the first " + grouped(figure.table.rows.size()) +
                              " of " + grouped(changes) + " changes.");
  }
  if (drawn < excerpt.recording.all_mailboxes) {
    figure.left_out.push_back("Drawn are " + grouped(drawn) + " of " +
                              grouped(excerpt.recording.all_mailboxes) + " mailboxes.");
  }
  return figure;
}

}  // namespace ipcsim
