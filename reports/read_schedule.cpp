#include "reports/read_schedule.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "reports/check_names.hpp"
#include "reports/results_node.hpp"
#include "reports/written_json.hpp"
#include "sim/base/check.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr const char* kHowToWrite = "ipcsim check FILE.json -o schedule.json writes such a file";
constexpr WrittenKind kWritten{"the schedule", kHowToWrite};
constexpr const char* kVersionKey = "ipcsim_check";

/// A mistake with advice of its own.
class ScheduleMistake : public ResultsMistake {
 public:
  ScheduleMistake(SourceRange where, const std::string& message, std::vector<std::string> hints)
      : ResultsMistake(where, message), hints_(std::move(hints)) {}
  [[nodiscard]] const std::vector<std::string>& hints() const { return hints_; }

 private:
  std::vector<std::string> hints_;
};

SourceRange beginning_of(const JsonNode& node) {
  return {node.where.text, node.where.begin, node.where.begin + 1};
}

void check_version(const JsonNode& root) {
  const bool is_object = root.kind == JsonKind::object;
  if (is_object && root.find(kVersionKey) == nullptr) {
    const char* const what = root.find("ipcsim") != nullptr ? "this is a scenario, and no schedule"
                             : root.find("ipcsim_results") != nullptr
                                 ? "these are the results of a run, and no schedule"
                                 : nullptr;
    if (what != nullptr) throw ResultsMistake(beginning_of(root), what);
  }
  const auto version = whole_at<std::uint64_t>(root, kVersionKey, 1);
  if (version == 1) return;
  throw ResultsMistake(member_at(root, kVersionKey).where, "the schedule has format version " +
                                                               std::to_string(version) +
                                                               ", and this ipcsim reads version 1");
}

void check_scenario(const JsonNode& root, const std::string& scenario_hash) {
  const JsonNode& manifest = member_at(root, "manifest");
  if (text_at(manifest, "scenario_hash") == scenario_hash) return;
  throw ScheduleMistake(
      member_at(manifest, "scenario_hash").where,
      "the schedule is of another scenario, or of this one before a change or with other options",
      {"it was found by: " + text_at(manifest, "repeat_command"),
       "give run the same --set and --strategy, or check this scenario anew"});
}

template <class Id>
using Names = std::unordered_map<std::string, Id>;

template <class Id>
Names<Id> names_of(const Program& program, std::uint32_t count) {
  Names<Id> names;
  for (std::uint32_t i = 0; i < count; ++i) names.emplace(name_of(program, Id{i}), Id{i});
  return names;
}

class ScheduleReader {
 public:
  explicit ScheduleReader(const Program& program)
      : processes_(names_of<ProcessId>(program, program.processes)),
        mailboxes_(names_of<MailboxId>(program, program.mailboxes)) {}

  void read(const JsonNode& root, ReadSchedule& into) const {
    const JsonNode& node = member_at(root, "schedule");
    if (node.kind == JsonKind::null) {
      throw ResultsMistake(node.where,
                           "there is no schedule to replay: the verdict of the check is " +
                               quote(text_at(root, "verdict")));
    }
    RecordedSchedule recorded;
    recorded.end = named_at<ScheduleEnd>(node, "ends_in", ScheduleEnd::partial_deadlock);
    into.place = member_at(node, "ends_in").where;
    const JsonNode& search = member_at(root, "search");
    constexpr std::uint64_t kMostBound = 1'000'000;
    recorded.bound = static_cast<std::uint32_t>(
        whole_between(member_at(search, "bound"), "bound", 1, kMostBound));
    recorded.start = whole_at<std::uint32_t>(node, "start");
    for (const JsonNode& step : list_at(node, "steps")) {
      into.places.push_back(beginning_of(step));
      recorded.steps.push_back(read_step(step));
    }
    for (const JsonNode& stuck : list_at(node, "stuck")) {
      recorded.stuck.push_back(named(processes_, stuck, stuck.text, "process"));
    }
    std::sort(recorded.stuck.begin(), recorded.stuck.end());
    into.recorded = std::move(recorded);
  }

 private:
  template <class Id>
  static Id named(const Names<Id>& names, const JsonNode& node, const std::string& name,
                  const char* what) {
    const auto found = names.find(name);
    if (found != names.end()) return found->second;
    throw ResultsMistake(node.where,
                         "the scenario has no " + std::string(what) + " " + quote(name));
  }

  [[nodiscard]] ProcessId process_at(const JsonNode& step, std::string_view key) const {
    return named(processes_, member_at(step, key), text_at(step, key), "process");
  }

  [[nodiscard]] RecordedStep read_step(const JsonNode& node) const {
    RecordedStep recorded;
    Step& step = recorded.step;
    step.kind = named_at<Step::Kind>(node, "kind", Step::Kind::loss);
    if (step.kind == Step::Kind::statement || step.kind == Step::Kind::timeout) {
      step.process = process_at(node, "process");
      recorded.place = {whole_at<std::uint32_t>(node, "line"),
                        whole_at<std::uint32_t>(node, "column")};
    }
    if (!is_null_at(node, "with")) step.partner = process_at(node, "with");
    step.number = whole_at<std::uint32_t>(node, "which");
    step.choice = whole_at<std::uint32_t>(node, "choice");
    for (const JsonMember& member : members_at(node, "mailboxes")) {
      recorded.contents.push_back({named(mailboxes_, member.value, member.key, "mailbox"),
                                   whole_between(member.value, member.key, 0, kMostMessages)});
    }
    return recorded;
  }

  static constexpr std::uint64_t kMostMessages = 0xFFFF'FFFF;

  Names<ProcessId> processes_;
  Names<MailboxId> mailboxes_;
};

std::string where_it_stands(const Program& program, ProcessId process, CodeIndex at) {
  return name_of(program, process) + " stands at " + quote(statement_at(program, at).text) + " (" +
         place_of(program, at) + ")";
}

/// "step 3 is not possible: B stands at …"
std::string message_of(const ReadSchedule& read, const Program& program,
                       const ReplayProblem& problem) {
  using What = ReplayProblem::What;
  const RecordedSchedule& recorded = *read.recorded;
  const std::size_t i = problem.step.value_or(0);
  const std::string step = "step " + std::to_string(i + 1);
  const std::string not_possible = step + " is not possible: ";
  switch (problem.what) {
    case What::no_such_start:
      return "there is no first state of this number: \"start\" is " + grouped(recorded.start);
    case What::over:
      return not_possible + "everybody who is no service has finished before it";
    case What::elsewhere:
      return not_possible + where_it_stands(program, recorded.steps[i].step.process, problem.at);
    case What::not_possible: {
      const Step::Kind kind = recorded.steps[i].step.kind;
      if (kind == Step::Kind::arrival || kind == Step::Kind::loss) {
        return not_possible + "no message is under way there that could do so";
      }
      return not_possible + where_it_stands(program, recorded.steps[i].step.process, problem.at) +
             " and has no such step there now";
    }
    case What::beyond_bound:
      return not_possible + "it leads beyond the bound of " + counted(recorded.bound, "message");
    case What::other_content:
      return step + " does not leave " + counted(problem.content.depth, "message") + " in " +
             name_of(program, problem.content.mailbox);
    case What::another_end:
      return "the steps of the schedule do not lead to a " + name_of(recorded.end);
    case What::not_stuck:
      return name_of(program, problem.process) + " is not stuck where the schedule ends";
    case What::too_large:
      return "a single process has more than 2^63 states of its own";
  }
  fail_check("every problem of a replay is told");
}

}  // namespace

ReadSchedule read_schedule_file(const std::string& path, const Program& program,
                                const std::string& scenario_hash) {
  ReadSchedule read;
  WrittenJson written = read_written(path, kWritten, read.diagnostics);
  read.text = written.text;
  if (!written.root) return read;
  try {
    check_version(*written.root);
    check_scenario(*written.root, scenario_hash);
    ScheduleReader(program).read(*written.root, read);
  } catch (const ScheduleMistake& mistake) {
    read.diagnostics.error(mistake.where(), mistake.what(), mistake.hints());
  } catch (const ResultsMistake& mistake) {
    read.diagnostics.error(mistake.where(), mistake.what(), {kHowToWrite});
  }
  return read;
}

void add_problem(ReadSchedule& read, const Program& program, const ReplayProblem& problem) {
  const SourceRange where = problem.step ? read.places.at(*problem.step) : read.place;
  read.diagnostics.error(where, message_of(read, program, problem), {kHowToWrite});
}

}  // namespace ipcsim
