#include "reports/event_text.hpp"

#include <vector>

#include "reports/format_value.hpp"
#include "reports/stuck_process_text.hpp"
#include "sim/base/check.hpp"
#include "sim/machine/process_state.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

const MailboxGroup& group_at(const Program& program, MailboxId mailbox) {
  return program.mailbox_groups[group_of(program, mailbox).index()];
}

bool is_rendezvous(const Program& program, MailboxId mailbox) {
  return group_at(program, mailbox).capacity == 0;
}

/// "3 of 5", what is in the event's mailbox after it.
std::string holding_at(const Program& program, const TraceEvent& event) {
  const std::uint32_t capacity = group_at(program, event.mailbox).capacity;
  return holding_of(capacity == kUnbounded ? std::nullopt : std::optional(capacity), event.depth);
}

std::string approximately(Duration time) { return format_value(seconds(time), Unit::time); }

std::string message_number(const TraceEvent& event) { return "message " + grouped(event.message); }

/// "which now holds 3 of 5", "which is now empty".
std::string content_now(const Program& program, const TraceEvent& event) {
  if (event.depth == 0) return "which is now empty";
  return "which now holds " + holding_at(program, event);
}

/// Why a mailbox takes no message.
std::string why_not_taken(const Program& program, const TraceEvent& event) {
  if (is_rendezvous(program, event.mailbox)) return "nobody waits there to receive";
  return "it is full with " + holding_at(program, event);
}

std::string after_waiting(const EventContext& context) {
  if (context.waited && context.waited->ns > 0) {
    return "after waiting " + approximately(*context.waited) + ", ";
  }
  if (context.looks == 1) return "after 1 look in vain, ";
  if (context.looks > 1) return "after " + grouped(context.looks) + " looks in vain, ";
  return {};
}

std::string for_how_long(const EventContext& context) {
  const bool is_worth_telling = context.partner_waited && context.partner_waited->ns > 0;
  return is_worth_telling ? " " + approximately(*context.partner_waited) : "";
}

std::string waits_to_send(const Program& program, const TraceEvent& event,
                          const std::string& mailbox) {
  if (is_rendezvous(program, event.mailbox)) {
    return "waits to send to " + mailbox + " until somebody receives";
  }
  return "waits to send to " + mailbox + ": " + why_not_taken(program, event);
}

std::string waits_to_receive(const Program& program, const TraceEvent& event,
                             const std::string& mailbox) {
  if (event.several) return "waits at " + mailbox + " until somebody sends";
  if (is_rendezvous(program, event.mailbox)) {
    return "waits to receive from " + mailbox + " until somebody sends";
  }
  return "waits to receive from " + mailbox + ", which is empty";
}

std::string finds_nothing(const Program& program, const TraceEvent& event,
                          const std::string& mailbox) {
  if (direction_of(program.code[event.at].opcode) == Direction::send) {
    return "finds no room in " + mailbox;
  }
  if (event.several) return "finds no message at " + mailbox;
  if (is_rendezvous(program, event.mailbox)) return "finds no sender at " + mailbox;
  return "finds no message in " + mailbox;
}

std::string looks(const Program& program, const TraceEvent& event, const std::string& mailbox) {
  const std::string again =
      "; looks again every " + format_exactly(host_of(program, event.process).poll);
  return finds_nothing(program, event, mailbox) + again;
}

std::string timed_out(const Program& program, const TraceEvent& event, const EventContext& context,
                      const std::string& mailbox) {
  const Instruction instruction = program.code[event.at];
  const std::string waited = after_waiting(context);
  if (instruction.opcode == Opcode::await) {
    const Awaits awaits = program.operations[instruction.operand].awaits;
    if (awaits == Awaits::word) return waited + "gives up sending to " + mailbox;
    return waited + "gives up waiting for the " +
           (awaits == Awaits::reply ? "reply to its call in " : "receipt of its message in ") +
           mailbox;
  }
  if (direction_of(instruction.opcode) == Direction::send) {
    return waited + "gives up sending to " + mailbox;
  }
  return waited + (event.several ? "gives up receiving at " : "gives up receiving from ") + mailbox;
}

/// "fork[2]"; of an index that was drawn "fork[any]".
std::string mailbox_named_by(const Program& program, ProcessId process,
                             const Operation& operation) {
  const ProcessGroup& group = program.process_groups[group_of(program, process).index()];
  if (operation.addressing == Addressing::fixed || operation.addressing == Addressing::relative) {
    const ProcessState state{.replica = process.value - group.first.value};
    return name_of(program, mailbox_of(operation, state, std::vector<std::uint32_t>{}));
  }
  return name_of(program, group_of(program, operation.first)) + "[any]";
}

/// "waits in a select: receive orders, send gap or after"
std::string waits_in_select(const Program& program, const TraceEvent& event) {
  constexpr std::size_t kMostAlternatives = 4;
  const Selection& selection = program.selections[program.code[event.at].operand];
  std::vector<std::string> wishes;
  for (const Selection::Alternative& it : selection.alternatives) {
    wishes.push_back((it.direction == Direction::send ? "send " : "receive ") +
                     mailbox_named_by(program, event.process, program.operations[it.operation]));
  }
  if (!selection.afters.empty()) wishes.emplace_back("after");
  std::string text = "waits in a select: ";
  const bool cut = wishes.size() > kMostAlternatives + 1;
  const std::size_t shown = cut ? kMostAlternatives : wishes.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += !cut && i + 1 == shown ? " or " : ", ";
    text += wishes[i];
  }
  return cut ? text + " … or " + grouped(wishes.size() - shown) + " more" : text;
}

/// What a process comes to that waited in a select, or for word of its message.
std::string word_text(const Program& program, const TraceEvent& event, const EventContext& context,
                      const std::string& mailbox) {
  using Kind = TraceEvent::Kind;
  switch (event.kind) {
    case Kind::waits_in_select:
      return waits_in_select(program, event);
    case Kind::took_else:
      return "takes the else of its select: nothing else can go at once";
    case Kind::after_passed:
      return after_waiting(context) + "takes an after of its select: the time has passed";
    case Kind::waits_for_receipt:
      return "waits until its message in " + mailbox + " is received";
    case Kind::waits_for_reply:
      return "waits for the reply to its call in " + mailbox;
    case Kind::receipt_came:
      return after_waiting(context) + "goes on: its message in " + mailbox + " was received";
    case Kind::reply_came:
      return after_waiting(context) + "goes on: its call in " + mailbox + " was answered";
    case Kind::waits_for_word:
      return "waits for word that " + mailbox + " has accepted its message";
    case Kind::word_came:
      return after_waiting(context) + "goes on: its message was accepted by " + mailbox;
    case Kind::message_dropped:
      return after_waiting(context) + "goes on: its message in " + mailbox + " was dropped";
    case Kind::replied:
      return "replies to " + name_of(program, *event.partner) + ", who waited" +
             for_how_long(context) + " for it";
    case Kind::replied_late:
      return "replies too late to " + name_of(program, *event.partner) +
             ", who waits no longer: the reply is lost";
    default:
      break;
  }
  fail_check("every kind of event has its words");
}

/// "link paris-cloud and sets out again in 48 ms"
std::string lost_by(const Program& program, const TraceEvent& event) {
  const std::string link = "link " + program.symbols.links[event.link.index()];
  if (event.until == kNever) return link + " and does not set out again";
  return link + " and sets out again in " + approximately(event.until - event.time);
}

/// What becomes of a message that is sent to another host: it acts, and not its sender.
std::string message_from_afar(const Program& program, const TraceEvent& event,
                              const EventContext& context, const std::string& mailbox) {
  using Kind = TraceEvent::Kind;
  switch (event.kind) {
    case Kind::sent:
      return "its " + message_number(event) + " comes into " + mailbox + ", " +
             content_now(program, event);
    case Kind::handed_over:
      return "its " + message_number(event) + " comes to " + name_of(program, *event.partner) +
             ", who waited" + for_how_long(context) + " at " + mailbox;
    case Kind::waits_to_send:
      return "its message waits at " + mailbox + ": " + why_not_taken(program, event);
    case Kind::refused:
      return "its message is refused by " + mailbox + ": " + why_not_taken(program, event);
    case Kind::lost:
      return "its message is dropped at " + mailbox + ": " + why_not_taken(program, event);
    case Kind::lost_under_way:
      return "its message to " + mailbox + " is lost by " + lost_by(program, event);
    case Kind::not_repeated:
      return "its lost message to " + mailbox + " does not set out again: it has given up";
    case Kind::reply_lost:
      return "its reply is lost by " + lost_by(program, event);
    case Kind::replied_late:
      return "its reply comes too late to " + name_of(program, *event.partner) +
             ", who waits no longer";
    default:
      break;
  }
  fail_check("every kind of event between hosts has its words");
}

std::string dropped(const Program& program, const TraceEvent& event) {
  const std::string whose = was_there_initially(program, event)
                                ? ", there from the start,"
                                : " of " + name_of(program, event.process);
  return "drops " + message_number(event) + whose + " to make room; now holds " +
         holding_at(program, event);
}

}  // namespace

std::string where_of(const Program& program, const TraceEvent& event) {
  if (event.several) return quote(statement_at(program, event.at).text);
  return name_of(program, event.mailbox);
}

bool was_there_initially(const Program& program, const TraceEvent& event) {
  return event.message <= group_at(program, event.mailbox).initial;
}

std::string event_text(const Program& program, const TraceEvent& event,
                       const EventContext& context) {
  using Kind = TraceEvent::Kind;
  if (event.kind == Kind::started) return "starts";
  if (event.kind == Kind::finished) return "has finished";
  if (event.kind == Kind::computes)
    return "computes for " + approximately(event.until - event.time);
  if (event.kind == Kind::pays) {
    return "spends " + approximately(event.until - event.time) + " on the call";
  }
  if (event.kind == Kind::sleeps) return "sleeps for " + approximately(event.until - event.time);

  const std::string mailbox = where_of(program, event);
  const std::string partner = event.partner ? name_of(program, *event.partner) : "somebody";
  if (event.from_afar && event.kind != Kind::taken_over) {
    return message_from_afar(program, event, context, mailbox);
  }
  switch (event.kind) {
    case Kind::sent:
      return after_waiting(context) + "sends " + message_number(event) + " to " + mailbox + ", " +
             content_now(program, event);
    case Kind::handed_over:
      return "hands " + message_number(event) + " over to " + partner + ", who waited" +
             for_how_long(context) + " at " + mailbox;
    case Kind::sets_out:
      return "sends a message on its way to " + mailbox;
    case Kind::reply_sets_out:
      return "replies to " + partner + ", on another host";
    case Kind::waits_to_send:
      return waits_to_send(program, event, mailbox);
    case Kind::refused:
      return "is refused by " + mailbox + ": " + why_not_taken(program, event);
    case Kind::lost:
      return "loses a message to " + mailbox + " and is not told: " + why_not_taken(program, event);
    case Kind::dropped:
      return dropped(program, event);
    case Kind::received:
      return after_waiting(context) + "receives " + message_number(event) + " from " + mailbox +
             ", " + content_now(program, event);
    case Kind::taken_over:
      return after_waiting(context) + "takes " + message_number(event) + " over from " + partner +
             (event.from_afar ? ", whose message waited" : ", who waited" + for_how_long(context)) +
             " at " + mailbox;
    case Kind::waits_to_receive:
      return waits_to_receive(program, event, mailbox);
    case Kind::found_none:
      return finds_nothing(program, event, mailbox) + " and goes on";
    case Kind::looks:
      return looks(program, event, mailbox);
    case Kind::timed_out:
      return timed_out(program, event, context, mailbox);
    default:
      return word_text(program, event, context, mailbox);
  }
}

}  // namespace ipcsim
