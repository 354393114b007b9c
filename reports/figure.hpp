// One picture of a report: a drawing as SVG, what it shows in words, and the figures behind it as a
// table, so that nobody needs to see it. Every format that has pictures is made of these.
#pragma once

#include <string>
#include <vector>

#include "reports/table.hpp"

namespace ipcsim {

struct Figure {
  std::string name;   // "timeline": of --figure, and the beginning of its ids
  std::string title;  // "What each process did"
  std::string text;   // what it shows, in a few sentences
  std::string svg;    // an element, for a document that has kFigureStyle; empty: only the text
  Table table;
  std::vector<std::string> left_out;  // what is not in the table, or not drawn; a sentence each
};

/// The drawing as a document of its own.
std::string svg_document(const Figure& figure);

/// Defines what drawings refer to: arrow heads and patterns. Once in a document.
std::string figure_definitions();

}  // namespace ipcsim
