// Searches the interleavings of a program within the limits that the user sets, and shows on a
// terminal how far it has come.
#pragma once

#include "app/request.hpp"
#include "app/terminal.hpp"
#include "sim/check/check_result.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// `is_watched`: progress is shown, if there is a terminal for it.
CheckResult search(const Program& program, const SearchRequest& request, bool is_watched,
                   Terminal& terminal);

/// The request for one of several searches, whose time is limited if the user has not limited it:
/// one that cannot be decided shall not hold up the others.
SearchRequest one_of_several(const SearchRequest& request);

inline constexpr Duration kUsualTimeOfOne{10'000'000'000};  // 10 s

}  // namespace ipcsim
