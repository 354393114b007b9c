// Numbers that name things, each kind a type of its own, so that none is taken for another.
// Ids count from 0 in file order. Knows nothing of what they name.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace ipcsim {

template <class Tag>
struct Id {
  std::uint32_t value = 0;

  friend constexpr auto operator<=>(Id, Id) = default;
  [[nodiscard]] constexpr std::size_t index() const { return value; }
};

/// One process: a replica of a process group. Replicas of a group have consecutive ids.
using ProcessId = Id<struct ProcessTag>;
/// One mailbox: an element of a mailbox group. Elements of an array have consecutive ids.
using MailboxId = Id<struct MailboxTag>;
/// An entry of `processes` in the scenario: `count` replicas of one program.
using ProcessGroupId = Id<struct ProcessGroupTag>;
/// An entry of `mailboxes` in the scenario: one mailbox or an array of them.
using MailboxGroupId = Id<struct MailboxGroupTag>;
/// An entry of `hosts` in the scenario.
using HostId = Id<struct HostTag>;
/// An entry of `links` in the scenario.
using LinkId = Id<struct LinkTag>;

/// A link in one of its two directions.
struct Hop {
  LinkId link;
  bool forward = true;  // from the link's first host to its second

  friend bool operator==(const Hop&, const Hop&) = default;
};

}  // namespace ipcsim

template <class Tag>
struct std::hash<ipcsim::Id<Tag>> {
  std::size_t operator()(ipcsim::Id<Tag> id) const noexcept { return id.value; }
};
