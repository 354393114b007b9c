// A temporary folder in which the command of this build is run as a user would, through a shell,
// with its standard output, standard error and exit code kept apart.
#pragma once

#include <filesystem>
#include <string>

namespace ipcsim::testing {

struct Ran {
  int exit_code = -1;  // -1: ended by a signal
  std::string out;
  std::string err;
};

class WorkingFolder {
 public:
  /// Holds a copy of every scenario in tests/cli/.
  WorkingFolder();
  ~WorkingFolder();
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;

  /// Runs `ipcsim ARGUMENTS`, as sh reads them, in the folder.
  Ran ipcsim(const std::string& arguments);
  /// Runs a script of sh in the folder, where "$IPCSIM" is the command.
  Ran shell(const std::string& script);

  void write(const std::string& name, const std::string& text);
  [[nodiscard]] std::string read(const std::string& name) const;
  /// Where the file is, from anywhere.
  [[nodiscard]] std::string path_of(const std::string& name) const;
  [[nodiscard]] bool has(const std::string& name) const;
  /// Names of all files, hidden ones too, joined by blanks, in order.
  [[nodiscard]] std::string listing(const std::string& folder = ".") const;

 private:
  std::filesystem::path path_;
};

}  // namespace ipcsim::testing
