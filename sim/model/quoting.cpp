#include "sim/model/quoting.hpp"

#include <algorithm>
#include <optional>

#include "sim/base/spelling.hpp"
#include "sim/base/utf8.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kLongestQuote = 80;     // bytes of the user's text in a message
constexpr std::size_t kMostWords = 12;        // of a list in a message
constexpr std::size_t kMostSearched = 2'000;  // words that "did you mean" looks at

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

/// The known word that was probably meant: the same but for capitals, or the nearest, or the only
/// one that begins with it.
std::optional<std::string> meant_word(std::string_view word, std::span<const std::string> known) {
  const std::string lower = lower_case(word);
  std::vector<std::string> longer;
  for (const std::string& candidate : known) {
    const std::string candidate_lower = lower_case(candidate);
    if (candidate_lower == lower) return candidate;
    if (candidate_lower.starts_with(lower)) longer.push_back(candidate);
  }
  if (auto best = nearest(word, known)) return best;
  constexpr std::size_t kShortestBeginning = 3;
  if (longer.size() == 1 && word.size() >= kShortestBeginning) return longer.front();
  return std::nullopt;
}

}  // namespace

std::string quote(std::string_view text) {
  std::string_view shown = text.substr(0, kLongestQuote);
  while (shown.size() < text.size() && !shown.empty() && continues_character(text[shown.size()])) {
    shown.remove_suffix(1);
  }
  std::string result = "\"";
  for (const char c : shown) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += {'\\', c};
    } else if (code < 0x20U || code == 0x7FU) {
      constexpr char kHexDigits[] = "0123456789abcdef";
      result += "\\u00";
      result += {kHexDigits[code >> 4U], kHexDigits[code & 0xFU]};
    } else {
      result += c;
    }
  }
  return result + (shown.size() < text.size() ? "…\"" : "\"");
}

std::string word_list(std::span<const std::string> words) {
  std::string result;
  const std::size_t shown = words.size() > kMostWords + 1 ? kMostWords : words.size();
  for (const std::string& word : words.first(shown)) {
    if (!result.empty()) result += ", ";
    const std::string quotation = quote(word);
    result += std::string_view(quotation).substr(1, quotation.size() - 2);
  }
  if (shown < words.size()) result += " … and " + std::to_string(words.size() - shown) + " more";
  return result;
}

std::string known_words_hint(std::string_view word, std::span<const std::string> known,
                             std::string_view label) {
  const std::string list = std::string(label) + ": " + (known.empty() ? "none" : word_list(known));
  const std::optional<std::string> meant =
      meant_word(word, known.first(std::min(known.size(), kMostSearched)));
  return meant ? "did you mean " + quote(*meant) + "? " + list : list;
}

std::string grouped(std::uint64_t number) {
  std::string result = std::to_string(number);
  for (std::size_t at = result.size(); at > 3;) {
    at -= 3;
    result.insert(at, ",");
  }
  return result;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return grouped(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

}  // namespace ipcsim
