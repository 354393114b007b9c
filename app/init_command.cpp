#include "app/init_command.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>

#include "app/shell_quoted.hpp"
#include "app/usage_error.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

namespace fs = std::filesystem;

/// Valid, runs in no time, and keeps what it expects.
constexpr std::string_view kStarter = R"({
  "ipcsim": 1,
  "title": "Two producers and a consumer share a buffer",

  // Ten runs of a minute of virtual time each; the first 5 s are not measured.
  "run": { "until": "60s", "warmup": "5s", "seed": 1, "replications": 10 },

  // What sends and receives do when they cannot go on at once: "blocking" waits, "nonblocking" does
  // not. A single one can say otherwise: { "send": "buffer", "mode": "nonblocking" }
  "send": "blocking",
  "receive": "blocking",

  // A capacity of 0 lets a message pass only when both sides are there (rendezvous); "unbounded"
  // always has room.
  "mailboxes": { "buffer": { "capacity": 5 } },

  // What each process does, statement by statement. Times and sizes have units, and may be drawn:
  // "10ms", { "exponential": "10ms" }, { "uniform": ["3ms", "6ms"] }
  "processes": {
    "producer": { "count": 2, "program": [
      { "loop": "forever", "do": [
        { "compute": { "exponential": "10ms" } },
        { "send": "buffer", "size": "1KB" } ] } ] },
    "consumer": { "program": [
      { "loop": "forever", "do": [
        { "receive": "buffer" },
        { "compute": { "uniform": ["3ms", "6ms"] } } ] } ] }
  },

  // What has to come out: the exit code is 1 if it does not.
  "expect": { "deadlock": false, "mailboxes.buffer.wait.p95": "< 50ms" }
}
)";

[[noreturn]] void fail(const std::string& file, const std::string& reason) {
  throw UsageError("cannot write " + quote(file) + ": " + reason);
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }  // NOLINT: owned here
};

void write_new_file(const std::string& name) {
  std::error_code failure;
  const fs::path folder = fs::path(name).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, failure)) {
    fail(name, "there is no folder " + quote(folder.string()));
  }
  errno = 0;
  // "x": there must be no such file, nor may one come into being meanwhile.
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(name.c_str(), "wbx"));
  if (!file && errno == EEXIST) {
    throw UsageError(quote(name) + " exists, and init replaces nothing", {"name another file"});
  }
  if (!file) fail(name, std::strerror(errno));
  const bool is_written =
      std::fwrite(kStarter.data(), 1, kStarter.size(), file.get()) == kStarter.size() &&
      std::fflush(file.get()) == 0;
  if (is_written) return;
  const std::string reason = std::strerror(errno);
  fs::remove(name, failure);
  fail(name, reason);
}

}  // namespace

ExitCode init_command(const InitRequest& request, Terminal& terminal) {
  if (request.file == "-") {
    terminal.out << kStarter;
    return ExitCode::fine;
  }
  write_new_file(request.file);
  const std::string file = shell_quoted(request.file);
  terminal.out << request.file << ": a scenario to start from\n"
               << "  ipcsim run " << file << "      simulates it\n"
               << "  ipcsim check " << file << "    tries every interleaving\n";
  return ExitCode::fine;
}

}  // namespace ipcsim
