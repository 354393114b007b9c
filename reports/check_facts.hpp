// What a check has seen beside deadlocks, in words: a table of the mailboxes, and sentences of what
// never happens.
#pragma once

#include <string>
#include <vector>

#include "reports/table.hpp"
#include "sim/experiment/check_outcome.hpp"

namespace ipcsim {

struct FactsText {
  std::string heading;
  Table table;                      // without rows where no mailbox holds a message
  std::string never_received;       // a sentence, if proved of some mailboxes; else empty
  std::vector<std::string> unused;  // statements that are proved never to be carried out

  [[nodiscard]] bool is_empty() const {
    return table.rows.empty() && never_received.empty() && unused.empty();
  }
};

/// REQUIRES: tells_facts.
FactsText facts_text(const CheckOutcome& outcome);

/// They say something: they are proved, or of a whole search, though one that left steps out.
bool tells_facts(const CheckResult& result);

}  // namespace ipcsim
