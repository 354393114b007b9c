#include "reports/check_facts.hpp"

#include "reports/check_sentences.hpp"
#include "reports/paragraph.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kMostUnused = 10;  // statements that are named

std::string heading_of(const CheckResult& result) {
  if (result.facts.proved) return "Facts, whatever the timing" + bound_text(result) + ": proved";
  return "Seen" + bound_text(result) + " (--facts looks at every step and proves it)";
}

/// What can be seen, and was not, may be all the same.
std::string yes_or_no(bool seen, bool proved) {
  if (seen) return "yes";
  return proved ? "no" : "not seen";
}

Table table_of(const Program& program, const Facts& facts) {
  Table table{.title = "mailbox",
              .columns = {{"", "capacity"},
                          {"", "most in it"},
                          {"", "left at an end"},
                          {"", "refused"},
                          {"", "dropped"}}};
  for (std::uint32_t g = 0; g < facts.mailboxes.size(); ++g) {
    const MailboxGroup& group = program.mailbox_groups[g];
    const MailboxFacts& seen = facts.mailboxes[g];
    if (group.capacity == 0 && !seen.refused && !seen.dropped) continue;
    table.rows.push_back(
        {.name = name_of(program, MailboxGroupId{g}),
         .cells = {group.capacity == kUnbounded ? "unbounded" : grouped(group.capacity),
                   grouped(seen.peak), grouped(seen.left), yes_or_no(seen.refused, facts.proved),
                   yes_or_no(seen.dropped, facts.proved)}});
  }
  return table;
}

std::string never_received(const Program& program, const Facts& facts) {
  std::vector<std::string> names;
  for (std::uint32_t g = 0; g < facts.mailboxes.size(); ++g) {
    const MailboxFacts& seen = facts.mailboxes[g];
    const bool has_messages = seen.was_put || program.mailbox_groups[g].initial > 0;
    if (has_messages && !seen.was_taken) names.push_back(name_of(program, MailboxGroupId{g}));
  }
  if (names.empty()) return {};
  return "No message in " + joined_names(names) + " is ever received.";
}

/// "send to_B of A (line 6)".
std::vector<std::string> unused_in_words(const Program& program,
                                         const std::vector<UnusedStatement>& unused) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < unused.size() && i < kMostUnused; ++i) {
    const StatementSymbol& statement = statement_at(program, unused[i].at);
    words.push_back(statement.text + " of " +
                    program.symbols.process_groups[unused[i].group.index()] + " (line " +
                    std::to_string(statement.line) + ")");
  }
  if (unused.size() > kMostUnused) {
    words.push_back("… and " + grouped(unused.size() - kMostUnused) + " more");
  }
  return words;
}

}  // namespace

bool tells_facts(const CheckResult& result) {
  return result.facts.proved || result.verdict == CheckVerdict::free;
}

FactsText facts_text(const CheckOutcome& outcome) {
  const Facts& facts = outcome.result.facts;
  FactsText text{.heading = heading_of(outcome.result),
                 .table = table_of(*outcome.program, facts),
                 .never_received = {},
                 .unused = {}};
  if (!facts.proved) return text;
  text.never_received = never_received(*outcome.program, facts);
  text.unused = unused_in_words(*outcome.program, facts.unused);
  return text;
}

}  // namespace ipcsim
