#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reports/figure_frame.hpp"
#include "reports/format_value.hpp"
#include "reports/intervals_figure.hpp"
#include "reports/xml_text.hpp"
#include "sim/base/display_width.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr double kLeft = 90;
constexpr double kRight = TimeFrame::kRight - 180;  // room for the lines' names
constexpr double kTop = 16;
constexpr double kBottom = 276;
constexpr std::size_t kMostLines = 6;
constexpr std::size_t kMostLabels = 12;  // below the axis
constexpr int kGridLines = 4;

/// The least of 1, 2 and 5 times a power of ten that is not below `least`; 1 where that is 0.
double round_step(double least) {
  if (least <= 0) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * power >= least) return step * power;
  }
  return 10 * power;
}

/// One combination of all settings but the first.
struct Line {
  std::string name;
  std::vector<std::optional<Estimate>> values;  // by value of the first setting
};

std::string name_of_line(const SweepPoint& point) {
  std::string name;
  for (std::size_t i = 1; i < point.values.size(); ++i) {
    name += (i > 1 ? ", " : "") + point.values[i];
  }
  return name;
}

std::size_t index_of(const SweepPoint& point, const std::string& path) {
  const auto found = std::find_if(point.metrics->begin(), point.metrics->end(),
                                  [&](const SweptMetric& it) { return it.path == path; });
  return static_cast<std::size_t>(found - point.metrics->begin());
}

class SweepDrawing {
 public:
  SweepDrawing(const Sweep& sweep, const std::string& path) : values_(sweep.variations[0].values) {
    double highest = 0;
    for (const SweepPoint& point : sweep.points) {
      const std::size_t metric = index_of(point, path);
      if (metric == point.metrics->size() || point.records.empty()) continue;
      const Estimate estimate = estimate_at(point, metric);
      if (!estimate.mean) continue;
      unit_ = (*point.metrics)[metric].unit;
      highest = std::max(highest, *estimate.mean + estimate.half_width.value_or(0));
      const auto at = std::find(values_.begin(), values_.end(), point.values[0]);
      line_named(name_of_line(point)).values[static_cast<std::size_t>(at - values_.begin())] =
          estimate;
    }
    step_ = round_step(highest / kGridLines);
    most_ = step_ * std::ceil(highest / step_);
  }

  [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }
  [[nodiscard]] Unit unit() const { return unit_; }

  [[nodiscard]] std::string body(const std::string& setting) const {
    std::string text = axes(setting);
    for (std::size_t i = 0; i < std::min(lines_.size(), kMostLines); ++i) text += line(i);
    return text + names();
  }

 private:
  Line& line_named(const std::string& name) {
    const auto found =
        std::find_if(lines_.begin(), lines_.end(), [&](const Line& it) { return it.name == name; });
    if (found != lines_.end()) return *found;
    lines_.push_back({name, std::vector<std::optional<Estimate>>(values_.size())});
    return lines_.back();
  }

  [[nodiscard]] double x(std::size_t value) const {
    const double steps = std::max(1.0, static_cast<double>(values_.size()) - 1);
    return kLeft + 10 + static_cast<double>(value) / steps * (kRight - kLeft - 20);
  }
  [[nodiscard]] double y(double value) const {
    return most_ <= 0 ? kBottom : kBottom - value / most_ * (kBottom - kTop);
  }

  [[nodiscard]] std::string axes(const std::string& setting) const {
    std::string text;
    for (int i = 0; i <= 2 * kGridLines && i * step_ <= most_ * 1.001; ++i) {
      const double value = i * step_;
      const std::string at = xml_number(y(value));
      text += "<line class=\"grid\" x1=\"" + xml_number(kLeft) + "\" x2=\"" + xml_number(kRight) +
              "\" y1=\"" + at + "\" y2=\"" + at + "\"/><text class=\"row\" x=\"" +
              xml_number(kLeft - 8) + "\" y=\"" + at + "\">" +
              xml_text(format_value(value, unit_)) + "</text>\n";
    }
    const std::size_t every = (values_.size() + kMostLabels - 1) / kMostLabels;
    for (std::size_t i = 0; i < values_.size(); i += every) {
      text += "<text class=\"mark\" x=\"" + xml_number(x(i)) + "\" y=\"" +
              xml_number(kBottom + 18) + "\">" + xml_text(fitted(values_[i], 12)) + "</text>\n";
    }
    return text + "<text class=\"mark\" x=\"" + xml_number((kLeft + kRight) / 2) + "\" y=\"" +
           xml_number(kBottom + 38) + "\">" + xml_text(fitted(setting, 80)) + "</text>\n";
  }

  [[nodiscard]] std::string line(std::size_t number) const {
    const Line& of = lines_[number];
    std::string path;
    std::string points;
    for (std::size_t i = 0; i < of.values.size(); ++i) {
      if (!of.values[i]) continue;
      const Estimate& it = *of.values[i];
      const std::string at = xml_number(x(i));
      const double height = y(*it.mean);
      path += (path.empty() ? "M" : "L") + at + " " + xml_number(height);
      if (it.half_width) {
        points += "<line class=\"interval\" x1=\"" + at + "\" x2=\"" + at + "\" y1=\"" +
                  xml_number(y(std::max(0.0, *it.mean - *it.half_width))) + "\" y2=\"" +
                  xml_number(y(*it.mean + *it.half_width)) + "\"/>";
      }
      const std::string tip =
          values_[i] + (of.name.empty() ? "" : ", " + of.name) + ": " + format_estimate(it, unit_);
      points += "<circle class=\"mean\" cx=\"" + at + "\" cy=\"" + xml_number(height) +
                "\" r=\"4\" data-tip=\"" + xml_text(tip) + "\"/>\n";
    }
    return "<g class=\"swept line-" + std::to_string(number + 1) + "\"><path d=\"" + path +
           "\"/>\n" + points + "</g>\n";
  }

  /// Beside the ends of the lines, in their order, so far apart that they can be read.
  [[nodiscard]] std::string names() const {
    constexpr double kApart = 15;
    std::vector<std::pair<double, std::size_t>> ends;
    for (std::size_t i = 0; i < std::min(lines_.size(), kMostLines); ++i) {
      const auto last = std::find_if(lines_[i].values.rbegin(), lines_[i].values.rend(),
                                     [](const auto& it) { return it.has_value(); });
      ends.emplace_back(y(*(*last)->mean), i);
    }
    std::sort(ends.begin(), ends.end());
    std::string text;
    double free = 0;
    for (const auto& [end, i] : ends) {
      if (lines_[i].name.empty()) continue;  // the only one
      const double at = std::max(end, free);
      free = at + kApart;
      const std::string middle = xml_number(at);
      text += "<g class=\"swept line-" + std::to_string(i + 1) + "\"><path class=\"key\" d=\"M" +
              xml_number(kRight + 8) + " " + middle + "h22\"/><text x=\"" +
              xml_number(kRight + 36) + "\" y=\"" + middle + "\">" +
              xml_text(fitted(lines_[i].name, 22)) + "</text></g>\n";
    }
    return text;
  }

  const std::vector<std::string>& values_;
  std::vector<Line> lines_;
  Unit unit_ = Unit::count;
  double step_ = 1;
  double most_ = 0;
};

}  // namespace

Figure sweep_figure(const Sweep& sweep, const std::string& path) {
  const std::string& setting = sweep.variations[0].path;
  Figure figure{.name = "sweep", .title = path};
  figure.text =
      "Against " + setting +
      ", whose values stand side by side in the order in which they were given. A point is "
      "the mean over replications, the bar its 95 % interval.";
  const SweepDrawing drawing(sweep, path);
  figure.table = {.title = setting};
  for (const std::string& value : sweep.variations[0].values) {
    figure.table.rows.push_back({.name = value});
  }
  for (const Line& line : drawing.lines()) {
    figure.table.columns.push_back({"", line.name.empty() ? path : line.name});
    for (std::size_t i = 0; i < line.values.size(); ++i) {
      figure.table.rows[i].cells.push_back(
          line.values[i] ? format_estimate(*line.values[i], drawing.unit()) : kNoValue);
    }
  }
  if (drawing.lines().size() > kMostLines) {
    figure.left_out.push_back("Drawn are " + grouped(kMostLines) + " of " +
                              grouped(drawing.lines().size()) + " lines; the table has them all.");
  }
  if (drawing.lines().empty()) return figure;
  figure.svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"figure\" role=\"group\" "
      "aria-label=\"" +
      xml_text(figure.title) + "\" viewBox=\"0 0 " + xml_number(TimeFrame::kWidth) + " " +
      xml_number(kBottom + 50) + "\">\n" + drawing.body(setting) + "</svg>\n";
  return figure;
}

}  // namespace ipcsim
