#include "sim/model/mailbox_ref.hpp"

#include <string>
#include <utility>
#include <vector>

#include "sim/model/indexed_name.hpp"
#include "sim/model/quoting.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {
namespace {

/// The advice with the name in quotes for its `%`.
std::string filled(std::string_view advice, std::string_view name) {
  std::string result(advice);
  if (const std::size_t at = result.find('%'); at != std::string::npos) {
    result.replace(at, 1, quote(name));
  }
  return result;
}

/// The mailbox that a statement names; a process of that name is told apart.
std::optional<std::uint32_t> find_named(ReaderContext& context, const JsonNode& node,
                                        const std::string& name, const MailboxNaming& naming) {
  const bool is_process = !context.mailbox_groups.contains(name) &&
                          context.process_groups.contains(name) &&
                          !naming.advice_for_process.empty();
  if (!is_process) return find_mailbox(context, node, name);
  context.error(node, quote(name) + " is a process, not a mailbox",
                {filled(naming.advice_for_process, name)});
  return std::nullopt;
}

void report_all(ReaderContext& context, const JsonNode& node, const ElementOwner& owner,
                const MailboxNaming& naming) {
  std::vector<std::string> hints = {"name one of them: " + owner.index_forms()};
  if (!naming.advice_for_all.empty()) {
    hints.push_back(filled(naming.advice_for_all, owner.name + "[*]"));
  }
  context.error(node, "[*] stands for every element, and belongs to \"multicast\" alone",
                std::move(hints));
}

std::optional<MailboxRef> read_array_ref(ReaderContext& context, const JsonNode& node,
                                         std::uint32_t group,
                                         const std::optional<std::string>& index,
                                         const MailboxNaming& naming) {
  const ElementOwner owner = elements_of(context.mailboxes[group]);
  if (!index) {
    if (!owner.elements_known) return std::nullopt;
    const std::string all = naming.takes_all ? "; " + owner.name + "[*] is all of them" : "";
    context.error(
        node, owner.in_words() + " is an array of " + owner.elements_in_words() + ": which one?",
        {"write " + owner.index_forms() + all});
    return std::nullopt;
  }
  if (*index == "*") {
    if (naming.takes_all) return MailboxRef{node.where, {group}, IndexForm::all, 0};
    report_all(context, node, owner, naming);
    return std::nullopt;
  }
  const auto choice = read_index(context, node, owner, *index, naming.process);
  if (!choice) return std::nullopt;
  return MailboxRef{node.where, {group}, choice->form, choice->offset};
}

}  // namespace

std::optional<std::uint32_t> find_mailbox(ReaderContext& context, const JsonNode& node,
                                          std::string_view name) {
  const auto found = context.mailbox_groups.find(std::string(name));
  if (found != context.mailbox_groups.end()) return found->second;
  context.error(node, "no mailbox is named " + quote(name), context.hints_for_mailbox(name));
  return std::nullopt;
}

std::optional<MailboxRef> read_mailbox_ref(ReaderContext& context, const JsonNode& node,
                                           const MailboxNaming& naming) {
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
  const std::optional<std::uint32_t> group = find_named(context, node, name->name, naming);
  if (!group) return std::nullopt;
  const MailboxEntry& mailbox = context.mailboxes[*group];
  if (mailbox.spec.count || !mailbox.elements_known) {
    return read_array_ref(context, node, *group, name->index, naming);
  }
  if (!name->index) return MailboxRef{node.where, {*group}, IndexForm::whole, 0};
  context.error(node,
                "mailbox " + quote(name->name) + " is no array, so it has no [" +
                    name->index->substr(0, 40) + "]",
                {"write " + quote(name->name) + ", or give the mailbox a \"count\""});
  return std::nullopt;
}

}  // namespace ipcsim
