// Text inside a graph of DOT, the language of Graphviz: whatever it holds, it stays text.
#pragma once

#include <string>
#include <vector>

namespace ipcsim {

/// `lines` as one string of DOT, centred one below the other; none is wider than 100 columns.
std::string dot_string(const std::vector<std::string>& lines);

}  // namespace ipcsim
