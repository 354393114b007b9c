#include "reports/trace_event_file.hpp"

#include <algorithm>
#include <charconv>

#include "reports/activity_style.hpp"
#include "reports/event_text.hpp"
#include "reports/json_value.hpp"
#include "sim/engine/cores.hpp"

namespace ipcsim {
namespace {

std::string json_of(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string ids_of(std::uint32_t pid, std::uint32_t tid) {
  return "\"pid\":" + std::to_string(pid) + ",\"tid\":" + std::to_string(tid);
}

std::string host_name(const ScenarioSummary& summary, std::size_t host) {
  return summary.hosts.empty() ? "processes" : "host " + summary.hosts[host].name;
}

bool changes_content(TraceEvent::Kind kind) {
  return kind == TraceEvent::Kind::sent || kind == TraceEvent::Kind::received ||
         kind == TraceEvent::Kind::dropped;
}

void write_microseconds(std::ostream& out, std::int64_t ns) {
  std::array<char, 32> text{};
  char* end = std::to_chars(text.data(), text.data() + text.size(), ns / 1000).ptr;
  const std::int64_t rest = ns % 1000;
  *end++ = '.';
  *end++ = static_cast<char>('0' + rest / 100);
  *end++ = static_cast<char>('0' + rest / 10 % 10);
  *end++ = static_cast<char>('0' + rest % 10);
  out.write(text.data(), end - text.data());
}

}  // namespace

TraceEventFile::TraceEventFile(const Program& program, const ScenarioSummary& summary,
                               const TraceFileOptions& options, std::ostream& out)
    : program_(program), from_(options.from), to_(options.to), out_(out), doings_(program) {
  out_ << "{\"displayTimeUnit\":\"ns\",\"otherData\":{\"scenario\":" << json_of(summary.path)
       << ",\"title\":" << json_of(summary.title) << "},\n\"traceEvents\":[";
  for (const StatementSymbol& it : program.symbols.statements) {
    statements_.push_back("\"args\":{\"statement\":" + json_of(it.text) +
                          ",\"line\":" + std::to_string(it.line) + "}");
  }
  add_process_tracks(summary, options);
  add_core_tracks(summary);
  add_link_tracks();
  add_counters();
}

void TraceEventFile::write_name(std::string_view what, const std::string& ids,
                                const std::string& name) {
  begin_entry('M', Instant{});
  out_ << "\"name\":\"" << what << "\"," << ids << ",\"args\":{\"name\":" << json_of(name) << "}}";
}

// A host is a process of the viewer, and a process one of its threads: number 1 + ProcessId.
void TraceEventFile::add_process_tracks(const ScenarioSummary& summary,
                                        const TraceFileOptions& options) {
  for (std::uint32_t h = 0; h < program_.hosts.size(); ++h) {
    write_name("process_name", ids_of(1 + h, 0), host_name(summary, h));
  }
  processes_.resize(program_.processes);
  for (const ProcessGroup& group : program_.process_groups) {
    for (std::uint32_t i = 0; i < group.count; ++i) {
      const ProcessId p{group.first.value + i};
      Track& track = processes_[p.index()];
      track.ids = ids_of(1 + group.host.value, 1 + p.value);
      track.is_written = options.processes.empty() ||
                         std::find(options.processes.begin(), options.processes.end(), p) !=
                             options.processes.end();
      process_names_.push_back(json_of(name_of(program_, p)));
      if (track.is_written) write_name("thread_name", track.ids, name_of(program_, p));
    }
  }
}

// Behind the threads of processes.
void TraceEventFile::add_core_tracks(const ScenarioSummary& summary) {
  const Cores cores(program_);
  turns_.resize(cores.size());
  std::uint32_t number = 0;
  for (std::uint32_t core = 0; core < cores.size(); ++core) {
    const HostId host = cores.host_of_core(core);
    number = core > 0 && cores.host_of_core(core - 1) == host ? number + 1 : 0;
    cores_.push_back({.ids = ids_of(1 + host.value, 1 + program_.processes + core)});
    write_name("thread_name", cores_.back().ids,
               "core " + std::to_string(number) + " of " + host_name(summary, host.index()));
  }
}

void TraceEventFile::add_link_tracks() {
  if (program_.links.empty()) return;
  const auto pid = static_cast<std::uint32_t>(program_.hosts.size()) + 2;
  write_name("process_name", ids_of(pid, 0), "links");
  for (std::uint32_t i = 0; i < program_.links.size(); ++i) {
    for (const bool forward : {true, false}) {
      links_.push_back(ids_of(pid, 1 + 2 * i + (forward ? 0 : 1)));
      write_name("thread_name", links_.back(),
                 program_.symbols.links[i] + (forward ? ", forward" : ", backward"));
    }
  }
}

void TraceEventFile::add_counters() {
  counter_ids_ = "\"pid\":" + std::to_string(program_.hosts.size() + 1);
  write_name("process_name", counter_ids_ + ",\"tid\":0", "mailboxes");
  for (const MailboxGroup& group : program_.mailbox_groups) {
    for (std::uint32_t i = 0; i < group.count; ++i) {
      mailboxes_.push_back(json_of(name_of(program_, MailboxId{group.first.value + i})));
      contents_.push_back(group.initial);
    }
  }
}

void TraceEventFile::begin_entry(char phase, Instant time) {
  out_ << (is_first_ ? "\n" : ",\n") << "{\"ph\":\"" << phase << "\",\"ts\":";
  write_microseconds(out_, time.ns);
  out_ << ',';
  is_first_ = false;
}

bool TraceEventFile::comes_to(Instant now) {
  if (now < from_ || now > to_) return false;
  if (has_begun_) return true;
  has_begun_ = true;
  for (std::uint32_t m = 0; m < contents_.size(); ++m) {
    if (contents_[m] > 0) write_content(MailboxId{m}, from_);
  }
  for (std::uint32_t p = 0; p < processes_.size(); ++p) {
    prepare_slice(doings_.of(ProcessId{p}), from_);
  }
  for (const CoreTurn& turn : turns_) begin_turn(turn, from_);
  return true;
}

void TraceEventFile::prepare_slice(const Doing& doing, Instant since) {
  Track& track = processes_[doing.process.index()];
  const bool is_seen = is_measured(doing.activity) || doing.activity == Activity::stepping;
  if (!track.is_written || !is_seen) return;
  track.prepared = doing;
  track.prepared->since = since;
}

void TraceEventFile::begin_slice(Track& track) {
  if (!track.prepared) return;
  const Doing doing = *track.prepared;
  track.prepared.reset();
  track.is_open = true;
  begin_entry('B', doing.since);
  const bool starts = doing.activity == Activity::stepping;  // seen only if it sends at once
  out_ << "\"cat\":\"process\",\"name\":\"";
  if (starts) {
    out_ << "starts\",";
  } else {
    const ActivityStyle& style = style_of(doing.activity);
    out_ << style.name << "\",\"cname\":\"" << style.trace << "\",";
  }
  out_ << track.ids << ',' << statements_[program_.symbols.statement_of[doing.at]] << '}';
}

void TraceEventFile::end_slice(Track& track, Instant now) {
  if (track.prepared && track.prepared->since < now) begin_slice(track);
  track.prepared.reset();
  if (!track.is_open) return;
  track.is_open = false;
  begin_entry('E', now);
  out_ << track.ids << '}';
}

void TraceEventFile::write_changes(const std::vector<Doing>& changes, Instant now) {
  for (const Doing& doing : changes) {
    end_slice(processes_[doing.process.index()], now);
    prepare_slice(doing, now);
  }
}

void TraceEventFile::record(const TraceEvent& event) {
  const bool is_written = comes_to(event.time);
  if (changes_content(event.kind)) contents_[event.mailbox.index()] = event.depth;
  // Behind what the message is bound to, before what comes next.
  if (is_written) write_message(event);
  const std::vector<Doing>& changes = doings_.after(event);
  if (is_written) write_changes(changes, event.time);
}

void TraceEventFile::write_message(const TraceEvent& event) {
  using Kind = TraceEvent::Kind;
  switch (event.kind) {
    case Kind::sent:
      write_flow('s', event.process, event);
      break;
    case Kind::received:
      if (!was_there_initially(program_, event)) write_flow('f', event.process, event);
      break;
    case Kind::handed_over:
      write_flow('s', event.process, event);
      write_flow('f', *event.partner, event);
      return;
    case Kind::taken_over:
      write_flow('s', *event.partner, event);
      write_flow('f', event.process, event);
      return;
    case Kind::dropped:
      write_mark(event, "message dropped");
      break;
    case Kind::lost:
      write_mark(event, "message dropped on arrival");
      return;
    case Kind::refused:
      write_mark(event, "message refused");
      return;
    case Kind::lost_under_way:
      write_mark(event, "message lost");
      return;
    case Kind::reply_lost:
      write_mark(event, "reply lost");
      return;
    case Kind::timed_out:
      write_mark(event, "timed out");
      return;
    default:
      return;
  }
  write_content(event.mailbox, event.time);
}

// A flow is known by its category, name and id: the mailbox's name and the message's number there.
void TraceEventFile::write_flow(char phase, ProcessId process, const TraceEvent& event) {
  Track& track = processes_[process.index()];
  if (!track.is_written) return;
  begin_slice(track);
  const bool sets_out = event.from_afar && phase == 's';
  begin_entry(phase, sets_out ? event.set_out : event.time);
  out_ << "\"cat\":\"message\",\"name\":" << mailboxes_[event.mailbox.index()] << ",\"id\":\""
       << event.mailbox.value << '.' << event.message << "\"," << track.ids
       << (phase == 'f' ? ",\"bp\":\"e\"}" : "}");
}

void TraceEventFile::write_mark(const TraceEvent& event, std::string_view name) {
  Track& track = processes_[event.process.index()];
  if (!track.is_written) return;
  begin_slice(track);
  begin_entry('i', event.time);
  out_ << "\"cat\":\"message\",\"name\":\"" << name << "\",\"s\":\"t\"," << track.ids;
  if (!event.several) {
    out_ << ",\"args\":{\"mailbox\":" << mailboxes_[event.mailbox.index()] << '}';
  }
  out_ << '}';
}

void TraceEventFile::write_content(MailboxId mailbox, Instant now) {
  begin_entry('C', now);
  out_ << "\"cat\":\"mailbox\",\"name\":" << mailboxes_[mailbox.index()] << ',' << counter_ids_
       << ",\"args\":{\"messages\":" << contents_[mailbox.index()] << "}}";
}

void TraceEventFile::record_turn(const CoreTurn& turn) {
  const bool is_written = comes_to(turn.time);
  const std::vector<Doing>& changes = doings_.after(turn);
  turns_[turn.core] = turn;
  if (!is_written) return;
  write_changes(changes, turn.time);
  end_slice(cores_[turn.core], turn.time);
  begin_turn(turn, turn.time);
}

void TraceEventFile::begin_turn(const CoreTurn& turn, Instant since) {
  if (!turn.process) return;
  Track& core = cores_[turn.core];
  core.is_open = true;
  begin_entry('B', since);
  const bool switches = turn.activity == Activity::ready;
  out_ << "\"cat\":\"core\",\"name\":" << process_names_[turn.process->index()] << ',' << core.ids
       << ",\"args\":{\"core\":\"" << (switches ? "changes to it" : "works for it") << "\"}}";
}

void TraceEventFile::record_passage(const Passage& passage) {
  if (passage.begins < from_ || passage.begins > to_ || passage.sent == kNever) return;
  const std::size_t place = 2 * passage.hop.link.index() + (passage.hop.forward ? 0 : 1);
  begin_entry('X', passage.begins);
  out_ << "\"dur\":";
  write_microseconds(out_, (passage.sent - passage.begins).ns);
  out_ << ",\"cat\":\"link\",\"name\":" << process_names_[passage.sender.index()] << ','
       << links_[place] << ",\"args\":{\"lost\":" << (passage.lost ? "true" : "false") << "}}";
}

void TraceEventFile::finish(Instant end) {
  const Instant last = std::min(end, to_);
  if (!has_begun_ && from_ <= last) comes_to(from_);
  for (Track& track : processes_) end_slice(track, last);
  for (Track& track : cores_) end_slice(track, last);
  out_ << "\n]}\n";
}

}  // namespace ipcsim
