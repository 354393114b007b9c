// The fenced code blocks of a Markdown text, each with the comment that stands before it. Knows
// nothing of what is in them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ipcsim::testing {

struct CodeBlock {
  std::string language;  // the word behind the fence: "json", "console"; may be empty
  std::string text;      // its lines, each with its end
  std::string comment;   // the text of `<!-- … -->` on the line before the fence; else empty
  std::size_t line = 0;  // of the opening fence, from 1
};

/// In their order. An indented fence, as in a list, counts too; its lines lose that indentation.
std::vector<CodeBlock> code_blocks(const std::string& markdown);

/// What stands in parentheses in `[text](target)`, outside of code blocks and inline code.
std::vector<std::string> link_targets(const std::string& markdown);

}  // namespace ipcsim::testing
