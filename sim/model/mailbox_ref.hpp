// How a statement names a mailbox: `buffer`, `fork[2]`, `fork[self+1]`, `fork[any]`. Knows nothing
// of statements.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// A name with or without an index, as written.
struct IndexedName {
  std::string name;
  std::optional<std::string> index;  // what stands between [ and ], without blanks
};

/// `text` taken apart; empty if its brackets are not one pair at the end.
std::optional<IndexedName> split_index(std::string_view text);

/// A mailbox as a statement of `process` names it; `process` is null where a program is read for
/// none. Reports unknown mailboxes, and missing, superfluous, malformed or impossible indices.
std::optional<MailboxRef> read_mailbox_ref(ReaderContext& context, const JsonNode& node,
                                           const ProcessEntry* process);

/// The mailbox group of this name; reports at `node` if there is none.
std::optional<std::uint32_t> find_mailbox(ReaderContext& context, const JsonNode& node,
                                          std::string_view name);

/// What has elements: "mailbox \"fork\"" has 5, each an "element".
struct ElementOwner {
  std::string name;
  std::string_view element_noun;
  std::uint32_t elements = 1;
};

/// Element k of `owner`, `index` being k as written; reports at `node` what is wrong with it.
std::optional<std::uint32_t> read_element(ReaderContext& context, const JsonNode& node,
                                          const ElementOwner& owner, std::string_view index);

}  // namespace ipcsim
