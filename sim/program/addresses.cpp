#include "sim/program/addresses.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

Addressing addressing_of(IndexForm form) {
  switch (form) {
    case IndexForm::whole:
    case IndexForm::fixed:
      return Addressing::fixed;
    case IndexForm::self:
    case IndexForm::relative:
      return Addressing::relative;
    case IndexForm::any:
      return Addressing::drawn;
    case IndexForm::all:
      return Addressing::counted;
  }
  fail_check("every form of index has its addressing");
}

}  // namespace

std::uint32_t Addresses::replicas(ProcessGroupId group) const {
  return scenario_.processes[group.index()].count;
}

MailboxId Addresses::first_between(ProcessGroupId from, ProcessGroupId to) const {
  const auto& links = scenario_.direct_links;
  const auto link = std::lower_bound(links.begin(), links.end(), DirectLink{from, to});
  const auto place = static_cast<std::size_t>(link - links.begin());
  check(place < links.size() && links[place] == DirectLink{from, to},
        "every pair that is spoken of has its direct link");
  return program_.mailbox_groups[scenario_.mailboxes.size() + place].first;
}

Operation Addresses::target(const MailboxRef& to) const {
  Operation operation;
  operation.first = program_.mailbox_groups[to.group.index()].first;
  operation.count = scenario_.mailboxes[to.group.index()].elements();
  operation.offset = to.offset;
  operation.addressing = addressing_of(to.form);
  return operation;
}

Operation Addresses::target(const ProcessRef& to) const {
  Operation operation;
  operation.first = first_between(process_, to.group);
  operation.count = replicas(to.group);
  operation.offset = to.offset;
  operation.stride = replicas(process_);
  operation.own_stride = 1;
  operation.addressing = addressing_of(to.form);
  return operation;
}

std::vector<Operation> Addresses::targets(const Multicast& multicast) const {
  constexpr std::uint32_t kSmallArray = 64;
  std::vector<Operation> targets;
  for (const MailboxRef& ref : multicast.targets) {
    Operation operation = target(ref);
    if (operation.addressing != Addressing::counted || operation.count > kSmallArray) {
      targets.push_back(operation);
      continue;
    }
    operation.addressing = Addressing::fixed;
    for (operation.offset = 0; operation.offset < operation.count; ++operation.offset) {
      targets.push_back(operation);
    }
  }
  return targets;
}

Operation Addresses::source(const ProcessRef& from) {
  const MailboxId first = first_between(from.group, process_);
  const std::uint32_t senders = replicas(from.group);
  if (from.form == IndexForm::whole && senders > 1) {
    return from_sources({{first, senders, senders}});
  }
  Operation operation;
  operation.first = first;
  operation.count = senders;
  operation.offset = from.offset;
  operation.own_stride = senders;
  operation.addressing = addressing_of(from.form);
  return operation;
}

Operation Addresses::source(const AnySender& /*from*/) {
  std::vector<Source> sources;
  for (const DirectLink& link : scenario_.direct_links) {
    if (link.to != process_) continue;
    sources.push_back(
        {first_between(link.from, link.to), replicas(link.from), replicas(link.from)});
  }
  if (sources.size() == 1 && sources.front().count == 1) {
    Operation operation;
    operation.first = sources.front().first;
    operation.own_stride = sources.front().own_stride;
    return operation;
  }
  return from_sources(sources);
}

Operation Addresses::from_sources(const std::vector<Source>& sources) {
  Operation operation;
  operation.addressing = Addressing::several;
  operation.offset = static_cast<std::uint32_t>(program_.sources.size());
  operation.count = static_cast<std::uint32_t>(sources.size());
  program_.sources.insert(program_.sources.end(), sources.begin(), sources.end());
  return operation;
}

}  // namespace ipcsim
