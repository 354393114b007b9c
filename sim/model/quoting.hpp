// Words of the user in a message: quoted, on one line, never too long; and lists of known words.
// Knows nothing of what the words name.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ipcsim {

/// "text" in double quotes; control characters, quotes and backslashes as JSON escapes, a long
/// text cut with "…".
std::string quote(std::string_view text);

/// `a, b, c`; of a long list the first ones, then `… and 12 more`.
std::string word_list(std::span<const std::string> words);

/// What to do about an unknown word: `did you mean "b"? known keys: a, b`. `label` says what the
/// list is of ("known keys", "declared").
std::string known_words_hint(std::string_view word, std::span<const std::string> known,
                             std::string_view label);

/// 1234567 as "1,234,567".
std::string grouped(std::uint64_t number);

/// "1 element", "5 elements".
std::string counted(std::uint64_t number, std::string_view noun);

}  // namespace ipcsim
