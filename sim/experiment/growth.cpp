#include "sim/experiment/growth.hpp"

#include <numeric>

#include "sim/experiment/statistics.hpp"

namespace ipcsim {

std::vector<MailboxGroupId> unbounded_groups(const Program& program) {
  std::vector<MailboxGroupId> groups;
  for (std::uint32_t g = 0; g < program.mailbox_groups.size(); ++g) {
    if (program.mailbox_groups[g].capacity == kUnbounded) groups.push_back(MailboxGroupId{g});
  }
  return groups;
}

std::int64_t net_flow(const Program& program, const Measurements& window, MailboxGroupId group) {
  const MailboxGroup& mailboxes = program.mailbox_groups[group.index()];
  std::int64_t grown = 0;  // a mailbox without a limit drops nothing
  for (std::uint32_t i = 0; i < mailboxes.count; ++i) {
    const MailboxMeasurements& mailbox = window.mailboxes[mailboxes.first.index() + i];
    grown += static_cast<std::int64_t>(mailbox.accepted - mailbox.received);
  }
  return grown;
}

bool keeps_growing(const std::vector<NetFlows>& runs, double level) {
  constexpr std::size_t kFewestWindows = 8;
  std::vector<double> second_halves;
  std::int64_t last_quarters = 0;
  for (const NetFlows& flows : runs) {
    const auto size = static_cast<std::ptrdiff_t>(flows.size());
    second_halves.insert(second_halves.end(), flows.begin() + size / 2, flows.end());
    last_quarters = std::accumulate(flows.end() - size / 4, flows.end(), last_quarters);
  }
  return second_halves.size() >= kFewestWindows && last_quarters > 0 &&
         is_above_zero(second_halves, level);
}

}  // namespace ipcsim
