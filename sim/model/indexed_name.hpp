// Names with an index, as statements, limits and metrics write them: `fork[2]`, `fork[self+1]`,
// `worker[any]`. Knows nothing of what has the name but that its elements are counted from 0.
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

/// What has elements: "mailbox" "fork" has 5, each an "element".
struct ElementOwner {
  std::string_view noun;
  std::string name;
  std::string_view element_noun;
  std::uint32_t elements = 1;
  bool elements_known = true;  // false: their number was wrong, so indices cannot be checked

  [[nodiscard]] std::string in_words() const;           // mailbox "fork"
  [[nodiscard]] std::string elements_in_words() const;  // 5 elements
  /// How one of them can be named: `fork[0] to fork[4], …, fork[self-1] or fork[any]`.
  [[nodiscard]] std::string index_forms() const;
};

ElementOwner elements_of(const MailboxEntry& mailbox);
ElementOwner replicas_of(const ProcessEntry& process);

/// Element k of `owner`, `index` being k as written; reports at `node` what is wrong with it.
std::optional<std::uint32_t> read_element(ReaderContext& context, const JsonNode& node,
                                          const ElementOwner& owner, std::string_view index);

/// An index and, of `fixed` and `relative`, its number.
struct IndexChoice {
  IndexForm form = IndexForm::whole;
  std::uint32_t offset = 0;
};

/// The index in a statement of `process`, which is null where a program is read for none. Reports
/// indices that are malformed or impossible; [*] is one of those.
std::optional<IndexChoice> read_index(ReaderContext& context, const JsonNode& node,
                                      const ElementOwner& owner, const std::string& index,
                                      const ProcessEntry* process);

}  // namespace ipcsim
