// Runs shell commands with the command `ipcsim` of this build, as a reader of the documentation
// would.
#pragma once

#include <filesystem>
#include <string>

namespace ipcsim::testing {

struct CommandResult {
  int exit_code = -1;  // -1: it was ended by a signal, or did not start
  std::string output;  // standard output and standard error, as they came
};

/// Runs `script` by sh in `folder`, where `ipcsim` means the one of this build.
CommandResult run_commands(const std::string& script, const std::filesystem::path& folder);

/// A folder for one test, empty at first and gone with this object.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& name);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string contents_of(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, const std::string& contents);

}  // namespace ipcsim::testing
