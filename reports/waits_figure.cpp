#include <algorithm>
#include <array>
#include <cmath>

#include "reports/figure_frame.hpp"
#include "reports/format_value.hpp"
#include "reports/run_figures.hpp"
#include "reports/time_axis.hpp"
#include "reports/xml_text.hpp"
#include "sim/base/display_width.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr double kLeft = TimeFrame::kLeft;
constexpr double kRight = TimeFrame::kRight - 36;  // room for the percents
constexpr double kPlot = 120;                      // height of one mailbox's plot
constexpr double kAbove = 40;                      // of names and percentiles
constexpr double kBelow = 30;                      // of the axis
constexpr std::size_t kBars = 48;
constexpr std::size_t kMostDrawn = 8;

class WaitsDrawing {
 public:
  explicit WaitsDrawing(const RecordedWaits& waits) : waits_(waits) {
    // One bar more than the longest wait, so that it is in the last; at least 1 ns each.
    width_ns_ = waits.max.ns / static_cast<std::int64_t>(kBars) + 1;
    for (const Histogram::Bin& bin : waits.bins) spread(bin);
  }

  std::string svg(double top) {
    top_ = top + kAbove;
    std::string text = "<text class=\"row\" data-name=\"" + xml_text(fitted(waits_.mailbox, 80)) +
                       "\" x=\"" + xml_number(kLeft - 8) + "\" y=\"" + xml_number(top_ + 12) +
                       "\">" + xml_text(fitted(waits_.mailbox, 20)) + "</text>\n";
    text += "<text class=\"note\" x=\"" + xml_number(kLeft - 8) + "\" y=\"" +
            xml_number(top_ + 30) + "\">" + counted(waits_.count, "wait") + "</text>\n";
    return text + axis() + bars() + cumulative() + percentiles();
  }

 private:
  /// A bin that is wider than a bar is spread over bars evenly.
  void spread(const Histogram::Bin& bin) {
    const auto first = static_cast<std::size_t>(bin.low.ns / width_ns_);
    const auto last = std::min(static_cast<std::size_t>(bin.high.ns / width_ns_), kBars - 1);
    const double share = static_cast<double>(bin.count) / static_cast<double>(last - first + 1);
    for (std::size_t bar = first; bar <= last; ++bar) counts_[bar] += share;
  }

  [[nodiscard]] double x(double ns) const {
    const double whole = static_cast<double>(width_ns_) * static_cast<double>(kBars);
    return kLeft + ns / whole * (kRight - kLeft);
  }
  [[nodiscard]] double y(double part) const { return top_ + kPlot * (1 - part); }

  [[nodiscard]] std::string axis() const {
    const Instant end{width_ns_ * static_cast<std::int64_t>(kBars)};
    std::string text;
    for (const Instant mark : time_marks({}, end, 8)) {
      const std::string at = xml_number(x(static_cast<double>(mark.ns)));
      text += "<line class=\"grid\" x1=\"" + at + "\" x2=\"" + at + "\" y1=\"" + xml_number(top_) +
              "\" y2=\"" + xml_number(top_ + kPlot + 4) + "\"/><text class=\"mark\" x=\"" + at +
              "\" y=\"" + xml_number(top_ + kPlot + 18) + "\">" + format_exactly(mark) +
              "</text>\n";
    }
    for (const int percent : {0, 50, 100}) {
      text += "<text class=\"percent\" x=\"" + xml_number(kRight + 6) + "\" y=\"" +
              xml_number(y(percent / 100.0)) + "\">" + std::to_string(percent) + " %</text>\n";
    }
    return text;
  }

  [[nodiscard]] std::string bars() const {
    const double most = *std::max_element(counts_.begin(), counts_.end());
    std::string text;
    for (std::size_t i = 0; i < kBars; ++i) {
      if (counts_[i] <= 0) continue;
      const double from = x(static_cast<double>(width_ns_) * static_cast<double>(i));
      const double to = x(static_cast<double>(width_ns_) * static_cast<double>(i + 1));
      const Duration low{width_ns_ * static_cast<std::int64_t>(i)};
      const Duration high{low.ns + width_ns_};
      const auto count = static_cast<std::uint64_t>(std::llround(counts_[i]));
      const std::string tip =
          waits_.mailbox + ": from " + format_value(seconds(low), Unit::time) + " to " +
          format_value(seconds(high), Unit::time) +
          (count == 0 ? ", less than 1 wait" : ", about " + counted(count, "wait"));
      const double height = kPlot * counts_[i] / most;
      text +=
          rectangle("bar", from, top_ + kPlot - height, std::max(0.5, to - from - 1), height, tip);
    }
    return text;
  }

  [[nodiscard]] std::string cumulative() const {
    std::string path = "M" + xml_number(kLeft) + " " + xml_number(y(0));
    double sum = 0;
    for (std::size_t i = 0; i < kBars; ++i) {
      sum += counts_[i];
      path += "L" + xml_number(x(static_cast<double>(width_ns_) * static_cast<double>(i + 1))) +
              " " + xml_number(y(sum / static_cast<double>(waits_.count)));
    }
    return "<path class=\"cumulative\" d=\"" + path + "\"/>\n";
  }

  [[nodiscard]] std::string percentiles() const {
    struct Mark {
      const char* name;
      Duration at;
    };
    const std::array<Mark, 4> marks = {
        {{"p50", waits_.p50}, {"p90", waits_.p90}, {"p95", waits_.p95}, {"p99", waits_.p99}}};
    // Labels stand over their lines, or as near as they have room beside each other.
    constexpr double kApart = 28;
    std::array<double, marks.size()> labels{};
    double free = kLeft;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      labels[i] = std::max(x(static_cast<double>(marks[i].at.ns)), free);
      free = labels[i] + kApart;
    }
    double last = TimeFrame::kWidth - kApart / 2;
    for (std::size_t i = marks.size(); i-- > 0; last -= kApart) {
      labels[i] = std::min(labels[i], last);
      last = labels[i];
    }
    std::string text;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const double at = x(static_cast<double>(marks[i].at.ns));
      text += "<line class=\"percentile\" x1=\"" + xml_number(at) + "\" x2=\"" + xml_number(at) +
              "\" y1=\"" + xml_number(top_ - 6) + "\" y2=\"" + xml_number(top_ + kPlot) +
              "\"/><text class=\"percentile\" x=\"" + xml_number(labels[i]) + "\" y=\"" +
              xml_number(top_ - 10) + "\">" + marks[i].name + "</text>\n";
    }
    return text;
  }

  const RecordedWaits& waits_;
  std::int64_t width_ns_ = 1;
  std::array<double, kBars> counts_{};
  double top_ = 0;
};

std::string shown(Duration time) { return format_value(seconds(time), Unit::time); }

}  // namespace

Figure waits_figure(const std::vector<RecordedWaits>& waits) {
  Figure figure{.name = "waits", .title = "How long messages waited"};
  figure.text =
      "How the waits from acceptance to reception are spread, in the measured time of one "
      "replication. Bars: how many waited so long. The line: which part waited no longer, on the "
      "scale at the right. Percentiles are marked above.";
  figure.table = {.title = "mailbox",
                  .columns = {{"", "waits"},
                              {"", "mean"},
                              {"", "p50"},
                              {"", "p90"},
                              {"", "p95"},
                              {"", "p99"},
                              {"", "max"}}};
  std::string plots;
  double top = 0;
  for (std::size_t i = 0; i < waits.size(); ++i) {
    const RecordedWaits& it = waits[i];
    figure.table.rows.push_back(
        {.name = it.mailbox,
         .cells = {grouped(it.count), shown(it.mean), shown(it.p50), shown(it.p90), shown(it.p95),
                   shown(it.p99), shown(it.max)}});
    if (i >= kMostDrawn) continue;
    plots += WaitsDrawing(it).svg(top);
    top += kAbove + kPlot + kBelow;
  }
  figure.svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"figure\" role=\"group\" "
      "aria-label=\"" +
      figure.title + "\" viewBox=\"0 0 " + xml_number(TimeFrame::kWidth) + " " + xml_number(top) +
      "\">\n" + plots + "</svg>\n";
  if (waits.size() > kMostDrawn) {
    figure.left_out.push_back("Drawn are " + grouped(kMostDrawn) + " of " + grouped(waits.size()) +
                              " mailboxes; the table has them all.");
  }
  return figure;
}

}  // namespace ipcsim
