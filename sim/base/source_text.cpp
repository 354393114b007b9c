#include "sim/base/source_text.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/utf8.hpp"

namespace ipcsim {

SourceText::SourceText(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)), line_starts_{0} {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (i % kBlock == 0) characters_before_.push_back(characters);
    if (!continues_character(text_[i])) ++characters;
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
  if (text_.size() % kBlock == 0) characters_before_.push_back(characters);
}

std::size_t SourceText::characters_before(std::size_t offset) const {
  const std::size_t block = offset / kBlock;
  const auto first = text_.begin() + static_cast<std::ptrdiff_t>(block * kBlock);
  const auto last = text_.begin() + static_cast<std::ptrdiff_t>(offset);
  const auto rest = std::count_if(first, last, [](char c) { return !continues_character(c); });
  return characters_before_[block] + static_cast<std::size_t>(rest);
}

LineColumn SourceText::line_column(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line_start = *(after - 1);
  const std::size_t column = characters_before(offset) - characters_before(line_start) + 1;
  return {static_cast<std::uint32_t>(after - line_starts_.begin()),
          static_cast<std::uint32_t>(column)};
}

std::string_view SourceText::line(std::uint32_t line) const {
  const std::size_t begin = line_starts_[line - 1];
  const std::size_t end = line < line_starts_.size() ? line_starts_[line] - 1 : text_.size();
  std::string_view result = std::string_view(text_).substr(begin, end - begin);
  if (result.ends_with('\r')) result.remove_suffix(1);
  return result;
}

}  // namespace ipcsim
