// Reads a whole file into memory, and says in plain words why it cannot. Knows nothing of what is
// in it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace ipcsim {

/// Larger files are refused: nobody writes such a scenario, and places in it must fit 32 bits.
inline constexpr std::uint64_t kLargestFile = 256ULL << 20U;

/// Why a file cannot be read, and what to do.
struct FileProblem {
  std::string message;
  std::vector<std::string> hints;
};

/// The bytes of the file at `path`, "-" being the standard input.
std::variant<std::string, FileProblem> read_file(const std::string& path);

}  // namespace ipcsim
