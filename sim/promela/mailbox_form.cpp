#include "sim/promela/mailbox_form.hpp"

#include <algorithm>
#include <set>

namespace ipcsim::promela {
namespace {

using Kind = MailboxForm::Kind;

/// What all programs together do with the mailboxes of one group.
struct Uses {
  bool awaits_word = false;  // some sender waits for the receipt or reply
  bool has_calls = false;
  bool only_block = true;  // plain blocking sends and receives, and nothing else
  bool meets_conditionally = false;
  std::set<std::int32_t> priorities;
};

bool has_capacity(const Program& program, const Operation& operation) {
  return program.mailbox_groups[group_of(program, operation.first).index()].capacity > 0;
}

/// Two alternatives of one direction may mean the same mailbox of capacity 0, and may not.
bool differ_at_times(const Program& program, const Selection& selection) {
  const auto& all = selection.alternatives;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t k = i + 1; k < all.size(); ++k) {
      if (all[i].direction != all[k].direction) continue;
      const Operation& one = program.operations[all[i].operation];
      const Operation& other = program.operations[all[k].operation];
      if (one.first != other.first || has_capacity(program, one)) continue;
      if (!is_same_place(one, other) &&
          (one.addressing != Addressing::fixed || other.addressing != Addressing::fixed)) {
        return true;
      }
    }
  }
  return false;
}

/// At a mailbox of capacity 0: others of its alternatives decide whether it meets somebody there.
bool waits_conditionally(const Program& program, const Selection& selection) {
  const bool goes_by_itself =
      std::any_of(selection.alternatives.begin(), selection.alternatives.end(),
                  [&](const Selection::Alternative& alternative) {
                    return has_capacity(program, program.operations[alternative.operation]);
                  });
  return goes_by_itself || differ_at_times(program, selection);
}

void add_use(const Program& program, Opcode opcode, const Operation& operation,
             const Selection* selection, Uses& uses) {
  if (direction_of(opcode) == Direction::send) {
    uses.priorities.insert(operation.priority);
    const bool is_call = operation.awaits == Awaits::reply;
    uses.has_calls = uses.has_calls || is_call;
    uses.awaits_word = uses.awaits_word || is_call || operation.awaits == Awaits::receipt;
  }
  const bool goes_under_way =
      opcode == Opcode::transmit && (operation.timeout || operation.awaits == Awaits::acceptance);
  const bool blocks =
      opcode == Opcode::send || opcode == Opcode::receive || opcode == Opcode::transmit;
  const bool is_conditional =
      selection != nullptr && (selection->otherwise || waits_conditionally(program, *selection));
  uses.only_block = uses.only_block && blocks && !goes_under_way && !is_conditional;
  uses.meets_conditionally = uses.meets_conditionally || goes_under_way ||
                             (selection != nullptr && waits_conditionally(program, *selection));
}

std::vector<Uses> uses_of_groups(const Program& program) {
  std::vector<Uses> uses(program.mailbox_groups.size());
  for (const ProcessGroup& group : program.process_groups) {
    visit_operations(program, group,
                     [&](Opcode opcode, const Operation& operation, const Selection* selection) {
                       for (const MailboxGroupId id : groups_of(program, operation)) {
                         add_use(program, opcode, operation, selection, uses[id.index()]);
                       }
                     });
  }
  return uses;
}

MailboxForm form_of(const MailboxGroup& group, Uses uses, Bound bound) {
  MailboxForm form;
  form.count = group.count;
  form.is_bounded = group.capacity != kUnbounded;
  form.room = form.is_bounded ? group.capacity : std::max(bound.messages, group.initial);
  form.initial = group.initial;
  form.refuses = group.when_full == FullPolicy::refuse;
  form.order = group.order;
  if (group.capacity == 0) {
    form.kind = Kind::rendezvous;
    form.is_tagged = !uses.only_block;
    form.carries_letter = uses.has_calls;
    form.is_conditional = uses.meets_conditionally;
    return form;
  }
  form.drops_oldest = group.when_full == FullPolicy::drop_oldest && form.is_bounded;
  if (group.initial > 0) uses.priorities.insert(0);
  form.ranks = group.order == TakeOrder::priority && uses.priorities.size() > 1;
  form.kind = uses.awaits_word || form.ranks ? Kind::listed : Kind::counted;
  return form;
}

}  // namespace

bool is_same_place(const Operation& one, const Operation& other) {
  return one.first == other.first && one.addressing == other.addressing &&
         one.offset == other.offset &&
         (one.addressing != Addressing::drawn || one.slot == other.slot);
}

std::vector<MailboxGroupId> groups_of(const Program& program, const Operation& operation) {
  if (operation.addressing != Addressing::several) return {group_of(program, operation.first)};
  std::vector<MailboxGroupId> groups;
  for (std::uint32_t i = 0; i < operation.count; ++i) {
    groups.push_back(group_of(program, program.sources[operation.offset + i].first));
  }
  return groups;
}

std::vector<MailboxForm> mailbox_forms(const Program& program, Bound bound) {
  const std::vector<Uses> uses = uses_of_groups(program);
  std::vector<MailboxForm> forms;
  for (std::size_t g = 0; g < program.mailbox_groups.size(); ++g) {
    forms.push_back(form_of(program.mailbox_groups[g], uses[g], bound));
    const bool is_direct = g >= program.symbols.mailbox_groups.size();
    forms.back().is_array =
        is_direct ? forms.back().count > 1 : program.symbols.mailbox_is_array[g];
    forms.back().original = name_of(program, MailboxGroupId{static_cast<std::uint32_t>(g)});
  }
  return forms;
}

}  // namespace ipcsim::promela
