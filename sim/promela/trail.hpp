// What a process does behind a step until it comes to the next one: jumps, rounds of loops and the
// drawing of indices, which are no steps. For the files of this folder alone.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/program/program.hpp"

namespace ipcsim::promela {

/// Where a process can stand: in front of a step. A message to another host that waits at the
/// mailbox there stands for its sender, at the same instruction as the wait for word.
struct Place {
  CodeIndex at = 0;
  bool in_turn = false;  // at an `await`: its message still has to be accepted
  friend auto operator<=>(const Place&, const Place&) = default;
};

/// Statements of Promela, one a line; what stands inside others is indented.
using Lines = std::vector<std::string>;

struct TrailEnd {
  std::function<Lines(Place)> go_to;  // how a process goes on there
  Lines finish;                       // at the end of its program
  Lines run_for_ever;                 // where no step comes any more
};

/// From the instruction at `at`, which is no step or is one.
Lines trail(const Program& program, CodeIndex at, const TrailEnd& end);

/// No step comes any more.
bool is_endless(const Program& program, CodeIndex at);

/// The program ends before any step.
bool ends_at_once(const Program& program, const ProcessGroup& group);

/// The names of registers: of one that counts rounds, and of one that holds an index.
std::string register_name(std::uint16_t slot);

}  // namespace ipcsim::promela
