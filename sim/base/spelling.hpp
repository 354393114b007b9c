// "Did you mean …?": the known word nearest to an unknown one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ipcsim {

/// Insertions, deletions, replacements and swaps of neighbours that turn one into the other
/// (optimal string alignment). Time and space: the product of the lengths.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `word`, the first of equals; none if all are too far off to be a
/// slip of the keyboard (more than a third of the word's length, at least 1), or the word is
/// shorter than three letters.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

}  // namespace ipcsim
