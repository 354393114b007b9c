#include "tests/catalogue/markdown.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>

namespace ipcsim::testing {
namespace {

constexpr std::string_view kFence = "```";
constexpr std::string_view kCommentOpen = "<!--";
constexpr std::string_view kCommentClose = "-->";

std::size_t indentation_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

bool is_fence(std::string_view line) {
  return line.substr(indentation_of(line)).starts_with(kFence);
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

/// The text of a line that is a comment and nothing else.
std::string comment_on(std::string_view line) {
  const std::string text = trimmed(line);
  if (!text.starts_with(kCommentOpen) || !text.ends_with(kCommentClose)) return {};
  return trimmed(std::string_view(text).substr(
      kCommentOpen.size(), text.size() - kCommentOpen.size() - kCommentClose.size()));
}

/// The line without what stands between backticks.
std::string without_inline_code(std::string_view line) {
  std::string result;
  bool in_code = false;
  for (const char c : line) {
    if (c == '`') in_code = !in_code;
    if (!in_code) result += c;
  }
  return result;
}

}  // namespace

std::vector<CodeBlock> code_blocks(const std::string& markdown) {
  std::vector<CodeBlock> blocks;
  std::istringstream lines(markdown);
  std::string line;
  std::string line_before;
  bool inside = false;
  std::size_t indentation = 0;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    if (is_fence(line)) {
      if (!inside) {
        indentation = indentation_of(line);
        blocks.push_back({.language = trimmed(line.substr(indentation + kFence.size())),
                          .text = {},
                          .comment = comment_on(line_before),
                          .line = number});
      }
      inside = !inside;
    } else if (inside) {
      blocks.back().text += line.substr(std::min(indentation, indentation_of(line))) + "\n";
    }
    line_before = line;
  }
  return blocks;
}

std::vector<std::string> link_targets(const std::string& markdown) {
  std::vector<std::string> targets;
  std::istringstream lines(markdown);
  std::string line;
  bool inside = false;
  while (std::getline(lines, line)) {
    if (is_fence(line)) inside = !inside;
    if (inside) continue;
    const std::string text = without_inline_code(line);
    for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
      targets.push_back(text.substr(at + 2, text.find(')', at) - at - 2));
    }
  }
  return targets;
}

}  // namespace ipcsim::testing
