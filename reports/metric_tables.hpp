// The tables of a report: what happened at the mailboxes and direct links, how the processes spent
// their time, where the core time of hosts went, and how busy the links between hosts were. Columns
// in which nothing happened (refused, dropped, lost) are left out.
#pragma once

#include "reports/table.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// Elements of larger groups have no rows of their own in tables; JSON and CSV have them.
inline constexpr std::uint32_t kMostElementRows = 8;

Table mailbox_table(const Results& results);
Table process_table(const Results& results);
/// Without rows unless some host has a limited number of cores: of others nothing is measured.
Table host_table(const Results& results);
Table link_table(const Results& results);

/// What a row of a whole group says, a sentence; empty if the tables have no such row.
std::string group_caption(const Results& results);

}  // namespace ipcsim
