// A value of the scenario that is to take several values in turn, as the command line writes it:
// `mailboxes.buffer.capacity=1,2,5`, `…=1:64:*2`, `run.until=10s:60s:10s`, `send=blocking,
// nonblocking`. Knows nothing of scenarios: whether the path leads anywhere is the reader's matter.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ipcsim {

struct Variation {
  std::string path;
  std::vector<std::string> values;  // as `--set` takes them; at least one, none twice
};

/// What is wrong, and what to do.
struct VariationProblem {
  std::string message;
  std::vector<std::string> hints;
};

/// No variation has more values.
inline constexpr std::size_t kMostValues = 100'000;

/// Reads PATH=ITEMS, items separated by commas, each a value or a range: `a:b` or `a:b:step` (a,
/// a + step, … up to b; the step is 1 if left out) or `a:b:*factor`. The numbers of a range may
/// have a unit, all the same; values are rounded to 12 significant digits, and with `*` to whole
/// numbers where both ends are whole, so that `1:100:*1.5` has no fractions. A value that comes
/// again is left out.
std::variant<Variation, VariationProblem> parse_variation(std::string_view text);

/// One value for each variation: all combinations, those of the last variation beside each other.
/// REQUIRES: count_points(variations) fits into memory.
std::vector<std::vector<std::string>> all_points(const std::vector<Variation>& variations);

/// How many combinations there are; SIZE_MAX where the number is larger than that.
std::size_t count_points(const std::vector<Variation>& variations);

}  // namespace ipcsim
