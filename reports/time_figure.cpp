#include <algorithm>

#include "reports/activity_style.hpp"
#include "reports/figure_frame.hpp"
#include "reports/format_value.hpp"
#include "reports/measured_subjects.hpp"
#include "reports/metric_tables.hpp"
#include "reports/run_figures.hpp"
#include "reports/xml_text.hpp"
#include "sim/base/display_width.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr double kLeft = TimeFrame::kLeft;
constexpr double kPlot = TimeFrame::kRight - TimeFrame::kLeft;
constexpr double kTop = TimeFrame::kTop;
constexpr double kRow = 24;
constexpr double kBar = 16;
constexpr std::size_t kMostRows = 48;

constexpr std::array<ProcessMetric, kMeasuredActivities> kMetrics = {
    ProcessMetric::computing,    ProcessMetric::ready,           ProcessMetric::sleeping,
    ProcessMetric::blocked_send, ProcessMetric::blocked_receive, ProcessMetric::polling};

/// Groups of several, and the processes of groups that are small.
std::vector<MeasuredSubject> rows_of(const Results& results) {
  std::vector<MeasuredSubject> subjects = measured_subjects(results);
  std::erase_if(subjects, [](const MeasuredSubject& it) {
    return it.subject != MetricSubject::process ||
           (it.element && (it.group_count == 1 || it.group_count > kMostElementRows));
  });
  return subjects;
}

std::string name_of(const MeasuredSubject& subject) {
  if (subject.element || subject.group_count == 1) return subject.name;
  return subject.name + " (" + grouped(subject.group_count) + ")";
}

std::string bar_of(const MeasuredSubject& subject, double top) {
  std::string bars;
  double x = kLeft;
  for (std::size_t a = 0; a < kMeasuredActivities; ++a) {
    const Estimate& share = subject.metric(kMetrics[a]).estimate;
    const double width = share.mean.value_or(0) * kPlot;
    if (width <= 0) continue;
    const std::string tip = name_of(subject) + ": " + std::string(kActivityStyles[a].name) + " " +
                            format_estimate(share, Unit::fraction);
    bars += rectangle("s " + std::string(kActivityStyles[a].key), x, top + (kRow - kBar) / 2, width,
                      kBar, tip);
    x += width;
  }
  return "<g class=\"lane\">\n" + bars + "</g>\n";
}

std::string axis(double bottom) {
  std::string text;
  for (int percent = 0; percent <= 100; percent += 25) {
    const std::string x = xml_number(kLeft + kPlot * percent / 100);
    text += "<line class=\"grid\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\"" + xml_number(kTop - 4) +
            "\" y2=\"" + xml_number(bottom) + "\"/><text class=\"mark\" x=\"" + x + "\" y=\"" +
            xml_number(kTop - 10) + "\">" + std::to_string(percent) + " %</text>\n";
  }
  return text;
}

}  // namespace

Figure time_figure(const Results& results) {
  Figure figure{.name = "time", .title = "Where each process's time went"};
  figure.text =
      "Fractions of the measured time; what is missing to 100 % is the time before a "
      "process started and after it finished.";
  figure.table = process_table(results);
  const std::vector<MeasuredSubject> rows = rows_of(results);
  if (rows.empty()) return figure;
  const std::size_t drawn = std::min(rows.size(), kMostRows);
  const double bottom = kTop + kRow * static_cast<double>(drawn);
  std::string text =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"figure\" role=\"group\" "
      "aria-label=\"" +
      figure.title + "\" viewBox=\"0 0 " + xml_number(TimeFrame::kWidth) + " " +
      xml_number(bottom + 4) + "\">\n" + axis(bottom);
  for (std::size_t i = 0; i < drawn; ++i) {
    const double top = kTop + kRow * static_cast<double>(i);
    text += "<text class=\"row\" data-name=\"" + xml_text(fitted(name_of(rows[i]), 80)) +
            "\" x=\"" + xml_number(kLeft - 8) + "\" y=\"" + xml_number(top + kRow / 2) + "\">" +
            xml_text(fitted(name_of(rows[i]), 20)) + "</text>\n" + bar_of(rows[i], top);
  }
  figure.svg = text + "</svg>\n";
  if (drawn < rows.size()) {
    figure.left_out.push_back("Drawn are " + grouped(drawn) + " of " + grouped(rows.size()) +
                              " processes and groups.");
  }
  return figure;
}

}  // namespace ipcsim
