// How a report came about: all that may differ between two runs with equal results. No wall-clock
// time: a repeated command gives the same bytes.
#pragma once

#include <string>

namespace ipcsim {

struct Manifest {
  std::string version;         // of ipcsim
  std::string compiler;        // that built it
  std::string build_type;      // "release" or "debug"
  std::string command_line;    // as given, quoted for a shell
  std::string repeat_command;  // gives these results again, whatever seed the file then names
};

}  // namespace ipcsim
