// Who waits at a mailbox, first in turn first. A doubly linked list through the processes' own
// links: joining at the end, leaving from anywhere and looking at the first take O(1). A process
// waits in one queue at a time.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/base/ids.hpp"

namespace ipcsim {

struct WaitLink {
  static constexpr std::uint32_t kNobody = 0xFFFF'FFFF;
  std::uint32_t before = kNobody;
  std::uint32_t behind = kNobody;
};

class WaitQueue {
 public:
  [[nodiscard]] std::optional<ProcessId> first() const {
    if (first_ == WaitLink::kNobody) return std::nullopt;
    return ProcessId{first_};
  }

  /// Joins behind the last waiting process q for which goes_first(q) holds.
  /// `link(p)` is the process's WaitLink&. O(1) if the last one goes first.
  template <class Link, class GoesFirst>
  void join(ProcessId p, Link link, GoesFirst goes_first) {
    std::uint32_t before = last_;
    while (before != WaitLink::kNobody && !goes_first(ProcessId{before})) {
      before = link(ProcessId{before}).before;
    }
    std::uint32_t& from_front =
        before == WaitLink::kNobody ? first_ : link(ProcessId{before}).behind;
    const std::uint32_t behind = from_front;
    std::uint32_t& from_back = behind == WaitLink::kNobody ? last_ : link(ProcessId{behind}).before;
    link(p) = {before, behind};
    from_front = p.value;
    from_back = p.value;
  }

  /// REQUIRES: p waits here.
  template <class Link>
  void leave(ProcessId p, Link link) {
    const WaitLink own = link(p);
    (own.before == WaitLink::kNobody ? first_ : link(ProcessId{own.before}).behind) = own.behind;
    (own.behind == WaitLink::kNobody ? last_ : link(ProcessId{own.behind}).before) = own.before;
    link(p) = {};
  }

 private:
  std::uint32_t first_ = WaitLink::kNobody;
  std::uint32_t last_ = WaitLink::kNobody;
};

}  // namespace ipcsim
