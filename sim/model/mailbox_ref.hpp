// How a statement names a mailbox: `buffer`, `fork[2]`, `fork[self+1]`, `fork[any]`, and in
// `multicast` also `fork[*]`.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// What the statement is that names a mailbox.
struct MailboxNaming {
  const ProcessEntry* process = nullptr;  // whose statement it is; null: a program of no process
  bool takes_all = false;                 // M[*] is legal
  /// What to do where the name is that of a process, `%` standing for it; empty: nothing.
  std::string_view advice_for_process = {};
  std::string_view advice_for_all = {};  // what to do where M[*] is not legal, `%` standing for it
};

/// A mailbox as a statement names it. Reports unknown mailboxes, and missing, superfluous,
/// malformed or impossible indices.
std::optional<MailboxRef> read_mailbox_ref(ReaderContext& context, const JsonNode& node,
                                           const MailboxNaming& naming);

/// The mailbox group of this name; reports at `node` if there is none.
std::optional<std::uint32_t> find_mailbox(ReaderContext& context, const JsonNode& node,
                                          std::string_view name);

}  // namespace ipcsim
