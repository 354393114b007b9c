#include "tests/catalogue/command.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include <sys/wait.h>
#include <unistd.h>

namespace ipcsim::testing {
namespace {

/// `text` as one word of the shell.
std::string shell_quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

}  // namespace

CommandResult run_commands(const std::string& script, const std::filesystem::path& folder) {
  const std::string binaries = std::filesystem::path(IPCSIM_BINARY).parent_path().string();
  const std::string command = "exec 2>&1; cd " + shell_quoted(folder.string()) +
                              " && NO_COLOR=1 COLUMNS=100 PATH=" + shell_quoted(binaries) +
                              ":\"$PATH\" sh -c " + shell_quoted(script);
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("sh does not start");
  CommandResult result;
  std::array<char, 4096> buffer{};
  for (std::size_t read = 0; (read = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    result.output.append(buffer.data(), read);
  }
  const int status = pclose(pipe);
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  return result;
}

TemporaryFolder::TemporaryFolder(const std::string& name)
    : path_(std::filesystem::temp_directory_path() /
            ("ipcsim_" + name + "_" + std::to_string(getpid()))) {
  std::filesystem::remove_all(path_);
  std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // what is left over in a temporary folder fails no test
  std::filesystem::remove_all(path_, ignored);
}

std::string contents_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_file(const std::filesystem::path& file, const std::string& contents) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream stream(file, std::ios::binary);
  stream << contents;
  if (!stream) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace ipcsim::testing
