#include "sim/model/read_scenario.hpp"

#include <filesystem>
#include <string_view>
#include <utility>
#include <variant>

#include "sim/base/utf8.hpp"
#include "sim/model/content_hash.hpp"
#include "sim/model/direct_links.hpp"
#include "sim/model/input_file.hpp"
#include "sim/model/json_node.hpp"
#include "sim/model/overrides.hpp"
#include "sim/model/quoting.hpp"
#include "sim/model/read_distribution.hpp"
#include "sim/model/read_expectations.hpp"
#include "sim/model/read_hosts.hpp"
#include "sim/model/read_links.hpp"
#include "sim/model/read_mailboxes.hpp"
#include "sim/model/read_processes.hpp"
#include "sim/model/read_run.hpp"
#include "sim/model/read_values.hpp"
#include "sim/model/reader_context.hpp"
#include "sim/model/validate.hpp"

namespace ipcsim {
namespace {

constexpr std::string_view kScenarioKeys[] = {
    "ipcsim", "$schema",   "title",     "description", "run",    "send",  "receive", "poll",
    "direct", "mailboxes", "processes", "programs",    "expect", "hosts", "links"};
constexpr std::uint64_t kFormatVersion = 1;

/// Whether the file is of the format that this version reads. A missing version is an error that
/// does not stand in the way of the others.
bool check_version(ReaderContext& context, const JsonNode& root) {
  const JsonMember* member = root.find("ipcsim");
  if (member == nullptr) {
    context.error(SourceRange{root.where.text, root.where.begin, root.where.begin + 1},
                  "the key \"ipcsim\" is missing",
                  {"a scenario says which version of the format it has: \"ipcsim\": 1"});
    return true;
  }
  const auto version = read_whole(context, member->value, "ipcsim", {.least = 1});
  if (!version || *version == kFormatVersion) return true;
  context.error(member->value,
                "the scenario has format version " + std::to_string(*version) +
                    ", and this ipcsim reads version 1",
                {"a newer ipcsim may read it"});
  return false;
}

/// The entries that are single values.
void read_settings(ReaderContext& context, const JsonNode& root, Scenario& scenario) {
  if (const JsonMember* title = root.find("title")) {
    scenario.title = read_string(context, title->value, "title").value_or("");
  }
  if (const JsonMember* description = root.find("description")) {
    scenario.description = read_string(context, description->value, "description").value_or("");
  }
  if (const JsonMember* send = root.find("send")) {
    scenario.send = read_mode(context, send->value, "send").value_or(Mode::blocking);
  }
  if (const JsonMember* receive = root.find("receive")) {
    scenario.receive = read_mode(context, receive->value, "receive").value_or(Mode::blocking);
  }
  if (const JsonMember* poll = root.find("poll")) {
    scenario.poll = read_poll(context, poll->value).value_or(scenario.poll);
  }
  if (const JsonMember* direct = root.find("direct")) {
    scenario.direct_capacity = read_direct(context, direct->value);
  }
}

/// Everything below the outermost braces. Hosts, mailboxes and processes are declared before
/// programs are read, so the order in the file does not matter.
Scenario read_root(ReaderContext& context, const JsonNode& root) {
  Scenario scenario;
  if (root.kind != JsonKind::object) {
    report_wrong_type(context, root, "a scenario", "an object",
                      R"({ "ipcsim": 1, "processes": { … } })");
    return scenario;
  }
  if (!check_version(context, root)) return scenario;
  check_keys(context, root, kScenarioKeys);
  read_settings(context, root, scenario);
  if (const JsonMember* hosts = root.find("hosts")) read_hosts(context, hosts->value);
  if (const JsonMember* links = root.find("links")) read_links(context, *links);
  if (const JsonMember* mailboxes = root.find("mailboxes")) {
    read_mailboxes(context, mailboxes->value);
  }
  if (const JsonMember* processes = root.find("processes")) {
    declare_processes(context, processes->value);
  } else {
    context.error(SourceRange{root.where.text, root.where.begin, root.where.begin + 1},
                  "the key \"processes\" is missing",
                  {"for example \"processes\": { \"producer\": { \"program\": [ … ] } }"});
  }
  const JsonMember* programs = root.find("programs");
  read_programs(context, programs == nullptr ? nullptr : &programs->value);
  finish_direct_links(context, root.find("direct"));
  RunReading run;
  if (const JsonMember* member = root.find("run")) run = read_run(context, member->value);
  scenario.run = run.settings;
  if (const JsonMember* expect = root.find("expect")) {
    scenario.expect = read_expectations(context, expect->value);
  }
  validate(context, run);
  scenario.hosts = std::move(context.hosts);
  scenario.links = std::move(context.links);
  for (MailboxEntry& entry : context.mailboxes) scenario.mailboxes.push_back(std::move(entry.spec));
  for (ProcessEntry& entry : context.processes) scenario.processes.push_back(std::move(entry.spec));
  for (const auto& [link, use] : context.direct_links) scenario.direct_links.push_back(link);
  return scenario;
}

/// See ReadResult::hash.
std::string hash_of(std::string_view text, const ReaderContext& context,
                    const std::vector<Override>& overrides) {
  std::string all(text);
  for (const auto& [path, hash] : context.trace_hashes) all += "\n" + hash;
  for (const Override& it : overrides) {
    all += "\n" + it.path + (it.take_out ? "" : "=" + it.value);
  }
  return content_hash(all);
}

}  // namespace

ReadResult read_scenario(std::string name, std::string text,
                         const std::vector<Override>& overrides) {
  ReadResult result;
  if (text.size() > kLargestFile) {
    result.diagnostics.error_in_file(name, "the file is larger than 256 MB",
                                     {"is it the right one?"});
    return result;
  }
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  const std::string folder = std::filesystem::path(name).parent_path().string();
  result.texts.push_back(std::make_shared<const SourceText>(name, std::move(text)));

  std::optional<JsonNode> root = parse_json(*result.texts.front(), result.diagnostics);
  if (!root) return result;
  apply_overrides(*root, overrides, result.diagnostics, result.texts);
  ReaderContext context(result.diagnostics, folder);
  Scenario scenario = read_root(context, *root);
  if (result.diagnostics.has_errors()) return result;
  result.hash = hash_of(result.texts.front()->text(), context, overrides);
  for (const auto& [path, hash] : context.trace_hashes) result.traces.push_back(path);
  scenario.texts = result.texts;
  scenario.path = std::move(name);
  result.scenario = std::move(scenario);
  return result;
}

ReadResult read_scenario_file(const std::string& path, const std::vector<Override>& overrides) {
  const std::string name = path == "-" ? "<stdin>" : path;
  auto file = read_file(path);
  if (auto* problem = std::get_if<FileProblem>(&file)) {
    ReadResult result;
    result.diagnostics.error_in_file(name, std::move(problem->message), std::move(problem->hints));
    return result;
  }
  ReadResult result = read_scenario(name, std::get<std::string>(std::move(file)), overrides);
  if (result.scenario) result.scenario->path = path;
  return result;
}

}  // namespace ipcsim
