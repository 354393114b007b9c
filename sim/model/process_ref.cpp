#include "sim/model/process_ref.hpp"

#include <string>
#include <vector>

#include "sim/model/indexed_name.hpp"
#include "sim/model/quoting.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {
namespace {

constexpr std::string_view kAny = "any";

/// The name in `node` taken apart; empty after a report.
std::optional<IndexedName> read_name(ReaderContext& context, const JsonNode& node) {
  if (node.kind != JsonKind::string) {
    report_wrong_type(context, node, "a process", "named by a string", "\"consumer\"");
    return std::nullopt;
  }
  std::optional<IndexedName> name = split_index(node.text);
  if (!name) {
    context.error(node, quote(node.text) + " names no process",
                  {"a process is NAME, or NAME[index] for one of its replicas"});
  }
  return name;
}

/// The process group of this name; `verb_for_mailbox` is what to use where a mailbox has the name.
std::optional<std::uint32_t> find_process(ReaderContext& context, const JsonNode& node,
                                          const std::string& name,
                                          std::string_view verb_for_mailbox) {
  const auto found = context.process_groups.find(name);
  if (found != context.process_groups.end()) return found->second;
  if (context.mailbox_groups.contains(name)) {
    context.error(node, quote(name) + " is a mailbox, not a process",
                  {"use { " + quote(verb_for_mailbox) + ": " + quote(node.text) + " }"});
  } else {
    context.error(node, "no process is named " + quote(name), context.hints_for_process(name));
  }
  return std::nullopt;
}

std::optional<ProcessRef> read_replica(ReaderContext& context, const JsonNode& node,
                                       std::uint32_t group, const std::string& index,
                                       const ProcessEntry* process) {
  const ElementOwner owner = replicas_of(context.processes[group]);
  if (index == "*") {
    context.error(node, "[*] stands for every element of a mailbox array, not for replicas",
                  {"write " + owner.index_forms()});
    return std::nullopt;
  }
  const auto choice = read_index(context, node, owner, index, process);
  if (!choice) return std::nullopt;
  return ProcessRef{node.where, {group}, choice->form, choice->offset};
}

}  // namespace

std::optional<ProcessRef> read_receiver(ReaderContext& context, const JsonNode& node,
                                        const ProcessEntry* process) {
  const std::optional<IndexedName> name = read_name(context, node);
  if (!name) return std::nullopt;
  if (name->name == kAny && !context.process_groups.contains(name->name)) {
    context.error(node, "\"send_to\" names the process to send to, and \"any\" is none",
                  {"write NAME, or NAME[any] for one of its replicas at random"});
    return std::nullopt;
  }
  const std::optional<std::uint32_t> group = find_process(context, node, name->name, "send");
  if (!group) return std::nullopt;
  if (name->index) return read_replica(context, node, *group, *name->index, process);
  const ElementOwner owner = replicas_of(context.processes[*group]);
  if (!owner.elements_known) return std::nullopt;
  if (owner.elements == 1) return ProcessRef{node.where, {*group}, IndexForm::whole, 0};
  context.error(node, owner.in_words() + " has " + owner.elements_in_words() + ": which one?",
                {"write " + owner.index_forms()});
  return std::nullopt;
}

std::optional<std::variant<ProcessRef, AnySender>> read_sender(ReaderContext& context,
                                                               const JsonNode& node,
                                                               const ProcessEntry* process) {
  const std::optional<IndexedName> name = read_name(context, node);
  if (!name) return std::nullopt;
  if (name->name == kAny) {
    if (context.process_groups.contains(name->name)) {
      context.error(node,
                    "\"any\" stands for whoever sends here, so \"receive_from\" cannot name the "
                    "process \"any\"",
                    {"give the process another name"});
      return std::nullopt;
    }
    if (!name->index) return AnySender{};
    context.error(node, "\"any\" stands for whoever sends here, and takes no index",
                  {"write \"any\", or NAME[any] for a replica of NAME at random"});
    return std::nullopt;
  }
  const std::optional<std::uint32_t> group = find_process(context, node, name->name, "receive");
  if (!group) return std::nullopt;
  if (!name->index) return ProcessRef{node.where, {*group}, IndexForm::whole, 0};
  if (name->index == "*") {
    context.error(
        node, "[*] stands for every element of a mailbox array, not for replicas",
        {"write " + quote(name->name) + " to receive from whichever of them sends first"});
    return std::nullopt;
  }
  return read_replica(context, node, *group, *name->index, process);
}

}  // namespace ipcsim
