#include <algorithm>

#include "reports/activity_style.hpp"
#include "reports/figure_frame.hpp"
#include "reports/format_value.hpp"
#include "reports/run_figures.hpp"
#include "reports/timeline_text.hpp"
#include "reports/xml_text.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr double kRow = 34;
constexpr double kBar = 6;
constexpr double kStub = 14;  // how far a message goes that comes to nobody
constexpr std::size_t kMostTableRows = 300;

std::string name_of(MessageEnd end) {
  switch (end) {
    case MessageEnd::received:
      return "received";
    case MessageEnd::in_mailbox:
      return "still in the mailbox";
    case MessageEnd::dropped:
      return "dropped";
    case MessageEnd::refused:
      return "refused";
    case MessageEnd::lost:
      return "lost by a link";
    case MessageEnd::too_late:
      return "too late";
  }
  return "";
}

std::string css_class(const RecordedMessage& message) {
  std::string name = message.is_reply ? "m reply" : "m";
  if (message.end == MessageEnd::received) return name + " received";
  return name + (message.end == MessageEnd::in_mailbox ? " inside" : " lost");
}

/// "message 3 to buffer", "reply to a call in server"
std::string what_of(const RecordedWindow& window, const RecordedMessage& message) {
  const std::string& mailbox = window.mailboxes[message.mailbox].name;
  if (message.is_reply) return "reply to a call in " + mailbox;
  if (message.number == 0) return "message to " + mailbox;
  return "message " + grouped(message.number) + " to " + mailbox;
}

std::string sender_of(const RecordedWindow& window, const RecordedMessage& message) {
  return message.from ? window.processes[*message.from].name : "there from the start";
}

std::string tip_of(const RecordedWindow& window, const RecordedMessage& message) {
  std::string tip = what_of(window, message);
  if (message.from) {
    tip += ", sent by " + sender_of(window, message) + " at " + format_exactly(message.sent);
  } else {
    tip += ", there from the start";
  }
  if (message.accepted && *message.accepted != message.sent) {
    tip += ", accepted at " + format_exactly(*message.accepted);
  }
  tip += ", " + name_of(message.end);
  if (message.to) tip += " by " + window.processes[*message.to].name;
  return tip + (message.end == MessageEnd::in_mailbox ? " at the end" : " at ") +
         (message.end == MessageEnd::in_mailbox ? "" : format_exactly(message.ended));
}

std::string line_of(const RecordedWindow& window, const RecordedMessage& message,
                    const TimeFrame& frame, double top) {
  const auto lane = [&](std::uint32_t row) { return top + (row + 0.5) * kRow; };
  const double end = frame.x(message.ended);
  double x1 = end;
  double y1 = 0;
  double x2 = end;
  double y2 = 0;
  if (message.from) {
    x1 = frame.x(message.sent);
    y1 = lane(*message.from);
  }
  if (message.to) {
    y2 = lane(*message.to);
    if (!message.from) y1 = y2 - kStub;
    if (message.from == message.to) y1 = y2;  // to itself
  } else {
    y2 = y1 + kStub;
    if (message.end == MessageEnd::in_mailbox) x2 = x1;
  }
  return "<line class=\"" + css_class(message) + "\" x1=\"" + xml_number(x1) + "\" y1=\"" +
         xml_number(y1) + "\" x2=\"" + xml_number(x2) + "\" y2=\"" + xml_number(y2) +
         "\" data-tip=\"" + xml_text(tip_of(window, message)) + "\"/>\n";
}

Table table_of(const RecordedWindow& window) {
  Table table{
      .title = "message",
      .columns = {
          {"", "from"}, {"", "sent"}, {"", "accepted"}, {"", "became"}, {"", "to"}, {"", "at"}}};
  for (const RecordedMessage& it : window.messages) {
    if (table.rows.size() == kMostTableRows) break;
    table.rows.push_back(
        {.name = what_of(window, it),
         .cells = {sender_of(window, it), it.from ? format_exactly(it.sent) : kNoValue,
                   it.accepted ? format_exactly(*it.accepted) : kNoValue, name_of(it.end),
                   it.to ? window.processes[*it.to].name : kNoValue,
                   it.end == MessageEnd::in_mailbox ? kNoValue : format_exactly(it.ended)}});
  }
  return table;
}

}  // namespace

Figure space_time_figure(const Excerpt& excerpt) {
  const RecordedWindow& window = excerpt.window;
  Figure figure{.name = "space-time" + excerpt.suffix, .title = "Where each message went"};
  figure.text =
      excerpt_words(excerpt.recording, window) +
      " An arrow goes from where a message was sent, a dot, to where and when it was received. A "
      "cross is a message that came to nobody: refused, dropped or lost. A short line with an open "
      "circle is one that is still in its mailbox.";
  TimeFrame frame(figure.name, figure.title, window.from, window.to);
  const double top = frame.bottom();
  for (const RecordedProcess& process : window.processes) {
    const double row = frame.add_row(process.name, kRow);
    std::string bars;
    for (const RecordedStretch& it : process.stretches) {
      bars += "<rect class=\"s thin " + std::string(style_of(it.activity).key) + "\" x=\"" +
              xml_number(frame.x(it.from)) + "\" y=\"" + xml_number(row + (kRow - kBar) / 2) +
              "\" width=\"" + xml_number(frame.x(it.to) - frame.x(it.from)) + "\" height=\"" +
              xml_number(kBar) + "\"/>\n";
    }
    frame.draw("<g class=\"lane\">\n" + bars + "</g>\n");
  }
  std::string lines;
  for (const RecordedMessage& it : window.messages) lines += line_of(window, it, frame, top);
  frame.draw("<g class=\"messages\">\n" + lines + "</g>\n");
  frame.add_space(4);
  figure.svg = frame.svg();
  figure.table = table_of(window);
  if (window.messages.size() > figure.table.rows.size()) {
    figure.left_out.push_back("The table has the first " + grouped(figure.table.rows.size()) +
                              " of " + grouped(window.messages.size()) + " messages.");
  }
  if (window.processes.size() < excerpt.recording.all_processes) {
    figure.left_out.emplace_back("Messages to and from processes that are not shown are left out.");
  }
  return figure;
}

}  // namespace ipcsim
