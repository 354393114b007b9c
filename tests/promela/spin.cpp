#include "tests/promela/spin.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <unistd.h>

namespace ipcsim::testing {
namespace {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "ipcsim_spin_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream file(path_ / name);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name) << text;
  }
  /// What it printed; throws if it failed.
  [[nodiscard]] std::string run(const std::string& command) const {
    const std::string script = "cd '" + path_.string() + "' && " + command + " > out 2>&1";
    const int status = std::system(script.c_str());
    const std::string printed = read("out");
    if (status != 0) throw std::runtime_error(command + " failed:\n" + printed);
    return printed;
  }

 private:
  std::filesystem::path path_;
};

std::string text_between(const std::string& text, const std::string& begin,
                         const std::string& end) {
  const std::size_t from = text.find(begin);
  if (from == std::string::npos) return "";
  const std::size_t to = text.find(end, from);
  return text.substr(from + begin.size(), to - from - begin.size());
}

}  // namespace

SpinVerdict verdict_of_spin(const std::string& model, const std::string& options) {
  const TemporaryFolder folder;
  if (std::system("spin -V > /dev/null 2>&1") != 0) {
    throw std::runtime_error(
        "SPIN is not installed: `apt-get install spin`, or ./dev test does it");
  }
  folder.write("model.pml", model);
  (void)folder.run("spin -a model.pml");
  (void)folder.run("gcc -O0 -w -DSAFETY -DVECTORSZ=4096 -o pan pan.c");
  SpinVerdict verdict{.what = folder.run("./pan -m1000000 " + options)};
  verdict.kind = text_between(verdict.what, "pan:1: ", " (at depth");
  verdict.has_error = !verdict.kind.empty();
  const bool is_complete = verdict.what.find("Search not completed") == std::string::npos &&
                           verdict.what.find("max search depth too small") == std::string::npos;
  if (!verdict.has_error && (!is_complete || verdict.what.find("errors: 0") == std::string::npos)) {
    throw std::runtime_error("SPIN has not looked at all states:\n" + verdict.what);
  }
  return verdict;
}

}  // namespace ipcsim::testing
