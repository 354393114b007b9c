// A statement that is an error wherever somebody comes to it: so whether a place in a program can
// be reached decides the verdict.
#pragma once

#include <cstdint>
#include <string>

namespace ipcsim::testing {

/// The scenario with a loop without a step somewhere in one of its programs.
std::string with_trap(const std::string& scenario, std::uint64_t seed);

}  // namespace ipcsim::testing
