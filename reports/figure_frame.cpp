#include "reports/figure_frame.hpp"

#include <algorithm>
#include <utility>

#include "reports/format_value.hpp"
#include "reports/time_axis.hpp"
#include "reports/xml_text.hpp"
#include "sim/base/display_width.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kWidestName = 20;  // columns that fit beside the plot
constexpr std::size_t kMostMarks = 8;

std::string attribute(std::string_view name, double value) {
  return " " + std::string(name) + "=\"" + xml_number(value) + "\"";
}

}  // namespace

TimeFrame::TimeFrame(std::string name, std::string label, Instant from, Instant to)
    : name_(std::move(name)), label_(std::move(label)), from_(from), to_(to) {}

double TimeFrame::x(Instant at) const {
  const auto length = static_cast<double>(std::max<std::int64_t>(1, (to_ - from_).ns));
  return kLeft + static_cast<double>(at.ns - from_.ns) / length * (kRight - kLeft);
}

double TimeFrame::clipped_x(Instant at) const { return x(std::clamp(at, from_, to_)); }

double TimeFrame::add_row(std::string_view name, double height) {
  const double top = bottom_;
  const std::string shown = xml_text(fitted(name, kWidestName));
  names_ += "<text class=\"row\" data-name=\"" + xml_text(fitted(name, 80)) + "\" x=\"" +
            xml_number(kLeft - 8) + "\" y=\"" + xml_number(top + height / 2) + "\">" + shown +
            "</text>\n";
  bottom_ += height;
  return top;
}

void TimeFrame::add_note(std::string_view note, double y) {
  names_ += "<text class=\"note\" x=\"" + xml_number(kLeft - 8) + "\" y=\"" + xml_number(y) +
            "\">" + xml_text(note) + "</text>\n";
}

std::string TimeFrame::axis() const {
  std::string marks;
  for (const Instant mark : time_marks(from_, to_, kMostMarks)) {
    const std::string at = xml_number(x(mark));
    marks += "<line class=\"grid\" x1=\"" + at + "\" x2=\"" + at + "\" y1=\"" +
             xml_number(kTop - 4) + "\" y2=\"" + xml_number(bottom_) +
             "\"/><text class=\"mark\" x=\"" + at + "\" y=\"" + xml_number(kTop - 10) + "\">" +
             format_exactly(mark) + "</text>\n";
  }
  return "<g class=\"axis\">\n" + marks + "</g>\n";
}

std::string TimeFrame::svg() const {
  const std::string height = xml_number(bottom_ + 4);
  const std::string clip = name_ + "-clip";
  std::string text =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"figure\" role=\"group\" "
      "aria-label=\"" +
      xml_text(label_) + "\" viewBox=\"0 0 " + xml_number(kWidth) + " " + height +
      "\" data-from=\"" + std::to_string(from_.ns) + "\" data-to=\"" + std::to_string(to_.ns) +
      "\" data-left=\"" + xml_number(kLeft) + "\" data-right=\"" + xml_number(kRight) + "\">\n";
  text += "<clipPath id=\"" + clip + "\"><rect" + attribute("x", kLeft) + attribute("y", 0) +
          attribute("width", kRight - kLeft) + attribute("height", bottom_ + 4) + "/></clipPath>\n";
  text += axis() + names_;
  text += "<g class=\"plot\" clip-path=\"url(#" + clip + ")\">\n" + plot_ + "</g>\n</svg>\n";
  return text;
}

std::string rectangle(std::string_view css_class, double x, double y, double width, double height,
                      std::string_view tip) {
  constexpr double kNarrow = 2;  // its edges would hide it
  const std::string narrow = width < kNarrow ? " narrow" : "";
  return "<rect class=\"" + std::string(css_class) + narrow + "\"" + attribute("x", x) +
         attribute("y", y) + attribute("width", width) + attribute("height", height) +
         " data-tip=\"" + xml_text(tip) + "\"/>\n";
}

}  // namespace ipcsim
