// Text broken into lines at blanks, and lists of names in a sentence. Knows nothing of reports.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ipcsim {

/// Columns of a report's lines.
inline constexpr std::size_t kReportWidth = 100;

/// Lines of at most `width` columns; what cannot be broken and is longer stands alone. Lines behind
/// the first begin with `indent` blanks. Never broken: "12 ms", and what stands in double quotes.
std::vector<std::string> wrapped(std::string_view text, std::size_t width, std::size_t indent = 0);

/// Lines as they are, but for those that are wider than `width`: they go on below, with 4 blanks
/// more in front. From kReportWidth columns on none are broken.
std::vector<std::string> fitted_lines(const std::vector<std::string>& lines, std::size_t width);

/// "A", "A and B", "A, B and C"; of a list longer than `most` the first ones:
/// "A, B, C … and 997 more". `unnamed`: how many more there are than `names` tells.
std::string joined_names(std::span<const std::string> names, std::size_t most = 8,
                         std::size_t unnamed = 0);

/// With a capital letter in front, if it begins with one of the letters a to z.
std::string capitalized(std::string text);

}  // namespace ipcsim
