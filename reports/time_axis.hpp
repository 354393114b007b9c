// Where the marks of a time axis stand: at round times, so few that their labels have room. For
// terminals and for figures.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/base/time.hpp"

namespace ipcsim {

/// Multiples of 1, 2 or 5 times a power of ten of a nanosecond in [from, to], at most `most` and,
/// where the window is long enough, at least a third of that. REQUIRES: from <= to, most > 0.
std::vector<Instant> time_marks(Instant from, Instant to, std::size_t most);

/// The same of numbers from 0 to `highest`, which a scale of whole numbers shows; 0 is the first.
std::vector<std::uint64_t> count_marks(std::uint64_t highest, std::size_t most);

}  // namespace ipcsim
