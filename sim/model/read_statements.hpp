// Reads a program: a list of statements, as one process will run it.
#pragma once

#include <cstddef>
#include <optional>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// Statements within one another, at most.
inline constexpr int kDeepestStatement = 60;

/// A select has at most so many alternatives, a multicast so many targets.
inline constexpr std::size_t kLongestList = 10'000;

/// The program in `node`, with every mistake in it reported; what is wrong is left out of the
/// result. `process` is null where a program is checked that no process runs. Notes in `context`
/// what the program does with mailboxes and processes, if there is a process.
Block read_program(ReaderContext& context, const JsonNode& node, ProcessEntry* process);

}  // namespace ipcsim
