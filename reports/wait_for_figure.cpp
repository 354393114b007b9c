#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

#include "reports/finding_text.hpp"
#include "reports/run_figures.hpp"
#include "reports/xml_text.hpp"
#include "sim/base/display_width.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr double kWidth = 960;
constexpr double kBoxWidth = 190;
constexpr double kBoxHeight = 58;
constexpr double kBend = 26;  // of an arrow, so that two in opposite directions lie apart
constexpr std::size_t kMostInCircle = 14;
constexpr std::size_t kMostBehind = 12;
constexpr std::size_t kBesideEachOther = 4;

struct Point {
  double x = 0;
  double y = 0;
};

/// Where the line from the middle of a box to `other` leaves it.
Point border_towards(Point box, Point other) {
  const double dx = other.x - box.x;
  const double dy = other.y - box.y;
  if (dx == 0 && dy == 0) return box;
  const double by_width = dx == 0 ? 1e9 : (kBoxWidth / 2 + 3) / std::abs(dx);
  const double by_height = dy == 0 ? 1e9 : (kBoxHeight / 2 + 3) / std::abs(dy);
  const double part = std::min(by_width, by_height);
  return {box.x + dx * part, box.y + dy * part};
}

std::string text_at(std::string_view css_class, Point at, std::string_view text) {
  return "<text class=\"" + std::string(css_class) + "\" x=\"" + xml_number(at.x) + "\" y=\"" +
         xml_number(at.y) + "\">" + xml_text(text) + "</text>\n";
}

/// One finding: those that wait for each other on an ellipse, along the circle if it is one, and
/// below them those that merely wait behind.
class FindingDrawing {
 public:
  FindingDrawing(const ReportedFinding& finding, double top) : finding_(finding) {
    const std::size_t in_circle = std::min(finding.processes.size(), kMostInCircle);
    const double n = static_cast<double>(in_circle);
    const double high = in_circle <= 2 ? 0 : std::max(110.0, n * 26);
    const double wide = in_circle == 1 ? 0 : in_circle == 2 ? 260 : 350;
    const Point middle{kWidth / 2, top + 50 + kBoxHeight / 2 + high};
    for (std::size_t i = 0; i < in_circle; ++i) {
      const double turn = (in_circle == 2 ? -0.5 : 0.0) + static_cast<double>(i) / n;
      const double angle = 2 * std::numbers::pi * turn - std::numbers::pi / 2;
      const double shift = in_circle == 2 ? std::numbers::pi / 2 : 0;
      places_[finding.processes[i].name] = {middle.x + wide * std::cos(angle + shift),
                                            middle.y + high * std::sin(angle + shift)};
    }
    core_ = places_;
    bottom_ = middle.y + high + kBoxHeight / 2 + 50;
    const std::size_t behind = std::min(finding.behind.size(), kMostBehind);
    for (std::size_t i = 0; i < behind; ++i) {
      const std::size_t row = i / kBesideEachOther;
      const std::size_t in_row = std::min(behind - row * kBesideEachOther, kBesideEachOther);
      const double step = kWidth / static_cast<double>(in_row);
      places_[finding.behind[i].name] = {
          step * (static_cast<double>(i % kBesideEachOther) + 0.5),
          bottom_ + 20 + kBoxHeight / 2 + static_cast<double>(row) * (kBoxHeight + 40)};
    }
    const std::size_t rows = (behind + kBesideEachOther - 1) / kBesideEachOther;
    bottom_ += static_cast<double>(rows) * (kBoxHeight + 40);
  }

  [[nodiscard]] double bottom() const { return bottom_; }
  [[nodiscard]] std::size_t left_out() const {
    return finding_.processes.size() + finding_.behind.size() - places_.size();
  }

  std::string svg() {
    std::string boxes;
    for (const auto* list : {&finding_.processes, &finding_.behind}) {
      for (const ReportedProcess& it : *list) {
        if (!places_.contains(it.name)) continue;
        add_edges(it);
        boxes += box_of(it);
      }
    }
    return edges_ + boxes + labels_;
  }

 private:
  [[nodiscard]] bool is_core(const std::string& name) const { return core_.contains(name); }

  std::string box_of(const ReportedProcess& process) const {
    const Point at = places_.at(process.name);
    std::string text = "<g class=\"node";
    if (is_core(process.name)) text += " core";
    text += "\"><rect x=\"" + xml_number(at.x - kBoxWidth / 2) + "\" y=\"" +
            xml_number(at.y - kBoxHeight / 2) + "\" width=\"" + xml_number(kBoxWidth) +
            "\" height=\"" + xml_number(kBoxHeight) + "\" rx=\"6\"/>\n";
    std::string name = process.name;
    if (process.service) name += " (a service)";
    if (process.polling) name += ", polling";
    text += text_at("name", {at.x, at.y - 13}, fitted(name, 24));
    text += text_at("statement", {at.x, at.y + 4}, fitted(process.statement, 28));
    text += text_at("place", {at.x, at.y + 20}, "line " + std::to_string(process.line));
    return text + "</g>\n";
  }

  static std::string wish(const ReportedProcess& process, const ReportedAlternative& alternative) {
    if (process.in == StuckOperation::reply) return "a reply from " + alternative.mailbox;
    if (process.in == StuckOperation::receipt) return "a receipt from " + alternative.mailbox;
    const bool sends = alternative.direction == Direction::send;
    return (sends ? "send " : "receive ") + alternative.mailbox;
  }

  void add_edges(const ReportedProcess& process) {
    bool waits_for_nobody = process.alternatives.empty();
    for (const ReportedAlternative& alternative : process.alternatives) {
      waits_for_nobody = waits_for_nobody || alternative.waits_for.empty();
      for (const std::string& other : alternative.waits_for) {
        if (places_.contains(other)) add_edge(process.name, other, wish(process, alternative));
      }
    }
    if (!waits_for_nobody) return;
    const Point at = places_.at(process.name);
    labels_ +=
        text_at("nobody", {at.x, at.y + kBoxHeight / 2 + 18}, "waits for nobody who is left");
  }

  void add_edge(const std::string& from, const std::string& to, const std::string& label) {
    const Point a = places_.at(from);
    const Point b = places_.at(to);
    const bool in_circle = is_core(from) && is_core(to);
    const std::string css_class = in_circle ? "edge cycle" : "edge";
    if (from == to) {
      const double right = a.x + kBoxWidth / 2;
      edges_ += "<path class=\"" + css_class + "\" d=\"M" + xml_number(right) + " " +
                xml_number(a.y - 12) + "c70 -24 70 48 0 24\"/>\n";
      labels_ += text_at("wish", {right + 66, a.y - 24}, fitted(label, 26));
      return;
    }
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    const Point across{(a.y - b.y) / length * kBend, (b.x - a.x) / length * kBend};
    const Point bend{(a.x + b.x) / 2 + across.x * 2, (a.y + b.y) / 2 + across.y * 2};
    const Point begin = border_towards(a, bend);
    const Point end = border_towards(b, bend);
    edges_ += "<path class=\"" + css_class + "\" d=\"M" + xml_number(begin.x) + " " +
              xml_number(begin.y) + "Q" + xml_number(bend.x) + " " + xml_number(bend.y) + " " +
              xml_number(end.x) + " " + xml_number(end.y) + "\"/>\n";
    // Beside the arrow, on the outside of its bend.
    const double beside = 14 / kBend;
    const Point middle{(begin.x + 2 * bend.x + end.x) / 4 + across.x * beside,
                       (begin.y + 2 * bend.y + end.y) / 4 + across.y * beside};
    labels_ += text_at("wish", middle, fitted(label, 26));
  }

  const ReportedFinding& finding_;
  std::map<std::string, Point> places_;  // middles of boxes
  std::map<std::string, Point> core_;
  double bottom_ = 0;
  std::string edges_;
  std::string labels_;
};

void add_rows(Table& table, const ReportedProcess& process) {
  for (const ReportedAlternative& it : process.alternatives) {
    std::string others;
    for (const std::string& other : it.waits_for) others += (others.empty() ? "" : ", ") + other;
    if (it.releasers > it.waits_for.size()) others += ", …";
    table.rows.push_back({.name = process.name,
                          .cells = {quote(process.statement), std::to_string(process.line),
                                    it.mailbox, others.empty() ? "nobody" : others}});
  }
}

}  // namespace

Figure wait_for_figure(const Results& results) {
  Figure figure{.name = "wait-for", .title = "Who waits for whom"};
  figure.text =
      "An arrow goes from a process that waits to one that could release it. Those that "
      "wait for each other are drawn strong.";
  figure.table = {.title = "process",
                  .columns = {{"", "at"}, {"", "line"}, {"", "mailbox"}, {"", "waits for"}}};
  if (results.replications.empty()) return figure;
  std::string drawings;
  double top = 0;
  std::size_t left_out = 0;
  for (const ReportedFinding& finding : results.replications[results.leading].findings) {
    if (finding.cause != FindingCause::waiting) continue;
    FindingDrawing drawing(finding, top + 20);
    drawings +=
        text_at("heading", {kWidth / 2, top + 24}, fitted(finding_headline(results, finding), 110));
    drawings += drawing.svg();
    top = drawing.bottom();
    left_out += drawing.left_out();
    for (const ReportedProcess& it : finding.processes) add_rows(figure.table, it);
    for (const ReportedProcess& it : finding.behind) add_rows(figure.table, it);
  }
  if (left_out > 0) {
    figure.left_out.push_back(grouped(left_out) + " processes more are stuck and not drawn.");
  }
  if (drawings.empty()) return figure;
  figure.svg =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"figure\" role=\"group\" "
      "aria-label=\"" +
      figure.title + "\" viewBox=\"0 0 " + xml_number(kWidth) + " " + xml_number(top) + "\">\n" +
      drawings + "</svg>\n";
  return figure;
}

}  // namespace ipcsim
