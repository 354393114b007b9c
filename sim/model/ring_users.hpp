// What the programs must not do with mailboxes in shared memory: rings of slots with one sender
// and one receiver, which wait by looking again and again (Silberschatz, Galvin & Gagne, Operating
// System Concepts, the bounded buffer). Knows nothing of hosts.
#pragma once

#include "sim/model/mailbox_uses.hpp"
#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// Reports a second sender or receiver process of a ring, which is a data race, and statements that
/// a ring has no way to do. Each element of an array is a ring of its own.
void check_ring_users(ReaderContext& context, const Uses& uses);

}  // namespace ipcsim
