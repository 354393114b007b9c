#include "sim/model/read_processes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "sim/model/quoting.hpp"
#include "sim/model/read_distribution.hpp"
#include "sim/model/read_hosts.hpp"
#include "sim/model/read_statements.hpp"
#include "sim/model/read_values.hpp"
#include "sim/model/substitution.hpp"

namespace ipcsim {
namespace {

constexpr std::string_view kProcessKeys[] = {"program", "count", "start",
                                             "service", "with",  "host"};

/// With `hosts`, every process names one.
void read_process_host(ReaderContext& context, const JsonMember& process, ProcessSpec& spec) {
  if (const JsonMember* host = process.value.find("host")) {
    spec.host = read_host_name(context, *host).value_or(HostId{});
  } else if (!context.hosts.empty()) {
    context.error(process.key_where, "process " + quote(process.key) + " has no \"host\"",
                  {"the scenario has \"hosts\", so every process says on which one it runs: "
                   "\"host\": " +
                   quote(context.hosts.front().name)});
  }
}

/// Everything of a process but its program.
ProcessEntry declare_process(ReaderContext& context, const JsonMember& member) {
  ProcessEntry entry;
  ProcessSpec& spec = entry.spec;
  spec.where = member.key_where;
  spec.name = member.key;
  check_name(context, member);
  const JsonNode& node = member.value;
  if (node.kind != JsonKind::object) {
    report_wrong_type(context, node, "process " + quote(member.key), "an object",
                      "{ \"program\": [ { \"compute\": \"10ms\" } ] }");
    entry.count_known = false;
    return entry;
  }
  entry.node = &node;
  check_keys(context, node, kProcessKeys);
  if (const JsonMember* count = node.find("count")) {
    const auto read = read_whole32(context, count->value, "count", {1, kMostInstances});
    entry.count_known = read.has_value();
    spec.count = read.value_or(1);
  }
  if (const JsonMember* start = node.find("start")) {
    spec.start =
        read_distribution(context, start->value, QuantityKind::duration).value_or(Distribution());
  }
  if (const JsonMember* service = node.find("service")) {
    spec.service = read_boolean(context, service->value, "service").value_or(false);
  }
  read_process_host(context, member, spec);
  return entry;
}

/// The values of the process's `with`; empty if there is a mistake in them.
std::optional<WithValues> read_with(ReaderContext& context, const ProcessEntry& process) {
  WithValues with{process.spec.name, {}};
  const JsonMember* member = process.node->find("with");
  if (member == nullptr) return with;
  if (member->value.kind != JsonKind::object) {
    report_wrong_type(context, member->value, "\"with\"", "an object",
                      "{ \"inbox\": \"inbox_ann\" } for a program that says ${inbox}");
    return std::nullopt;
  }
  bool is_good = true;
  for (const JsonMember& value : member->value.members) {
    if (value.value.kind == JsonKind::array || value.value.kind == JsonKind::object ||
        value.value.kind == JsonKind::null) {
      report_wrong_type(context, value.value, "a value of \"with\"", "a number, string or boolean",
                        "\"mean\": \"10ms\", for a program that says "
                        "{ \"exponential\": \"${mean}\" }");
      is_good = false;
    }
    with.values.push_back({&value, false});
  }
  if (!is_good) return std::nullopt;
  return with;
}

class ProgramsReader {
 public:
  ProgramsReader(ReaderContext& context, const JsonNode* programs)
      : context_(context), programs_(programs) {
    if (programs == nullptr) return;
    for (const JsonMember& member : programs->members) {
      names_.push_back(member.key);
      by_name_.emplace(member.key, &member.value);
    }
  }

  void read(ProcessEntry& process) {
    if (process.node == nullptr) return;
    const JsonNode* program = find_program(process);
    std::optional<WithValues> with = read_with(context_, process);
    if (program == nullptr || !with) return;
    const std::size_t errors_before = context_.errors;
    if (with->values.empty() && !has_placeholder(*program)) {
      process.spec.program = read_program(context_, *program, &process);
    } else {
      const JsonNode own = substitute(context_, *program, *with);
      if (context_.errors > errors_before) return;
      process.spec.program = read_program(context_, own, &process);
      report_unused(*with);
    }
    process.program_known = context_.errors == errors_before;
  }

  /// Checks the programs that no process runs, as far as they can be checked alone.
  void read_unused() {
    if (programs_ == nullptr) return;
    for (const JsonMember& member : programs_->members) {
      check_name(context_, member);
      if (used_.contains(member.key)) continue;
      context_.warning(member.key_where, "no process runs program " + quote(member.key));
      if (!has_placeholder(member.value)) read_program(context_, member.value, nullptr);
    }
  }

 private:
  const JsonNode* find_program(const ProcessEntry& process) {
    const JsonMember* member = process.node->find("program");
    if (member == nullptr) {
      context_.error(process.spec.where,
                     "process " + quote(process.spec.name) + " has no \"program\"",
                     {"for example \"program\": [ { \"compute\": \"10ms\" } ]"});
      return nullptr;
    }
    const JsonNode& node = member->value;
    if (node.kind == JsonKind::array) return &node;
    if (node.kind != JsonKind::string) {
      report_wrong_type(context_, node, "\"program\"",
                        "a list of statements, or the name of one in \"programs\"",
                        "[ { \"compute\": \"10ms\" } ]");
      return nullptr;
    }
    if (const auto shared = by_name_.find(node.text); shared != by_name_.end()) {
      used_.insert(node.text);
      return shared->second;
    }
    context_.error(node, "no program is named " + quote(node.text),
                   {names_.empty() ? "\"programs\" declares the programs that processes share"
                                   : known_words_hint(node.text, names_, "declared")});
    return nullptr;
  }

  void report_unused(const WithValues& with) {
    std::vector<std::string> used;
    for (const WithValue& value : with.values) {
      if (value.used) used.push_back(value.member->key);
    }
    for (const WithValue& value : with.values) {
      if (value.used) continue;
      const std::string& key = value.member->key;
      context_.error(value.member->key_where,
                     "the program of process " + quote(with.process) + " has no ${" + key + "}",
                     {known_words_hint(key, used, "it has")});
    }
  }

  ReaderContext& context_;
  const JsonNode* programs_;        // null: none are shared
  std::vector<std::string> names_;  // of the shared programs, in file order
  std::map<std::string, const JsonNode*> by_name_;
  std::set<std::string> used_;  // by some process
};

}  // namespace

void declare_processes(ReaderContext& context, const JsonNode& node) {
  if (node.kind != JsonKind::object) {
    report_wrong_type(context, node, "\"processes\"", "an object of processes by name",
                      "{ \"producer\": { \"program\": [ … ] } }");
    return;
  }
  if (node.members.empty()) {
    context.error(node, "there are no processes",
                  {"for example { \"producer\": { \"program\": [ { \"compute\": \"10ms\" } ] } }"});
  }
  std::uint64_t replicas = 0;
  for (const JsonMember& member : node.members) {
    ProcessEntry entry = declare_process(context, member);
    const std::uint64_t replicas_before = replicas;
    replicas += entry.spec.count;
    if (replicas_before <= kMostInstances && replicas > kMostInstances) {
      context.error(member.key_where, "with this one there are more than " +
                                          grouped(kMostInstances) + " processes in all");
    }
    context.process_groups.emplace(member.key, context.processes.size());
    context.processes.push_back(std::move(entry));
  }
}

void read_programs(ReaderContext& context, const JsonNode* programs) {
  if (programs != nullptr && programs->kind != JsonKind::object) {
    report_wrong_type(context, *programs, "\"programs\"", "an object of programs by name",
                      "{ \"writer\": [ { \"send\": \"inbox\" } ] }");
    programs = nullptr;
  }
  ProgramsReader reader(context, programs);
  for (ProcessEntry& process : context.processes) reader.read(process);
  reader.read_unused();
}

}  // namespace ipcsim
