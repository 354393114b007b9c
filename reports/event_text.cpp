#include "reports/event_text.hpp"

#include "reports/format_value.hpp"
#include "reports/stuck_process_text.hpp"
#include "sim/base/check.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

const MailboxGroup& group_at(const Program& program, MailboxId mailbox) {
  return program.mailbox_groups[group_of(program, mailbox).index()];
}

bool is_rendezvous(const Program& program, MailboxId mailbox) {
  return group_at(program, mailbox).capacity == 0;
}

std::string approximately(Duration time) { return format_value(seconds(time), Unit::time); }

std::string message_number(const TraceEvent& event) { return "message " + grouped(event.message); }

/// "which now holds 3 of 5", "which is now empty".
std::string content_now(const Program& program, const TraceEvent& event) {
  if (event.depth == 0) return "which is now empty";
  return "which now holds " + holding_of(program, event.mailbox, event.depth);
}

/// Why a mailbox takes no message.
std::string why_not_taken(const Program& program, const TraceEvent& event) {
  if (is_rendezvous(program, event.mailbox)) return "nobody waits there to receive";
  return "it is full with " + holding_of(program, event.mailbox, event.depth);
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
  if (is_rendezvous(program, event.mailbox)) {
    return "waits to receive from " + mailbox + " until somebody sends";
  }
  return "waits to receive from " + mailbox + ", which is empty";
}

std::string looks(const Program& program, const TraceEvent& event, const std::string& mailbox) {
  const std::string again = "; looks again every " + format_exactly(program.poll);
  if (is_rendezvous(program, event.mailbox)) return "finds no sender at " + mailbox + again;
  return "finds no message in " + mailbox + again;
}

std::string timed_out(const Program& program, const TraceEvent& event, const EventContext& context,
                      const std::string& mailbox) {
  const bool sends = program.code[event.at].opcode == Opcode::send;
  return after_waiting(context) + (sends ? "gives up sending to " : "gives up receiving from ") +
         mailbox;
}

std::string dropped(const Program& program, const TraceEvent& event) {
  const std::string whose = was_there_initially(program, event)
                                ? ", there from the start,"
                                : " of " + name_of(program, event.process);
  return "drops " + message_number(event) + whose + " to make room; now holds " +
         holding_of(program, event.mailbox, event.depth);
}

}  // namespace

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
  if (event.kind == Kind::sleeps) return "sleeps for " + approximately(event.until - event.time);

  const std::string mailbox = name_of(program, event.mailbox);
  const std::string partner = event.partner ? name_of(program, *event.partner) : "somebody";
  switch (event.kind) {
    case Kind::sent:
      return after_waiting(context) + "sends " + message_number(event) + " to " + mailbox + ", " +
             content_now(program, event);
    case Kind::handed_over:
      return "hands " + message_number(event) + " over to " + partner + ", who waited" +
             for_how_long(context) + " at " + mailbox;
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
             ", who waited" + for_how_long(context) + " at " + mailbox;
    case Kind::waits_to_receive:
      return waits_to_receive(program, event, mailbox);
    case Kind::found_none:
      return "finds " +
             std::string(is_rendezvous(program, event.mailbox) ? "no sender at "
                                                               : "no message in ") +
             mailbox + " and goes on";
    case Kind::looks:
      return looks(program, event, mailbox);
    case Kind::timed_out:
      return timed_out(program, event, context, mailbox);
    default:
      break;
  }
  fail_check("every kind of event has its words");
}

}  // namespace ipcsim
