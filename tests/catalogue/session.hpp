// A session as the documentation shows it: lines that begin with "$ " are commands, all others
// what they print. A line [...] stands for any number of lines that the page leaves out.
#pragma once

#include <string>

namespace ipcsim::testing {

/// A shell script that prints each command of the session, as it stands there, and then runs it.
/// $? is that of the command before.
std::string script_of(const std::string& session);

/// Whether `printed`, by that script, is what the session shows.
bool is_as_shown(const std::string& session, const std::string& printed);

/// The session with what was printed now. Of a command whose output it shows in part, it shows as
/// many lines before and behind [...] as it did.
std::string brought_up_to_date(const std::string& session, const std::string& printed);

}  // namespace ipcsim::testing
