// How a report came about: all that may differ between two runs with equal results, beside the
// scenario's name, seed and replications. No wall-clock time: a repeated command gives the same
// bytes.
#pragma once

#include <string>
#include <vector>

namespace ipcsim {

struct Manifest {
  std::string version;         // of ipcsim
  std::string compiler;        // that built it
  std::string build_type;      // "release" or "debug"
  std::string command_line;    // as given, quoted for a shell
  std::string repeat_command;  // gives these results again, whatever seed the file then names
  std::string scenario_hash;   // see ReadResult; of several files, of their hashes, a line each
  std::vector<std::string> options;  // that change the results, but for the seed, each with its
                                     // value: "--set mailboxes.buffer.capacity=8"
};

}  // namespace ipcsim
