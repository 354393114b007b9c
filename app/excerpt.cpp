#include "app/excerpt.hpp"

#include <algorithm>

#include "app/usage_error.hpp"
#include "sim/model/indexed_name.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

std::string replicas_hint(const std::string& name, const ProcessGroup& group) {
  if (group.count == 1) return "there is only one: " + name;
  return "they are " + name + "[0] to " + name + "[" + std::to_string(group.count - 1) + "]";
}

/// Those that one name means: a group, or one of its replicas.
std::vector<ProcessId> processes_named(const std::string& name, const Program& program) {
  std::vector<ProcessId> processes;
  std::vector<std::string> known;
  for (std::size_t g = 0; g < program.process_groups.size(); ++g) {
    const ProcessGroup& group = program.process_groups[g];
    known.push_back(program.symbols.process_groups[g]);
    for (std::uint32_t i = 0; i < group.count; ++i) {
      const ProcessId process{group.first.value + i};
      if (name == known.back() || name == name_of(program, process)) processes.push_back(process);
    }
  }
  if (!processes.empty()) return processes;
  const auto parts = split_index(name);
  const auto group = std::find(known.begin(), known.end(), parts ? parts->name : "");
  if (group != known.end() && parts->index) {
    throw UsageError(
        "--process: " + quote(name) + " is no replica of " + quote(*group),
        {replicas_hint(*group,
                       program.process_groups[static_cast<std::size_t>(group - known.begin())])});
  }
  throw UsageError("--process: no process is named " + quote(name),
                   {known_words_hint(name, known, "processes")});
}

}  // namespace

std::vector<ProcessId> processes_of(const ExcerptRequest& request, const Program& program) {
  std::vector<ProcessId> processes;
  for (const std::string& name : request.processes) {
    const std::vector<ProcessId> named = processes_named(name, program);
    processes.insert(processes.end(), named.begin(), named.end());
  }
  std::sort(processes.begin(), processes.end());
  processes.erase(std::unique(processes.begin(), processes.end()), processes.end());
  return processes;
}

}  // namespace ipcsim
