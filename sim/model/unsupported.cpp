#include "sim/model/unsupported.hpp"

#include "sim/model/quoting.hpp"

namespace ipcsim {

void report_unsupported(const Scenario& scenario, Diagnostics& diagnostics) {
  for (const LinkSpec& link : scenario.links) {
    diagnostics.error(link.where, "links are not supported by this version yet",
                      {"leave them out, and let processes that talk share a host"});
  }
  for (const MailboxSpec& mailbox : scenario.mailboxes) {
    if (mailbox.transport == Transport::message) continue;
    diagnostics.error(mailbox.where,
                      "\"transport\": \"shared_memory\" of mailbox " + quote(mailbox.name) +
                          " is not supported by this version yet",
                      {"leave \"transport\" out, and write \"capacity\" instead of \"slots\""});
  }
}

}  // namespace ipcsim
