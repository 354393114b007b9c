// The proctype of a group of processes: one labelled statement for each place to stand at. For the
// files of this folder alone.
#pragma once

#include <string>

#include "sim/promela/model.hpp"
#include "sim/promela/trail.hpp"

namespace ipcsim::promela {

std::string process_text(const Model& model, ProcessGroupId group);

/// The statements one behind another, each on a line of its own with its semicolon, indented by so
/// many blanks.
std::string sequence_text(const Lines& lines, std::size_t indent);

/// An option of `if` or `do`, or a statement that stands alone.
std::string atomic_text(const Lines& lines, std::size_t indent);

/// Without what would end a comment.
std::string in_comment(std::string text);

}  // namespace ipcsim::promela
