// The frame of a drawing over time: names of rows on the left, a time axis above, and between them
// the plot, in which an instant has its place. Rows are as high as whoever draws them says. A
// script that zooms finds the plot by the attributes of the element.
#pragma once

#include <string>
#include <string_view>

#include "sim/base/time.hpp"

namespace ipcsim {

class TimeFrame {
 public:
  static constexpr double kWidth = 968;
  static constexpr double kLeft = 150;  // of the plot
  static constexpr double kRight = 944;
  static constexpr double kTop = 28;

  /// `name`: of the figure, unique in its document; `label`: what screen readers call it.
  /// REQUIRES: from <= to.
  TimeFrame(std::string name, std::string label, Instant from, Instant to);

  [[nodiscard]] double x(Instant at) const;
  /// The same of an instant that may lie outside the window: at its edge.
  [[nodiscard]] double clipped_x(Instant at) const;

  /// A row of that height below all that were added; where it begins.
  double add_row(std::string_view name, double height);
  /// A small word beside the plot at that height.
  void add_note(std::string_view note, double y);
  /// Room below, for what is no row.
  void add_space(double height) { bottom_ += height; }
  [[nodiscard]] double bottom() const { return bottom_; }

  /// Elements in the plot, clipped at its edges.
  void draw(const std::string& elements) { plot_ += elements; }

  /// The whole, an svg element.
  [[nodiscard]] std::string svg() const;

 private:
  [[nodiscard]] std::string axis() const;

  std::string name_;
  std::string label_;
  Instant from_;
  Instant to_;
  double bottom_ = kTop;
  std::string names_;
  std::string plot_;
};

/// An element. `tip`: what is told of it when somebody points at it.
std::string rectangle(std::string_view css_class, double x, double y, double width, double height,
                      std::string_view tip);

}  // namespace ipcsim
