#include "tests/property/recorded_run.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "sim/experiment/experiment.hpp"
#include "sim/model/read_scenario.hpp"
#include "sim/program/compile.hpp"

namespace ipcsim::testing {

std::shared_ptr<const Scenario> scenario_in_this_folder(const std::string& text) {
  ReadResult read = read_scenario(IPCSIM_SOURCE_DIR "/tests/property/random.json", text);
  if (!read.scenario) throw std::runtime_error(read.diagnostics.render());
  return std::make_shared<const Scenario>(std::move(*read.scenario));
}

RecordedRun record_run(const std::string& text) {
  RecordedRun run;
  run.scenario = scenario_in_this_folder(text);
  run.program = compile(*run.scenario);
  run.options = run_options(*run.scenario, run.program);
  run.options.until = std::min(run.options.until, kLongestRun);
  RecordingSink sink;
  RunOptions watched = run.options;
  watched.trace = &sink;
  run.result = simulate(run.program, watched);
  run.events = std::move(sink.events);
  return run;
}

std::string_view name_of(TraceEvent::Kind kind) {
  constexpr std::string_view kNames[] = {"started",
                                         "computes",
                                         "sleeps",
                                         "pays",
                                         "sent",
                                         "handed_over",
                                         "waits_to_send",
                                         "refused",
                                         "lost",
                                         "dropped",
                                         "received",
                                         "taken_over",
                                         "waits_to_receive",
                                         "found_none",
                                         "looks",
                                         "timed_out",
                                         "waits_in_select",
                                         "took_else",
                                         "after_passed",
                                         "waits_for_receipt",
                                         "waits_for_reply",
                                         "receipt_came",
                                         "reply_came",
                                         "message_dropped",
                                         "sets_out",
                                         "lost_under_way",
                                         "not_repeated",
                                         "waits_for_word",
                                         "word_came",
                                         "reply_sets_out",
                                         "reply_lost",
                                         "replied",
                                         "replied_late",
                                         "finished"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(TraceEvent::Kind::finished) + 1);
  return kNames[static_cast<std::size_t>(kind)];
}

bool speaks_of_mailbox(const TraceEvent& event) {
  using Kind = TraceEvent::Kind;
  switch (event.kind) {
    case Kind::started:
    case Kind::computes:
    case Kind::sleeps:
    case Kind::pays:
    case Kind::waits_in_select:
    case Kind::took_else:
    case Kind::after_passed:
    case Kind::finished:
      return false;
    default:
      return !event.several;
  }
}

std::string describe(const Program& program, const TraceEvent& event) {
  std::ostringstream out;
  out << event.time.ns << "ns " << name_of(program, event.process) << " " << name_of(event.kind)
      << " " << place_of(program, event.at).substr(program.symbols.file.size() + 1);
  if (event.several) out << " several mailboxes";
  if (speaks_of_mailbox(event)) {
    out << " " << name_of(program, event.mailbox) << " #" << event.message << " depth "
        << event.depth;
  }
  if (event.partner) out << " partner " << name_of(program, *event.partner);
  if (event.until.ns != 0) out << " until " << event.until.ns << "ns";
  return out.str();
}

std::string dates_text(const RunResult& result) {
  std::string text;
  for (const Finding& finding : result.findings) {
    for (const StuckProcess& stuck : finding.processes) {
      text += std::to_string(stuck.process.value) + " ";
    }
    text += "since " + std::to_string(finding.since.ns) + " doomed since " +
            std::to_string(finding.doomed_since.ns) + "; ";
  }
  return text;
}

std::vector<std::uint64_t> property_seeds(std::uint64_t first, double count) {
  if (const char* one = std::getenv("IPCSIM_PROPERTY_SEED")) return {std::stoull(one)};
  std::vector<std::uint64_t> seeds;
  for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(count); ++i) seeds.push_back(first + i);
  return seeds;
}

}  // namespace ipcsim::testing
