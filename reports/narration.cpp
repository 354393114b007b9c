#include "reports/narration.hpp"

#include <algorithm>
#include <utility>

#include "reports/event_text.hpp"
#include "sim/base/display_width.hpp"
#include "sim/engine/doings.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kWidestName = 24;
constexpr std::size_t kSentenceWidth = 68;
constexpr std::size_t kFractionWidth = 12;  // ".123 456 789"

std::string digits(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

bool begins_waiting(TraceEvent::Kind kind) {
  using Kind = TraceEvent::Kind;
  return kind == Kind::waits_to_send || kind == Kind::waits_to_receive ||
         kind == Kind::waits_in_select || kind == Kind::waits_for_receipt ||
         kind == Kind::waits_for_reply || kind == Kind::waits_for_word;
}

/// The operation in which the process waited or looked is over.
bool ends_operation(const TraceEvent& event) {
  return is_own(event) && !begins_waiting(event.kind) && event.kind != TraceEvent::Kind::looks;
}

/// The partner's waiting ends with this event, and no event of its own says so.
bool releases_partner(const TraceEvent& event) {
  return event.kind == TraceEvent::Kind::handed_over ||
         (event.kind == TraceEvent::Kind::taken_over && !event.from_afar);
}

std::size_t widest_name(const Program& program) {
  std::size_t width = 0;
  for (const ProcessGroup& group : program.process_groups) {
    const ProcessId last{group.first.value + group.count - 1};
    width = std::max(width, display_width(name_of(program, last)));
  }
  return std::min(width, kWidestName);
}

}  // namespace

std::string time_in_groups(Instant time) {
  constexpr std::int64_t kNsPerSecond = 1'000'000'000;
  std::string text = std::to_string(time.ns / kNsPerSecond);
  const std::string fraction = digits(time.ns % kNsPerSecond, 9);
  const std::size_t last = fraction.find_last_not_of('0');
  if (last == std::string::npos) return text;
  for (std::size_t at = 0; at <= last; at += 3) {
    text += (at == 0 ? "." : " ") + fraction.substr(at, 3);
  }
  return text;
}

Narration::Narration(const Program& program, NarrationOptions options, std::ostream& out)
    : program_(program),
      options_(std::move(options)),
      out_(out),
      name_width_(widest_name(program)),
      file_(program.symbols.file.substr(program.symbols.file.find_last_of('/') + 1)) {
  constexpr Instant kUsuallyLonger{100'000'000'000'000};  // for a run without a limit
  const Instant widest = options_.longest == kNever ? kUsuallyLonger : options_.longest;
  const std::string shown = time_in_groups(widest);
  second_digits_ = shown.substr(0, shown.find('.')).size();
}

bool Narration::is_watched(ProcessId process) const {
  return options_.processes.empty() ||
         std::find(options_.processes.begin(), options_.processes.end(), process) !=
             options_.processes.end();
}

bool Narration::is_told(const TraceEvent& event) const {
  if (event.time < options_.from || event.time > options_.to) return false;
  if (event.kind == TraceEvent::Kind::dropped && was_there_initially(program_, event)) {
    return options_.processes.empty();
  }
  return is_watched(event.process) || (event.partner && is_watched(*event.partner));
}

std::string Narration::place(CodeIndex at) const {
  return "(" + file_ + ":" + std::to_string(statement_at(program_, at).line) + ")";
}

void Narration::write_line(Instant time, const std::string& who, const std::string& what,
                           std::optional<CodeIndex> at) {
  const std::string shown = time_in_groups(time);
  const std::size_t seconds_shown = std::min(shown.find('.'), shown.size());
  std::string line(second_digits_ > seconds_shown ? second_digits_ - seconds_shown : 0, ' ');
  const std::size_t time_width = line.size() + seconds_shown + kFractionWidth + 2;
  line = padded_right(line + shown + " s", time_width);
  line += "  " + padded_right(who, name_width_) + "  ";
  line += at ? padded_right(what, kSentenceWidth) + "  " + place(*at) : what;
  out_ << line << '\n';
}

std::string Narration::actor_of(const TraceEvent& event) const {
  if (event.kind == TraceEvent::Kind::dropped) return name_of(program_, event.mailbox);
  return name_of(program_, event.process);
}

void Narration::record(const TraceEvent& event) {
  using Kind = TraceEvent::Kind;
  Watched& actor = watched_[event.process];
  if (event.kind == Kind::looks && actor.looks++ > 0) return;

  if (event.kind == Kind::looks) actor.looking = event;
  if (is_told(event)) {
    EventContext context;
    if (ends_operation(event)) {
      if (actor.waiting_since) context.waited = event.time - *actor.waiting_since;
      context.looks = actor.looks;
    }
    if (event.partner && event.kind != Kind::replied_late) {
      const auto since = watched_[*event.partner].waiting_since;
      if (since) context.partner_waited = event.time - *since;
    }
    const bool has_place = event.kind != Kind::dropped;
    write_line(event.time, actor_of(event), event_text(program_, event, context),
               has_place ? std::optional(event.at) : std::nullopt);
  }
  if (is_own(event) && begins_waiting(event.kind)) actor.waiting_since = event.time;
  if (ends_operation(event)) actor = {};
  // Who is handed a message, or whose message is taken, waits no longer.
  if (event.partner && releases_partner(event)) watched_[*event.partner] = {};
}

void Narration::finish(Instant end) {
  for (const auto& [process, watched] : watched_) {
    if (!watched.looking || !is_watched(process)) continue;
    if (end < options_.from || watched.looking->time > options_.to) continue;
    const std::string times = watched.looks == 1 ? "once" : grouped(watched.looks) + " times";
    write_line(end, name_of(program_, process),
               "has looked " + times + " in vain at " + where_of(program_, *watched.looking) +
                   " by the end of the run",
               watched.looking->at);
  }
}

}  // namespace ipcsim
