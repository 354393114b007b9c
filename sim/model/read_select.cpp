// The statement `select`: what ProgramReader knows of it.
#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include "sim/model/alternative_words.hpp"
#include "sim/model/program_reader.hpp"
#include "sim/model/quoting.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {
namespace {

constexpr MailboxNaming kNaming = {
    .advice_for_process = "the alternatives of a \"select\" name mailboxes, not processes"};

bool is_after(const Select::Alternative& alternative) {
  return std::holds_alternative<Select::After>(alternative.what);
}

/// The mailbox of a receive or a send; null for `after`.
const MailboxRef* mailbox_of(const Select::Alternative& alternative) {
  if (const auto* receive = std::get_if<Select::Receive>(&alternative.what)) {
    return &receive->mailbox;
  }
  if (const auto* send = std::get_if<Select::Send>(&alternative.what)) return &send->mailbox;
  return nullptr;
}

/// What a receive or send does, and where: equal for alternatives of which the second is never
/// taken. Empty for `after`, and for [any], which may be another element each time.
using Guard = std::tuple<std::size_t, MailboxGroupId, IndexForm, std::uint32_t>;
std::optional<Guard> guard_of(const Select::Alternative& alternative) {
  const MailboxRef* mailbox = mailbox_of(alternative);
  if (mailbox == nullptr || mailbox->form == IndexForm::any) return std::nullopt;
  return Guard{alternative.what.index(), mailbox->group, mailbox->form, mailbox->offset};
}

}  // namespace

Select ProgramReader::select(const JsonNode& operand) {
  Select result;
  if (operand.kind != JsonKind::array || operand.items.empty()) {
    report_wrong_type(
        context_, operand, "\"select\"", "a list of alternatives",
        R"([ { "receive": "orders", "do": [ … ] }, { "after": "1s", "do": [ … ] } ])");
    return result;
  }
  if (!fits(operand, "alternatives of a \"select\"")) return result;
  const std::size_t errors_before = context_.errors;
  for (const JsonNode& item : operand.items) {
    if (std::optional<Select::Alternative> read = alternative(item, result)) {
      result.alternatives.push_back(std::move(*read));
    }
  }
  if (context_.errors == errors_before) check_select(operand, result);
  return result;
}

/// The alternative in `node`; empty if it is the `else`, which goes into `select`, or wrong.
std::optional<Select::Alternative> ProgramReader::alternative(const JsonNode& node,
                                                              Select& select) {
  if (node.kind != JsonKind::object) {
    report_wrong_type(context_, node, "an alternative of \"select\"", "an object",
                      R"({ "receive": "orders", "do": [ … ] } or { "else": [ … ] })");
    return std::nullopt;
  }
  const std::optional<AlternativeWord> found = find_alternative(context_, node);
  if (!found) return std::nullopt;
  const auto& [key, key_where, operand] = *found->member;
  Select::Alternative result{node.where, key, {}, {}};
  switch (found->kind) {
    case AlternativeKind::receive:
      result.what = Select::Receive{mailbox(operand, kNaming)};
      result.text += name_behind_verb(operand);
      break;
    case AlternativeKind::send:
      result.what = Select::Send{mailbox(operand, kNaming), size(node), priority(node)};
      result.text += name_behind_verb(operand);
      break;
    case AlternativeKind::after:
      result.what = Select::After{duration(operand)};
      break;
    case AlternativeKind::otherwise:
      if (select.otherwise) {
        context_.error(key_where, "a \"select\" has one \"else\", and this is its second",
                       {"it is taken if no other alternative can go: put both lists into one"});
      }
      select.otherwise = block(operand, "\"else\"");
      return std::nullopt;
  }
  result.body = optional_block(node, "do").value_or(Block{});
  return result;
}

/// What can be wrong with alternatives that are all right.
void ProgramReader::check_select(const JsonNode& operand, const Select& select) {
  const auto& ways = select.alternatives;
  if (std::all_of(ways.begin(), ways.end(), is_after)) {
    context_.error(operand, "this \"select\" has no \"receive\" and no \"send\" to choose from",
                   {ways.empty() ? "\"else\" is taken if none of the others can go"
                                 : "to let time pass, write { \"sleep\": \"1s\" }"});
    return;
  }
  std::set<Guard> guards;
  for (const Select::Alternative& way : ways) {
    if (is_after(way) && select.otherwise) {
      context_.warning(way.where,
                       "this \"after\" never comes: with its \"else\", the \"select\" never waits",
                       {"take one of the two away"});
    }
    const std::optional<Guard> guard = guard_of(way);
    if (!guard || guards.insert(*guard).second) continue;
    context_.warning(way.where, "this alternative is never taken: an earlier one is " +
                                    quote(way.text) + ", too");
  }
}

}  // namespace ipcsim
