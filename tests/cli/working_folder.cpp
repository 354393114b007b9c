#include "tests/cli/working_folder.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include <sys/wait.h>

namespace ipcsim::testing {
namespace {

namespace fs = std::filesystem;

std::string read_whole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

fs::path new_folder() {
  std::string name = (fs::temp_directory_path() / "ipcsim-cli-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  return name;
}

}  // namespace

WorkingFolder::WorkingFolder() : path_(new_folder()) {
  fs::create_directory(path_ / "work");
  for (const auto& entry : fs::directory_iterator(std::string(IPCSIM_SOURCE_DIR) + "/tests/cli")) {
    if (entry.path().extension() == ".json") {
      fs::copy_file(entry.path(), path_ / "work" / entry.path().filename());
    }
  }
}

WorkingFolder::~WorkingFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Ran WorkingFolder::shell(const std::string& script) {
  write("../script", script + "\n");
  const std::string folder = path_.string();
  const std::string command = "cd " + folder + "/work && IPCSIM=" + IPCSIM_BINARY +
                              " timeout -s KILL 60 env -u COLUMNS sh " + folder + "/script >" +
                              folder + "/out 2>" + folder + "/err </dev/null";
  const int status = std::system(command.c_str());
  return {.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
          .out = read_whole(path_ / "out"),
          .err = read_whole(path_ / "err")};
}

Ran WorkingFolder::ipcsim(const std::string& arguments) {
  return shell("exec \"$IPCSIM\" " + arguments);
}

void WorkingFolder::write(const std::string& name, const std::string& text) {
  std::ofstream(path_ / "work" / name, std::ios::binary) << text;
}

std::string WorkingFolder::read(const std::string& name) const {
  return read_whole(path_ / "work" / name);
}

std::string WorkingFolder::path_of(const std::string& name) const {
  return (path_ / "work" / name).string();
}

bool WorkingFolder::has(const std::string& name) const { return fs::exists(path_ / "work" / name); }

std::string WorkingFolder::listing(const std::string& folder) const {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(path_ / "work" / folder)) {
    names.insert(entry.path().filename().string());
  }
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : " ") + name;
  return list;
}

}  // namespace ipcsim::testing
