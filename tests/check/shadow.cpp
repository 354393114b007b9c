#include "tests/check/shadow.hpp"

#include <algorithm>

namespace ipcsim::testing {
namespace {

constexpr std::uint32_t kBound = 64;
constexpr std::size_t kMostStates = 3'000;

/// `whoever`: whose it is does not matter. Without time nobody remembers who has sent a message of
/// which nobody awaits word.
bool has(const Account& account, const Event& wanted, bool whoever = false) {
  return std::any_of(account.events.begin(), account.events.end(), [&](const Event& event) {
    return event.kind == wanted.kind && (whoever || event.process == wanted.process) &&
           event.other == wanted.other && event.mailbox == wanted.mailbox;
  });
}

}  // namespace

Shadow::Shadow(const Program& program)
    : program_(program), world_(program, kBound), finder_(world_, program) {
  if (!world_.codec().fits()) {
    gave_up_ = true;
    return;
  }
  std::vector<Word> words(world_.codec().words());
  Odometer odometer;
  do {
    if (world_.begin(odometer) != Attempt::done) gave_up_ = true;
    world_.pack(words.data());
    states_.insert(words);
  } while (!gave_up_ && states_.size() <= kMostStates && odometer.advance());
  world_.set_account(&account_);
}

/// To all states behind one step for which is_wanted(step, its process's place before) holds. If
/// `may_stay`, a state without such a step stays.
template <class IsWanted>
void Shadow::advance(const IsWanted& is_wanted, bool may_stay) {
  States next;
  std::vector<Word> words(world_.codec().words());
  for (const std::vector<Word>& state : states_) {
    go_to(state);
    bool goes_on = false;
    finder_.visit_all([&](const Step& step, Attempt attempt) {
      if (!is_wanted(step)) return;
      goes_on = true;
      if (attempt == Attempt::cut || attempt == Attempt::endless) gave_up_ = true;
      if (attempt != Attempt::done) return;
      world_.pack(words.data());
      next.insert(words);
    });
    if (!goes_on && may_stay) next.insert(state);
    if (next.size() > kMostStates) gave_up_ = true;
    if (gave_up_) return;
  }
  states_ = std::move(next);
}

/// Steps of which the run tells nothing: a branch of `choose`, and the loss of a message.
void Shadow::close_over_silent_steps(ProcessId p) {
  States open = states_;
  std::vector<Word> words(world_.codec().words());
  while (!open.empty() && !gave_up_) {
    const std::vector<Word> state = *open.begin();
    open.erase(open.begin());
    go_to(state);
    const bool chooses = world_.instruction_of(p).opcode == Opcode::choose;
    const auto visit = [&](const Step& step, Attempt attempt) {
      if (step.kind != Step::Kind::loss && !(chooses && step.process == p)) return;
      if (attempt != Attempt::done) return;
      world_.pack(words.data());
      if (states_.insert(words).second) open.insert(words);
    };
    if (chooses) finder_.visit_steps_of(p, visit);
    for (std::size_t lane = 0; lane < world_.lanes().size(); ++lane) {
      finder_.visit_steps_in(lane, visit);
    }
    if (states_.size() > kMostStates) gave_up_ = true;
  }
}

bool Shadow::stands_at(ProcessId p, CodeIndex at) {
  const auto& statement_of = program_.symbols.statement_of;
  return statement_of[world_.at(p)] == statement_of[at];
}

void Shadow::keep_where_it_stands(const TraceEvent& event) {
  std::erase_if(states_, [&](const std::vector<Word>& state) {
    go_to(state);
    return !stands_at(event.process, event.at);
  });
}

void Shadow::take_event(const TraceEvent& event, Event::Kind kind) {
  Event wanted{.kind = kind, .process = event.process};
  const bool names_mailbox = kind != Event::Kind::none_found && kind != Event::Kind::otherwise;
  if (names_mailbox) wanted.mailbox = event.mailbox;
  advance([&](const Step& /*step*/) { return has(account_, wanted, event.from_afar); }, false);
}

void Shadow::take_reply(const TraceEvent& event, Event::Kind kind) {
  Event wanted{.kind = kind, .process = event.process};
  // Who has given up is not remembered.
  if (kind == Event::Kind::replied) wanted.other = event.partner;
  advance([&](const Step& /*step*/) { return has(account_, wanted); }, false);
}

/// False: the reply was under way, and has been given already.
bool Shadow::is_new(const TraceEvent& event) {
  const auto given = replies_.find({event.process, *event.partner});
  if (given == replies_.end()) return true;
  replies_.erase(given);
  return false;
}

/// At capacity 0 one step, else two.
void Shadow::take_hand_over(ProcessId from, ProcessId to, const TraceEvent& event) {
  const MailboxId m = event.mailbox;
  if (world_.has_capacity_zero(m)) {
    const Event wanted{
        .kind = Event::Kind::handed_over, .process = from, .other = to, .mailbox = m};
    advance([&](const Step& /*step*/) { return has(account_, wanted, event.from_afar); }, false);
    return;
  }
  const Event put{.kind = Event::Kind::put, .process = from, .mailbox = m};
  advance([&](const Step& /*step*/) { return has(account_, put, event.from_afar); }, false);
  const Event taken{.kind = Event::Kind::taken, .process = to, .mailbox = m};
  advance([&](const Step& /*step*/) { return has(account_, taken); }, false);
}

bool Shadow::follow(const TraceEvent& event) {
  using Kind = TraceEvent::Kind;
  if (gave_up_) return false;
  const ProcessId p = event.process;
  close_over_silent_steps(p);
  if (event.partner) close_over_silent_steps(*event.partner);
  if (gave_up_) return false;
  switch (event.kind) {
    case Kind::computes:
    case Kind::sleeps:
      keep_where_it_stands(event);
      advance(
          [&](const Step& step) {
            return step.kind == Step::Kind::statement && step.process == p &&
                   account_.events.empty();
          },
          false);
      break;
    case Kind::sent:
      take_event(event, Event::Kind::put);
      break;
    case Kind::handed_over:
      take_hand_over(p, *event.partner, event);
      break;
    case Kind::taken_over:
      take_hand_over(*event.partner, p, event);
      break;
    case Kind::received:
      keep_where_it_stands(event);
      take_event(event, Event::Kind::taken);
      break;
    case Kind::refused:
      take_event(event, Event::Kind::refused);
      break;
    case Kind::lost:
      take_event(event, Event::Kind::dropped);
      break;
    case Kind::found_none:
      keep_where_it_stands(event);
      take_event(event, Event::Kind::none_found);
      break;
    case Kind::took_else:
      keep_where_it_stands(event);
      take_event(event, Event::Kind::otherwise);
      break;
    case Kind::replied:
      if (is_new(event)) take_reply(event, Event::Kind::replied);
      break;
    case Kind::replied_late:
      if (is_new(event)) take_reply(event, Event::Kind::replied_late);
      break;
    case Kind::reply_sets_out:
      take_reply(event, Event::Kind::replied);
      replies_.insert({p, *event.partner});
      break;
    case Kind::timed_out:
    case Kind::after_passed:
      keep_where_it_stands(event);
      advance(
          [&](const Step& step) { return step.kind == Step::Kind::timeout && step.process == p; },
          false);
      break;
    case Kind::waits_to_send:
      if (event.from_afar) {
        const Event wanted{
            .kind = Event::Kind::waits_in_turn, .process = p, .mailbox = event.mailbox};
        advance([&](const Step& /*step*/) { return has(account_, wanted); }, true);
        break;
      }
      keep_where_it_stands(event);
      break;
    case Kind::waits_to_receive:
    case Kind::waits_in_select:
      keep_where_it_stands(event);
      break;
    case Kind::sets_out: {
      const Event wanted{.kind = Event::Kind::sets_out, .process = p, .mailbox = event.mailbox};
      advance([&](const Step& /*step*/) { return has(account_, wanted); }, true);
      break;
    }
    default:
      break;  // nothing that the untimed world tells apart
  }
  return !gave_up_ && !states_.empty();
}

bool Shadow::may_stand_still() {
  for (std::uint32_t i = 0; i < program_.processes; ++i) close_over_silent_steps({i});
  return std::any_of(states_.begin(), states_.end(), [&](const std::vector<Word>& state) {
    go_to(state);
    bool goes_on = false;
    finder_.visit_all([&](const Step&, Attempt) { goes_on = true; });
    return !goes_on;
  });
}

/// A message that is under way may come to its mailbox all the same: that is a step of its sender,
/// which then goes on waiting.
bool Shadow::may_be_stuck(const std::vector<ProcessId>& processes) {
  for (const ProcessId p : processes) close_over_silent_steps(p);
  return std::any_of(states_.begin(), states_.end(), [&](const std::vector<Word>& state) {
    go_to(state);
    const std::vector<ProcessState> before = world_.current().processes;
    bool moves = false;
    finder_.visit_all([&](const Step& step, Attempt) {
      const bool is_own = step.kind == Step::Kind::statement || step.kind == Step::Kind::timeout;
      for (const ProcessId p : processes) {
        const bool waits_on = world_.instruction_of(p).opcode == Opcode::await &&
                              world_.at(p) == before[p.index()].at;
        if (waits_on) continue;
        moves = moves || (is_own && step.process == p) || step.partner == p;
      }
    });
    return !moves;
  });
}

std::string Shadow::in_words() {
  if (states_.empty()) return "no state";
  go_to(*states_.begin());
  std::string text = std::to_string(states_.size()) + " states; one:";
  for (std::uint32_t i = 0; i < program_.processes; ++i) {
    text += "\n  " + name_of(program_, ProcessId{i}) + " at " +
            statement_at(program_, world_.at({i})).text + " line " +
            std::to_string(statement_at(program_, world_.at({i})).line);
  }
  for (std::uint32_t m = 0; m < program_.mailboxes; ++m) {
    text += "\n  " + name_of(program_, MailboxId{m}) + " holds " +
            std::to_string(world_.current().mailboxes[m].size());
  }
  return text;
}

}  // namespace ipcsim::testing
