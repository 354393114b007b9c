#include "reports/intervals_figure.hpp"

#include <algorithm>
#include <array>

#include "reports/figure_frame.hpp"
#include "reports/format_value.hpp"
#include "reports/xml_text.hpp"
#include "sim/base/display_width.hpp"

namespace ipcsim {
namespace {

constexpr double kLeft = 210;
constexpr double kRight = TimeFrame::kRight - 130;  // room for the figure itself
constexpr double kRow = 22;
constexpr double kHeading = 30;
constexpr double kGap = 14;

struct Panel {
  Total total;
  const char* heading;
};
constexpr std::array<Panel, 4> kPanels = {{{Total::throughput, "throughput"},
                                           {Total::wait_mean, "mean wait"},
                                           {Total::wait_p99, "p99 wait"},
                                           {Total::core_time, "cores busy"}}};

std::string text_element(std::string_view css_class, double x, double y, std::string_view text) {
  return "<text class=\"" + std::string(css_class) + "\" x=\"" + xml_number(x) + "\" y=\"" +
         xml_number(y) + "\">" + xml_text(text) + "</text>\n";
}

std::string horizontal(std::string_view css_class, double x1, double x2, double y) {
  return "<line class=\"" + std::string(css_class) + "\" x1=\"" + xml_number(x1) + "\" x2=\"" +
         xml_number(x2) + "\" y1=\"" + xml_number(y) + "\" y2=\"" + xml_number(y) + "\"/>\n";
}

const Estimate& estimate_of(const ComparedVariant& variant, Total total) {
  return variant.results.totals[static_cast<std::size_t>(total)].estimate;
}

/// The largest value that an interval reaches; 0 where there is none.
double highest(const VariantComparison& comparison, Total total) {
  double most = 0;
  for (const ComparedVariant& variant : comparison.variants) {
    const Estimate& it = estimate_of(variant, total);
    most = std::max(most, it.mean.value_or(0) + it.half_width.value_or(0));
  }
  return most;
}

std::string point_of(const ComparedVariant& variant, const Panel& panel, double most, double y) {
  const Estimate& it = estimate_of(variant, panel.total);
  const Unit unit = kTotals[static_cast<std::size_t>(panel.total)].unit;
  const std::string shown = format_estimate(it, unit);
  std::string text = text_element("row", kLeft - 10, y, fitted(variant.name, 28)) +
                     text_element("value", kRight + 12, y, shown) +
                     horizontal("grid", kLeft, kRight, y);
  if (!it.mean || most <= 0) return text;
  const auto x = [&](double value) { return kLeft + value / most * (kRight - kLeft); };
  const double half = it.half_width.value_or(0);
  const double low = x(std::max(0.0, *it.mean - half));
  const double high = x(*it.mean + half);
  return text + horizontal("interval", low, high, y) + "<circle class=\"mean\" cx=\"" +
         xml_number(x(*it.mean)) + "\" cy=\"" + xml_number(y) + "\" r=\"4\" data-tip=\"" +
         xml_text(variant.name + ", " + panel.heading + ": " + shown) + "\"/>\n";
}

}  // namespace

Figure intervals_figure(const VariantComparison& comparison) {
  Figure figure{.name = "intervals", .title = "Means and intervals"};
  figure.text =
      "A point is the mean over replications, the bar its 95 % interval. Every row begins "
      "at 0. Where bars lie over each other the difference may still be sure, for the "
      "replications are compared in pairs: the table says so.";
  figure.table = {.title = "variant"};
  for (const ComparedVariant& variant : comparison.variants) {
    figure.table.rows.push_back({.name = variant.name});
  }
  double y = 0;
  std::string body;
  for (const Panel& panel : kPanels) {
    const double most = highest(comparison, panel.total);
    body += text_element("panel", kLeft, y + 18, panel.heading);
    y += kHeading;
    figure.table.columns.push_back({"", panel.heading});
    for (std::size_t v = 0; v < comparison.variants.size(); ++v) {
      const ComparedVariant& variant = comparison.variants[v];
      body += point_of(variant, panel, most, y + kRow / 2);
      y += kRow;
      figure.table.rows[v].cells.push_back(format_estimate(
          estimate_of(variant, panel.total), kTotals[static_cast<std::size_t>(panel.total)].unit));
    }
    y += kGap;
  }
  figure.svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"figure\" role=\"group\" "
      "aria-label=\"" +
      figure.title + "\" viewBox=\"0 0 " + xml_number(TimeFrame::kWidth) + " " + xml_number(y) +
      "\">\n" + body + "</svg>\n";
  return figure;
}

}  // namespace ipcsim
