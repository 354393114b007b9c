// The Program as text, for people and for tests of the compiler.
#pragma once

#include <string>

#include "sim/program/program.hpp"

namespace ipcsim {

/// Mailboxes, then each process group with its instructions, one a line, the place of the
/// statement behind those that begin one.
std::string disassemble(const Program& program);

/// "exponential 10000000", "constant 64": the law and its parameters, in ns or bytes.
std::string describe(const Distribution& distribution);

}  // namespace ipcsim
