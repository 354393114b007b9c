#include "sim/model/validate.hpp"

#include <algorithm>
#include <string>

#include "sim/model/finiteness.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// Without `until`, every process that is no service must be finite.
void check_end(ReaderContext& context, const RunReading& run) {
  if (run.until_given) return;
  for (const ProcessEntry& process : context.processes) {
    if (process.spec.service || !process.program_known) continue;
    const Statement* loop = endless_loop(process.spec.program);
    if (loop == nullptr) continue;
    context.error(loop->where,
                  "process " + quote(process.spec.name) +
                      " never leaves this loop, and the run has no \"until\"",
                  {"say how long the run lasts: \"run\": { \"until\": \"10s\" }",
                   "or end the loop: with a number of rounds, \"break\" or \"stop\""});
    return;  // one `until` mends them all
  }
}

/// Without `until`, some process must be there whose end is the run's.
void check_somebody_is_no_service(ReaderContext& context, const RunReading& run) {
  const bool all_are_services =
      !context.processes.empty() &&
      std::all_of(context.processes.begin(), context.processes.end(),
                  [](const ProcessEntry& process) { return process.spec.service; });
  if (run.until_given || !all_are_services) return;
  context.error(
      context.processes.front().spec.where,
      "every process is a service, and the run has no \"until\"",
      {"say how long the run lasts: \"run\": { \"until\": \"10s\" }",
       "or make one of them no service: the run ends when the last of those has finished"});
}

/// A limit of messages must be one that can be reached.
void check_message_limit(ReaderContext& context, const RunReading& run) {
  if (!run.settings.message_limit) return;
  const MessageLimit& limit = *run.settings.message_limit;
  const MailboxEntry& mailbox = context.mailboxes[limit.group.index()];
  const std::string name = "mailbox " + quote(mailbox.spec.name);
  const std::uint64_t counted_elements = limit.element ? 1 : mailbox.spec.elements();
  const std::uint64_t initial = counted_elements * mailbox.spec.initial;
  if (!mailbox.received_from) {
    context.error(run.until_where,
                  "nobody receives from " + name + ", so \"until\" is never reached",
                  {"\"messages\" counts what is received from \"mailbox\""});
  } else if (!mailbox.sent_to && initial < limit.messages) {
    context.error(run.until_where, "nobody sends to " + name + ", so \"until\" is never reached",
                  {"the mailbox has " + counted(initial, "message") + " at time 0, and " +
                   grouped(limit.messages) + " should be received"});
  }
}

void warn_of_unused_mailboxes(ReaderContext& context) {
  for (const MailboxEntry& mailbox : context.mailboxes) {
    const bool has_messages = mailbox.sent_to || mailbox.spec.initial > 0;
    if (has_messages && mailbox.received_from) continue;
    const std::string message = !has_messages && !mailbox.received_from ? "nobody uses mailbox "
                                : has_messages ? "nobody receives from mailbox "
                                               : "nobody sends to mailbox ";
    context.warning(mailbox.spec.where, message + quote(mailbox.spec.name));
  }
}

}  // namespace

void validate(ReaderContext& context, const RunReading& run) {
  check_end(context, run);
  check_somebody_is_no_service(context, run);
  if (context.errors > 0) return;  // what follows is known only if every program is
  check_message_limit(context, run);
  if (context.errors > 0) return;
  warn_of_unused_mailboxes(context);
}

}  // namespace ipcsim
