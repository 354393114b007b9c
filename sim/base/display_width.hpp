// How many columns a UTF-8 text takes on a terminal: wide characters (CJK, most emoji) take two,
// combining marks none. Knows nothing of tables.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ipcsim {

std::size_t display_width(std::string_view text);

/// `text` with blanks behind it (or before it) to at least `width` columns.
std::string padded_right(std::string text, std::size_t width);
std::string padded_left(std::string text, std::size_t width);

/// `text` if it takes at most `width` columns; else its beginning and "…", `width` columns or one
/// less. REQUIRES: width >= 1.
std::string fitted(std::string_view text, std::size_t width);

}  // namespace ipcsim
