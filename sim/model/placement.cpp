#include "sim/model/placement.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "sim/model/quoting.hpp"
#include "sim/model/routes.hpp"

namespace ipcsim {
namespace {

class Placement {
 public:
  Placement(ReaderContext& context, const Uses& uses)
      : context_(context),
        uses_(uses),
        parts_(connected_parts(context.hosts.size(), context.links)) {}

  void check() {
    find_hosts();
    for (const MailboxUse& use : uses_.mailboxes) check_use(use);
    for (const DirectSend& send : uses_.direct) {
      check_path(send.to.where, host_of(send.process), host_of(send.to.group), send.to.where);
    }
  }

 private:
  [[nodiscard]] const ProcessSpec& process(ProcessGroupId group) const {
    return context_.processes[group.index()].spec;
  }
  [[nodiscard]] HostId host_of(ProcessGroupId group) const { return process(group).host; }
  [[nodiscard]] const MailboxEntry& mailbox(const MailboxUse& use) const {
    return context_.mailboxes[use.mailbox.group.index()];
  }
  [[nodiscard]] std::string host_in_words(HostId host) const {
    return "host " + quote(context_.hosts[host.index()].name);
  }
  [[nodiscard]] std::string process_in_words(ProcessGroupId group) const {
    return "process " + quote(process(group).name);
  }
  [[nodiscard]] std::string quoted_host(HostId host) const {
    return quote(context_.hosts[host.index()].name);
  }

  /// Finds the hosts of the mailboxes without `host`.
  void find_hosts() {
    std::vector<std::optional<ProcessGroupId>> first_receivers(context_.mailboxes.size());
    std::vector<std::optional<ProcessGroupId>> first_senders(context_.mailboxes.size());
    std::set<std::size_t> reported;
    for (const MailboxUse& use : uses_.mailboxes) {
      const std::size_t index = use.mailbox.group.index();
      auto& first = use.receives() ? first_receivers[index] : first_senders[index];
      if (!first) first = use.process;
      if (!use.receives() || context_.mailboxes[index].host_given) continue;
      if (host_of(*first) == host_of(use.process) || !reported.insert(index).second) continue;
      report_scattered_receivers(context_.mailboxes[index].spec, *first, use.process);
    }
    for (std::size_t index = 0; index < context_.mailboxes.size(); ++index) {
      MailboxEntry& entry = context_.mailboxes[index];
      if (entry.host_given) continue;
      const auto& user = first_receivers[index] ? first_receivers[index] : first_senders[index];
      if (user) entry.spec.host = host_of(*user);
      if (reported.contains(index)) scattered_.insert(static_cast<std::uint32_t>(index));
    }
  }

  void report_scattered_receivers(const MailboxSpec& spec, ProcessGroupId one,
                                  ProcessGroupId other) {
    context_.error(spec.where,
                   "mailbox " + quote(spec.name) + " has receivers on different hosts: " +
                       process_in_words(one) + " on " + host_in_words(host_of(one)) + ", " +
                       process_in_words(other) + " on " + host_in_words(host_of(other)),
                   {"a mailbox lives with its receivers: put them on one host, or give each host "
                    "a mailbox of its own"});
  }

  void check_use(const MailboxUse& use) {
    const MailboxEntry& entry = mailbox(use);
    if (scattered_.contains(use.mailbox.group.value)) return;
    const HostId here = host_of(use.process);
    const HostId there = entry.spec.host;
    if (here == there) return;
    if (use.receives()) {
      report_distant_receive(use, entry.spec);
    } else if (entry.spec.transport == Transport::shared_memory) {
      report_ring_elsewhere(use, entry.spec);
    } else if (use.kind == MailboxUse::Kind::select_send) {
      report_distant_alternative(use, entry.spec);
    } else {
      check_path(use.mailbox.where, here, there, use.statement);
      if (use.seeks_refusal) warn_of_idle_else(use, entry.spec);
    }
  }

  void warn_of_idle_else(const MailboxUse& use, const MailboxSpec& spec) {
    context_.warning(use.mailbox.where,
                     "the \"else\" of this send never runs: mailbox " + quote(spec.name) +
                         " is on " + host_in_words(spec.host) +
                         ", and a nonblocking send to another host does not learn what becomes of "
                         "its message",
                     {"to learn it, send blocking with a \"timeout\""});
  }

  void report_distant_receive(const MailboxUse& use, const MailboxSpec& spec) {
    context_.error(use.mailbox.where,
                   process_in_words(use.process) + " on " + host_in_words(host_of(use.process)) +
                       " cannot receive from mailbox " + quote(spec.name) + ", which is on " +
                       host_in_words(spec.host),
                   {"put the mailbox where it is received from: \"host\": " +
                        quoted_host(host_of(use.process)),
                    "or put " + process_in_words(use.process) + " on " + host_in_words(spec.host)});
  }

  void report_ring_elsewhere(const MailboxUse& use, const MailboxSpec& spec) {
    context_.error(use.mailbox.where,
                   process_in_words(use.process) + " on " + host_in_words(host_of(use.process)) +
                       " cannot send to mailbox " + quote(spec.name) +
                       ", which is shared memory of " + host_in_words(spec.host),
                   {"processes on different hosts share no memory: use \"transport\": "
                    "\"message\", or put both on one host"});
  }

  void report_distant_alternative(const MailboxUse& use, const MailboxSpec& spec) {
    context_.error(use.mailbox.where,
                   "a \"select\" on " + host_in_words(host_of(use.process)) +
                       " cannot send to mailbox " + quote(spec.name) + ", which is on " +
                       host_in_words(spec.host),
                   {"a \"select\" must know at once whether an alternative can go, and word from "
                    "another host takes time: use a \"send\" of its own"});
  }

  /// Reports that no path leads there, once per statement and pair of hosts.
  void check_path(SourceRange where, HostId from, HostId to, SourceRange statement) {
    if (parts_[from.index()] == parts_[to.index()]) return;
    if (!unreachable_.insert({statement.text, statement.begin, from, to}).second) return;
    context_.error(
        where, "no path of links leads from " + host_in_words(from) + " to " + host_in_words(to),
        {"join them by a link, or both to a third host: { \"between\": [" + quoted_host(from) +
         ", " + quoted_host(to) + "], \"latency\": \"10ms\" }"});
  }

  ReaderContext& context_;
  const Uses& uses_;
  std::vector<std::size_t> parts_;     // by HostId; equal for hosts that a path joins
  std::set<std::uint32_t> scattered_;  // mailboxes with receivers on different hosts
  std::set<std::tuple<const SourceText*, std::uint32_t, HostId, HostId>> unreachable_;  // reported
};

}  // namespace

void place_mailboxes(ReaderContext& context, const Uses& uses) {
  if (!context.hosts.empty()) Placement(context, uses).check();
}

}  // namespace ipcsim
