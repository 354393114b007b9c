#include "sim/check/steps.hpp"

#include <algorithm>

namespace ipcsim {

void StepFinder::add_partners(ProcessId p, const Operation& operation, Direction direction) {
  visit_mailboxes_now(
      program_, operation, world_.current().processes[p.index()], world_.current().registers,
      [&](MailboxSpan span) {
        for (std::uint32_t i = 0; i < span.count; ++i) {
          const MailboxId m{span.first.value + i};
          for (const ProcessId q : world_.may_wait_at(m, direction)) {
            if (q == p || !world_.waits_at(q, m, direction)) continue;
            if (std::find(partners_.begin(), partners_.end(), q) == partners_.end()) {
              partners_.push_back(q);
            }
          }
        }
      });
}

}  // namespace ipcsim
