#include "reports/figure.hpp"

#include "reports/activity_style.hpp"
#include "reports/html_parts.hpp"
#include "reports/xml_text.hpp"

namespace ipcsim {
namespace {

std::string pattern(std::string_view key, std::string_view shape, int turn) {
  const std::string name(key);
  return "<pattern id=\"p-" + name + "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"" +
         " patternTransform=\"rotate(" + std::to_string(turn) + ")\"><rect class=\"p-" + name +
         "\" width=\"6\" height=\"6\"/>" + std::string(shape) + "</pattern>\n";
}

std::string marker(std::string_view id, double reference, std::string_view shape) {
  return "<marker id=\"" + std::string(id) + "\" viewBox=\"0 0 10 10\" refX=\"" +
         xml_number(reference) +
         "\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" "
         "orient=\"auto\">" +
         std::string(shape) + "</marker>\n";
}

}  // namespace

std::string figure_definitions() {
  constexpr std::string_view kStripe = "<path class=\"p-stripe\" d=\"M0 0V6\"/>";
  constexpr std::string_view kCross = "<path class=\"p-stripe\" d=\"M0 0V6M0 0H6\"/>";
  constexpr std::string_view kDot = "<circle class=\"p-dot\" cx=\"3\" cy=\"3\" r=\"1.3\"/>";
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"0\" aria-hidden=\"true\" "
         "style=\"position:absolute\"><defs>\n" +
         pattern("ready", kStripe, 0) + pattern("blocked_send", kStripe, 45) +
         pattern("blocked_receive", kDot, 0) + pattern("polling", kCross, 45) +
         pattern("core", kStripe, 45) +
         marker("arrow", 10, "<path class=\"head\" d=\"M1 1L10 5L1 9z\"/>") +
         marker("arrow-thin", 10, "<path class=\"head-thin\" d=\"M1 1L10 5L1 9z\"/>") +
         marker("arrow-cycle", 10, "<path class=\"head-cycle\" d=\"M0 0L10 5L0 10z\"/>") +
         marker("dot", 5, "<circle class=\"head\" cx=\"5\" cy=\"5\" r=\"2.6\"/>") +
         marker("ring", 5, "<circle class=\"ring\" cx=\"5\" cy=\"5\" r=\"3.6\"/>") +
         marker("cross", 5, "<path class=\"cross\" d=\"M1 1L9 9M9 1L1 9\"/>") + "</defs></svg>\n";
}

std::string svg_document(const Figure& figure) {
  // Into the element that there is: behind its first tag.
  const std::size_t inside = figure.svg.find('>') + 1;
  return figure.svg.substr(0, inside) + "\n<title>" + xml_text(figure.title) + "</title>\n<desc>" +
         xml_text(figure.text) + "</desc>\n<style>\n" + std::string(kFigureStyle) +
         "svg { background: var(--paper); }\n</style>\n" + figure_definitions() +
         figure.svg.substr(inside);
}

}  // namespace ipcsim
