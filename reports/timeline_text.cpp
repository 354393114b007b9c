#include "reports/timeline_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "reports/activity_style.hpp"
#include "reports/format_value.hpp"
#include "reports/paragraph.hpp"
#include "reports/time_axis.hpp"
#include "sim/base/display_width.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kWidestName = 24;
constexpr std::size_t kColumnsOfMark = 14;  // a label and some room behind it

class WindowText {
 public:
  WindowText(const RecordedWindow& window, std::size_t width, Paint paint)
      : window_(window), paint_(paint) {
    for (const RecordedProcess& it : window.processes) {
      name_width_ = std::max(name_width_, display_width(it.name));
    }
    for (const RecordedMailbox& it : window.mailboxes) {
      if (!it.content.empty()) name_width_ = std::max(name_width_, display_width(it.name));
    }
    name_width_ = std::min(name_width_, kWidestName);
    columns_ = width - name_width_ - 2;
  }

  std::string text() && {
    add_axis();
    for (const RecordedProcess& it : window_.processes) {
      begin_row(it.name);
      add_stretches(it.stretches);
    }
    for (const RecordedMailbox& it : window_.mailboxes) {
      if (it.content.empty()) continue;
      begin_row(it.name);
      add_content(it);
    }
    return std::move(text_);
  }

 private:
  /// When the column begins; of the one behind the last, the end of the window. In 128 bits, for
  /// windows may be long.
  [[nodiscard]] Instant begin_of(std::size_t column) const {
    const auto length = static_cast<__int128>((window_.to - window_.from).ns);
    return window_.from +
           Duration{static_cast<std::int64_t>(length * static_cast<__int128>(column) /
                                              static_cast<__int128>(columns_))};
  }

  void begin_row(const std::string& name) {
    text_ += padded_right(fitted(name, name_width_), name_width_) + "  ";
  }

  void add_axis() {
    std::string line(name_width_ + 2, ' ');
    const __int128 length = std::max<std::int64_t>(1, (window_.to - window_.from).ns);
    for (const Instant mark : time_marks(window_.from, window_.to,
                                         std::max<std::size_t>(1, columns_ / kColumnsOfMark))) {
      const auto column = static_cast<std::size_t>((mark - window_.from).ns *
                                                   static_cast<__int128>(columns_) / length);
      const std::string label = "│" + format_exactly(mark);
      const std::size_t at = name_width_ + 2 + column;
      const std::size_t used = display_width(line);
      if (at < used || column + display_width(label) > columns_) continue;
      line += std::string(at - used, ' ') + label;
    }
    text_ += line + "\n";
  }

  void add_stretches(const std::vector<RecordedStretch>& stretches) {
    std::size_t next = 0;  // the first that ends behind the column's begin
    std::string last_code;
    for (std::size_t column = 0; column < columns_; ++column) {
      const Instant begin = begin_of(column);
      const Instant end = begin_of(column + 1);
      while (next < stretches.size() && stretches[next].to <= begin) ++next;
      std::array<std::int64_t, kMeasuredActivities> time{};
      for (std::size_t i = next; i < stretches.size() && stretches[i].from < end; ++i) {
        time[static_cast<std::size_t>(stretches[i].activity)] +=
            (std::min(stretches[i].to, end) - std::max(stretches[i].from, begin)).ns;
      }
      const auto most = std::max_element(time.begin(), time.end());
      const ActivityStyle& style = kActivityStyles[static_cast<std::size_t>(most - time.begin())];
      change_colour(last_code, *most > 0 ? style.terminal : std::string_view());
      text_ += *most > 0 ? style.block : " ";
    }
    change_colour(last_code, "");
    text_ += "\n";
  }

  void change_colour(std::string& last, std::string_view code) {
    if (!paint_.colour || last == code) return;
    text_ += "\x1B[" + std::string(code.empty() ? "0" : code) + "m";
    last = code;
  }

  void add_content(const RecordedMailbox& mailbox) {
    constexpr std::array<std::string_view, 9> kLevels = {"_", "▁", "▂", "▃", "▄",
                                                         "▅", "▆", "▇", "█"};
    std::uint64_t full = mailbox.capacity.value_or(0);
    for (const RecordedContent& it : mailbox.content) full = std::max(full, it.messages);
    std::size_t next = 0;
    for (std::size_t column = 0; column < columns_; ++column) {
      const Instant end = begin_of(column + 1);
      std::uint64_t most = mailbox.content[next].messages;
      while (next + 1 < mailbox.content.size() && mailbox.content[next + 1].since < end) {
        most = std::max(most, mailbox.content[++next].messages);
      }
      text_ += kLevels[full == 0 ? 0 : (most * 8 + full - 1) / full];
    }
    text_ += "\n";
  }

  const RecordedWindow& window_;
  Paint paint_;
  std::size_t name_width_ = 0;
  std::size_t columns_ = 0;
  std::string text_;
};

/// Where a window was cut is of no interest to the nanosecond.
std::string about(Instant time) { return format_value(seconds(time), Unit::time); }

std::string why_chosen(const RecordedWindow& window) {
  switch (window.choice) {
    case RecordedWindow::Choice::asked:
      return "";
    case RecordedWindow::Choice::behind_start:
      return window.from == Instant{} ? ", the beginning of the run"
                                      : ", behind the end of the warm-up";
    case RecordedWindow::Choice::before_stuck:
      return ", up to the last deadlock";
  }
  return "";
}

}  // namespace

std::string excerpt_words(const Recording& recording, const RecordedWindow& window) {
  const bool is_whole = window.from == Instant{} && window.to == recording.end;
  return "Replication " + std::to_string(recording.replication + 1) + " from " +
         about(window.from) + " to " + about(window.to) +
         (is_whole ? ", the whole run." : why_chosen(window) + ".");
}

std::string excerpt_sentence(const Recording& recording, const RecordedWindow& window) {
  std::string text = excerpt_words(recording, window);
  if (window.is_cut) {
    text += " More than that is too much for one picture: --from and --to choose another part.";
  }
  if (window.processes.size() < recording.all_processes) {
    text += " Shown: " + grouped(window.processes.size()) + " of " +
            grouped(recording.all_processes) + " processes; --process chooses others.";
  }
  return text;
}

std::string timeline_text(const Recording& recording, std::size_t width, Paint paint) {
  std::string text;
  for (const RecordedWindow& window : recording.windows) {
    for (const std::string& line : wrapped(excerpt_sentence(recording, window), width)) {
      text += line + "\n";
    }
    text += "\n";
    text += WindowText(window, width, paint).text();
    text += "\n";
  }
  if (recording.windows.empty()) return "The run ended before the part that is to be shown.\n";
  for (const ActivityStyle& style : kActivityStyles) {
    text += std::string(style.block) + " " + std::string(style.name);
    text += &style == &kActivityStyles.back() ? "\n" : "  ";
  }
  text += "mailboxes: from _ empty to █ full, or as full as it was where there is no capacity\n";
  return text;
}

}  // namespace ipcsim
