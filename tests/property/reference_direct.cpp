// Direct communication: a mailbox for each sender and receiver of a link, and receiving from
// several of them.
#include "tests/property/reference_state.hpp"

namespace ipcsim::testing::reference {

void Interpreter::add_link(const DirectLink& link) {
  first_link_box_[link] = static_cast<std::uint32_t>(boxes_.size());
  const std::uint32_t pairs =
      scenario_.processes[link.from.index()].count * scenario_.processes[link.to.index()].count;
  for (std::uint32_t i = 0; i < pairs; ++i) boxes_.push_back({.spec = &link_spec_, .element = i});
}

std::uint32_t Interpreter::link_box(const DirectLink& link, std::uint32_t sender,
                                    std::uint32_t receiver) const {
  const std::uint32_t senders = scenario_.processes[link.from.index()].count;
  return first_link_box_.at(link) + receiver * senders + sender;
}

std::uint32_t Interpreter::box_of(std::uint32_t p, const ProcessRef& ref) {
  const std::uint32_t count = scenario_.processes[ref.group.index()].count;
  return link_box({ProcessGroupId{processes_[p].group}, ref.group}, processes_[p].replica,
                  index_of(p, ref.form, ref.offset, count));
}

std::vector<Offer> Interpreter::sources(std::uint32_t p, const Receive& receive) {
  const Process& self = processes_[p];
  const ProcessGroupId own{self.group};
  std::vector<Offer> result;
  const auto from = [&](ProcessGroupId group, std::uint32_t replica) {
    const std::uint32_t box = link_box({group, own}, replica, self.replica);
    result.push_back({.way = Way::receive, .box = box});
  };
  const auto from_all = [&](ProcessGroupId group) {
    for (std::uint32_t r = 0; r < scenario_.processes[group.index()].count; ++r) from(group, r);
  };
  if (const auto* mailbox = std::get_if<MailboxRef>(&receive.from)) {
    result.push_back({.way = Way::receive, .box = box_of(p, *mailbox)});
  } else if (const auto* ref = std::get_if<ProcessRef>(&receive.from)) {
    const std::uint32_t count = scenario_.processes[ref->group.index()].count;
    if (ref->form == IndexForm::whole) {
      from_all(ref->group);
    } else {
      from(ref->group, index_of(p, ref->form, ref->offset, count));
    }
  } else {
    for (const DirectLink& link : scenario_.direct_links) {
      if (link.to == own) from_all(link.from);
    }
  }
  return result;
}

const Offer* Interpreter::longest_there(std::uint32_t p) {
  const Offer* longest = nullptr;
  std::int64_t since = 0;
  for (const Offer& offer : processes_[p].attempt.offers) {
    const auto there = there_since(boxes_[offer.box]);
    if (!there || (longest != nullptr && *there >= since)) continue;
    longest = &offer;
    since = *there;
  }
  return longest;
}

std::optional<std::int64_t> Interpreter::there_since(const Box& box) const {
  if (!box.letters.empty()) return box.letters.front().accepted;
  if (!box.senders.empty()) return processes_[box.senders.front()].attempt.waits_since;
  return std::nullopt;
}

}  // namespace ipcsim::testing::reference
