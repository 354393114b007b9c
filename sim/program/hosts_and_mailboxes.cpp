#include "sim/program/hosts_and_mailboxes.hpp"

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

FullPolicy policy(WhenFull when_full) {
  switch (when_full) {
    case WhenFull::refuse:
      return FullPolicy::refuse;
    case WhenFull::drop_newest:
      return FullPolicy::drop_newest;
    case WhenFull::drop_oldest:
      return FullPolicy::drop_oldest;
  }
  fail_check("every when_full has its policy");
}

TakeOrder take_order(Order order) {
  switch (order) {
    case Order::fifo:
      return TakeOrder::fifo;
    case Order::lifo:
      return TakeOrder::lifo;
    case Order::priority:
      return TakeOrder::priority;
  }
  fail_check("every order has its take order");
}

void add_hosts(const Scenario& scenario, Program& program) {
  for (const HostSpec& host : scenario.hosts) {
    program.hosts.push_back({host.cores, host.quantum.value_or(Duration{0}), host.context_switch,
                             host.costs.poll.value_or(scenario.poll)});
  }
  if (program.hosts.empty()) program.hosts.push_back({.poll = scenario.poll});
}

void add_group(const MailboxSpec& mailbox, Program& program) {
  program.mailbox_groups.push_back({
      .first = MailboxId{program.mailboxes},
      .count = mailbox.elements(),
      .capacity = mailbox.capacity.value_or(kUnbounded),
      .initial = mailbox.initial,
      .when_full = policy(mailbox.when_full),
      .order = take_order(mailbox.order),
      .is_ring = mailbox.transport == Transport::shared_memory,
      .host = mailbox.host,
  });
  program.mailboxes += mailbox.elements();
  program.symbols.mailbox_groups.push_back(mailbox.name);
  program.symbols.mailbox_is_array.push_back(mailbox.count.has_value());
}

void add_group(const DirectLink& link, const Scenario& scenario, Program& program) {
  const std::uint32_t pairs =
      scenario.processes[link.from.index()].count * scenario.processes[link.to.index()].count;
  program.mailbox_groups.push_back({
      .first = MailboxId{program.mailboxes},
      .count = pairs,
      .capacity = scenario.direct_capacity.value_or(kUnbounded),
      .host = scenario.processes[link.to.index()].host,
  });
  program.mailboxes += pairs;
  program.direct_groups.push_back({link.from, link.to});
}

}  // namespace

void add_hosts_and_mailboxes(const Scenario& scenario, Program& program) {
  add_hosts(scenario, program);
  for (const MailboxSpec& mailbox : scenario.mailboxes) add_group(mailbox, program);
  for (const DirectLink& link : scenario.direct_links) add_group(link, scenario, program);
}

}  // namespace ipcsim
