#include "sim/model/mailbox_ref.hpp"

#include <algorithm>
#include <charconv>

#include "sim/model/decimal.hpp"
#include "sim/model/quoting.hpp"
#include "sim/model/read_values.hpp"
#include "sim/model/unsupported.hpp"

namespace ipcsim {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The remainder of the number spelled by `digits`, of any length.
std::uint32_t remainder(std::string_view digits, std::uint32_t divisor) {
  std::uint64_t result = 0;
  for (const char digit : digits) {
    result = (result * 10 + static_cast<std::uint64_t>(digit - '0')) % divisor;
  }
  return static_cast<std::uint32_t>(result);
}

/// How elements of the array can be named.
std::string index_forms(const MailboxSpec& mailbox) {
  const std::string& name = mailbox.name;
  if (mailbox.elements() == 1) return "write " + name + "[0]";
  return "write " + name + "[0] to " + name + "[" + std::to_string(mailbox.elements() - 1) + "], " +
         name + "[self], " + name + "[self+1], " + name + "[self-1] or " + name + "[any]";
}

bool self_fits(ReaderContext& context, const JsonNode& node, const MailboxEntry& mailbox,
               const ProcessEntry* process) {
  if (process == nullptr || !process->count_known || !mailbox.elements_known) return true;
  const std::uint32_t replicas = process->spec.count;
  const std::uint32_t elements = mailbox.spec.elements();
  if (replicas <= elements) return true;
  context.error(node,
                "process " + quote(process->spec.name) + " has " + counted(replicas, "replica") +
                    ", but mailbox " + quote(mailbox.spec.name) + " has only " +
                    counted(elements, "element"),
                {"[self] is a replica's own number: give both the same \"count\""});
  return false;
}

/// The index of an array, `ref.group` being known already.
std::optional<MailboxRef> read_index(ReaderContext& context, const JsonNode& node, MailboxRef ref,
                                     const std::string& index, const ProcessEntry* process) {
  const MailboxEntry& mailbox = context.mailboxes[ref.group.index()];
  const std::uint32_t elements = mailbox.spec.elements();
  if (index == "any") {
    ref.form = IndexForm::any;
    return ref;
  }
  if (index == "self") {
    ref.form = IndexForm::self;
    return self_fits(context, node, mailbox, process) ? std::optional(ref) : std::nullopt;
  }
  const bool is_forward = index.starts_with("self+");
  if ((is_forward || index.starts_with("self-")) && is_digits(std::string_view(index).substr(5))) {
    const std::uint32_t offset = remainder(std::string_view(index).substr(5), elements);
    ref.form = IndexForm::relative;
    ref.offset = is_forward ? offset : (elements - offset) % elements;
    return ref;
  }
  if (const Unsupported* row = find_unsupported("index", index)) {
    context.error(node, "[" + index + "] is not supported by this version yet",
                  {std::string(row->advice)});
    return std::nullopt;
  }
  if (!is_digits(index)) {
    context.error(node, quote("[" + index + "]") + " is not an index", {index_forms(mailbox.spec)});
    return std::nullopt;
  }
  if (!mailbox.elements_known) return std::nullopt;
  const auto element = read_element(
      context, node, {"mailbox " + quote(mailbox.spec.name), "element", elements}, index);
  if (!element) return std::nullopt;
  ref.form = IndexForm::fixed;
  ref.offset = *element;
  return ref;
}

}  // namespace

std::optional<IndexedName> split_index(std::string_view text) {
  const std::size_t open = text.find('[');
  if (open == std::string_view::npos) {
    if (text.find(']') != std::string_view::npos) return std::nullopt;
    return IndexedName{std::string(text), std::nullopt};
  }
  if (text.find(']') != text.size() - 1 || text.find('[', open + 1) != std::string_view::npos) {
    return std::nullopt;
  }
  std::string index(text.substr(open + 1, text.size() - open - 2));
  index.erase(std::remove(index.begin(), index.end(), ' '), index.end());
  return IndexedName{std::string(text.substr(0, open)), std::move(index)};
}

std::optional<std::uint32_t> find_mailbox(ReaderContext& context, const JsonNode& node,
                                          std::string_view name) {
  const auto found = context.mailbox_groups.find(std::string(name));
  if (found != context.mailbox_groups.end()) return found->second;
  context.error(node, "no mailbox is named " + quote(name), context.hints_for_mailbox(name));
  return std::nullopt;
}

std::optional<std::uint32_t> read_element(ReaderContext& context, const JsonNode& node,
                                          const ElementOwner& owner, std::string_view index) {
  std::uint32_t element = 0;
  const auto parsed = std::from_chars(index.data(), index.data() + index.size(), element);
  const bool is_number = is_digits(index);
  if (is_number && parsed.ec == std::errc() && element < owner.elements) {
    return element;
  }
  const std::string noun(owner.element_noun);
  const std::string range = owner.elements == 1
                                ? "its only " + noun + " is [0]: they count from 0"
                                : "its " + noun + "s are [0] to [" +
                                      std::to_string(owner.elements - 1) + "]: they count from 0";
  if (!is_number) {
    context.error(node, quote("[" + std::string(index) + "]") + " is not an index", {range});
  } else {
    context.error(node,
                  owner.name + " has " + counted(owner.elements, noun) + ", and no [" +
                      std::string(index.substr(0, 40)) + "]",
                  {range});
  }
  return std::nullopt;
}

std::optional<MailboxRef> read_mailbox_ref(ReaderContext& context, const JsonNode& node,
                                           const ProcessEntry* process) {
  if (node.kind != JsonKind::string) {
    report_wrong_type(context, node, "a mailbox", "named by a string", "\"buffer\"");
    return std::nullopt;
  }
  const std::optional<IndexedName> name = split_index(node.text);
  if (!name) {
    context.error(node, quote(node.text) + " names no mailbox",
                  {"a mailbox is NAME, or NAME[index] for an element of an array"});
    return std::nullopt;
  }
  const std::optional<std::uint32_t> group = find_mailbox(context, node, name->name);
  if (!group) return std::nullopt;
  const MailboxEntry& mailbox = context.mailboxes[*group];
  const MailboxRef ref{node.where, {*group}, IndexForm::whole, 0};
  if (!mailbox.spec.count && mailbox.elements_known) {
    if (!name->index) return ref;
    context.error(node,
                  "mailbox " + quote(name->name) + " is no array, so it has no [" +
                      name->index->substr(0, 40) + "]",
                  {"write " + quote(name->name) + ", or give the mailbox a \"count\""});
    return std::nullopt;
  }
  if (name->index) return read_index(context, node, ref, *name->index, process);
  if (mailbox.elements_known) {
    context.error(node,
                  "mailbox " + quote(name->name) + " is an array of " +
                      counted(mailbox.spec.elements(), "element") + ": which one?",
                  {index_forms(mailbox.spec)});
  }
  return std::nullopt;
}

}  // namespace ipcsim
