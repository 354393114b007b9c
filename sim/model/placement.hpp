// Where mailboxes live, and who reaches what: a mailbox lives with its receivers, and a message
// needs a path of links to it. Knows nothing of what the links do.
#pragma once

#include "sim/model/mailbox_uses.hpp"
#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// Gives each mailbox without `host` that of its receivers; one that nobody receives from that of
/// its first sender, or else the first of all. Reports receivers on different hosts, receives from
/// another host's mailbox, sends that no path of links takes there, and sends to another host
/// among the alternatives of a select. Warns of the `else` of a send that never runs.
/// REQUIRES: nothing was reported as an error before.
void place_mailboxes(ReaderContext& context, const Uses& uses);

}  // namespace ipcsim
