#include "sim/model/validate.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "sim/model/finiteness.hpp"
#include "sim/model/mailbox_uses.hpp"
#include "sim/model/placement.hpp"
#include "sim/model/quoting.hpp"
#include "sim/model/ring_users.hpp"

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
void check_message_limit(ReaderContext& context, const RunReading& run,
                         const std::vector<MailboxUsers>& users) {
  if (!run.settings.message_limit) return;
  const MessageLimit& limit = *run.settings.message_limit;
  const MailboxEntry& mailbox = context.mailboxes[limit.group.index()];
  const MailboxUsers& used = users[limit.group.index()];
  const std::string name = "mailbox " + quote(mailbox.spec.name);
  const std::uint64_t counted_elements = limit.element ? 1 : mailbox.spec.elements();
  const std::uint64_t initial = counted_elements * mailbox.spec.initial;
  if (used.receivers.empty()) {
    context.error(run.until_where,
                  "nobody receives from " + name + ", so \"until\" is never reached",
                  {"\"messages\" counts what is received from \"mailbox\""});
  } else if (!used.is_sent_to && initial < limit.messages) {
    context.error(run.until_where, "nobody sends to " + name + ", so \"until\" is never reached",
                  {"the mailbox has " + counted(initial, "message") + " at time 0, and " +
                   grouped(limit.messages) + " should be received"});
  }
}

void warn_of_unused_mailboxes(ReaderContext& context, const std::vector<MailboxUsers>& users) {
  for (std::size_t m = 0; m < users.size(); ++m) {
    const MailboxEntry& mailbox = context.mailboxes[m];
    const bool has_messages = users[m].is_sent_to || mailbox.spec.initial > 0;
    const bool has_receivers = !users[m].receivers.empty();
    if (has_messages && has_receivers) continue;
    const std::string message = !has_messages && !has_receivers ? "nobody uses mailbox "
                                : has_messages                  ? "nobody receives from mailbox "
                                                                : "nobody sends to mailbox ";
    context.warning(mailbox.spec.where, message + quote(mailbox.spec.name));
  }
}

/// Calls that nobody answers, and answers to no call.
void warn_of_unanswered_calls(ReaderContext& context, const std::vector<MailboxUsers>& users) {
  std::set<ProcessGroupId> called;  // the processes that can receive a call
  for (std::size_t m = 0; m < users.size(); ++m) {
    const MailboxEntry& mailbox = context.mailboxes[m];
    const std::set<ProcessGroupId>& receivers = users[m].receivers;
    const auto replies = [&](ProcessGroupId process) {
      return context.processes[process.index()].first_reply.has_value();
    };
    if (!users[m].first_call || receivers.empty()) continue;
    called.insert(receivers.begin(), receivers.end());
    if (std::any_of(receivers.begin(), receivers.end(), replies)) continue;
    context.warning(*users[m].first_call,
                    "no process that receives from mailbox " + quote(mailbox.spec.name) +
                        " ever replies, so this call is never answered",
                    {"answer it with \"reply\" behind the \"receive\", or use \"send\""});
  }
  for (std::uint32_t p = 0; p < context.processes.size(); ++p) {
    const ProcessEntry& process = context.processes[p];
    if (!process.first_reply || called.contains(ProcessGroupId{p})) continue;
    context.warning(*process.first_reply,
                    "nobody calls a mailbox that process " + quote(process.spec.name) +
                        " receives from, so this \"reply\" has nothing to answer",
                    {"it would end the run with a program error",
                     "a message is to be answered if it was sent by \"call\", not by \"send\""});
  }
}

/// Direct links of which only one end is used.
void warn_of_one_ended_links(ReaderContext& context) {
  const auto process_in_words = [&](ProcessGroupId group) {
    return "process " + quote(context.processes[group.index()].spec.name);
  };
  std::set<ProcessGroupId> reached;  // by some send_to
  for (const auto& [link, use] : context.direct_links) {
    if (use.first_send) reached.insert(link.to);
    const ProcessEntry& receiver = context.processes[link.to.index()];
    if (!use.first_send) {
      context.warning(*use.first_receive,
                      process_in_words(link.from) + " never sends to " + process_in_words(link.to),
                      {"it would do so with { \"send_to\": " + quote(receiver.spec.name) + " }"});
    } else if (!use.first_receive && !receiver.first_receive_from_any) {
      const std::string& sender = context.processes[link.from.index()].spec.name;
      context.warning(
          *use.first_send,
          process_in_words(link.to) + " never receives from " + process_in_words(link.from),
          {"it would do so with { \"receive_from\": " + quote(sender) +
           " } or { \"receive_from\": \"any\" }"});
    }
  }
  for (std::uint32_t p = 0; p < context.processes.size(); ++p) {
    const ProcessEntry& process = context.processes[p];
    if (!process.first_receive_from_any || reached.contains(ProcessGroupId{p})) continue;
    context.warning(*process.first_receive_from_any,
                    "nobody sends to " + process_in_words(ProcessGroupId{p}),
                    {"others would do so with { \"send_to\": " + quote(process.spec.name) + " }"});
  }
}

}  // namespace

void validate(ReaderContext& context, const RunReading& run) {
  const bool programs_are_known = context.errors == 0;
  const Uses uses = programs_are_known ? uses_of(context) : Uses();
  if (programs_are_known) {
    place_mailboxes(context, uses);
    check_ring_users(context, uses);
  }
  check_end(context, run);
  check_somebody_is_no_service(context, run);
  if (context.errors > 0) return;
  const std::vector<MailboxUsers> users = users_of_mailboxes(uses, context.mailboxes.size());
  check_message_limit(context, run, users);
  if (context.errors > 0) return;
  warn_of_unused_mailboxes(context, users);
  warn_of_unanswered_calls(context, users);
  warn_of_one_ended_links(context);
}

}  // namespace ipcsim
