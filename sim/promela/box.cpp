#include "sim/promela/box.hpp"

#include "sim/base/check.hpp"

namespace ipcsim::promela {
namespace {

using Kind = MailboxForm::Kind;

std::string number(std::uint64_t value) { return std::to_string(value); }

/// "self + 3", or the number where there is one process only.
std::string self_plus(const ProcessGroup& group, std::uint64_t offset) {
  if (group.count == 1) return number(offset);
  return offset == 0 ? "self" : "self + " + number(offset);
}

std::string sum(const std::string& left, const std::string& right) {
  if (left == "0") return right;
  return right == "0" ? left : left + " + " + right;
}

std::string product(const std::string& factor, std::uint64_t by) {
  if (by == 1) return factor;
  if (factor == "0" || by == 0) return "0";
  const bool is_simple = factor.find(' ') == std::string::npos;
  return (is_simple ? factor : "(" + factor + ")") + " * " + number(by);
}

/// The index that an operation means among operation.count.
std::string meant_index(const Operation& operation, const ProcessGroup& group) {
  switch (operation.addressing) {
    case Addressing::fixed:
      return number(operation.offset);
    case Addressing::relative:
      if (group.count == 1) return number(operation.offset % operation.count);
      if (operation.offset == 0 && group.count <= operation.count) return "self";
      return "(" + self_plus(group, operation.offset) + ") % " + number(operation.count);
    case Addressing::drawn:
      return register_name(operation.slot);
    case Addressing::counted:
      return number(operation.count) + " - " + register_name(operation.slot);
    case Addressing::several:
      break;
  }
  fail_check("several mailboxes have no index in common");
}

/// Adds of constants.
std::string folded(const std::string& index, std::uint64_t offset) {
  if (index.find_first_not_of("0123456789") == std::string::npos) {
    return number(std::stoull(index) + offset);
  }
  return sum(index, number(offset));
}

}  // namespace

std::string Box::text() const {
  if (form->is_array || form->is_conditional) return form->name + "[" + index + "]";
  return form->name;
}

std::string Box::channel(const std::string& condition, std::uint32_t nobody) const {
  if (condition.empty()) return text();
  check(form->is_conditional, "a condition was foreseen");
  return form->name + "[(" + condition + " -> " + index + " : " + number(nobody) + ")]";
}

std::string Box::channel_to_send(const std::string& condition) const {
  return channel(condition, form->count);
}

std::string Box::channel_to_receive(const std::string& condition) const {
  return channel(condition, form->count + 1);
}

std::string Box::content() const { return text() + (form->kind == Kind::listed ? ".n" : ""); }

std::string Box::has_room() const { return content() + " < " + number(form->room); }

std::string Box::is_full() const { return content() + " == " + number(form->room); }

Box Boxes::at(MailboxGroupId group, const std::string& index) const {
  return {&model_.mailboxes[group.index()], index};
}

Box Boxes::box(const Operation& operation) const {
  const MailboxGroupId group = group_of(model_.program, operation.first);
  const MailboxId first = model_.program.mailbox_groups[group.index()].first;
  const std::string index = product(meant_index(operation, group_), operation.stride);
  const std::string own = product(self_plus(group_, 0), operation.own_stride);
  return at(group, folded(sum(index, own), operation.first.value - first.value));
}

std::vector<Box> Boxes::boxes(const Operation& operation) const {
  if (operation.addressing != Addressing::several) return {box(operation)};
  std::vector<Box> all;
  for (std::uint32_t i = 0; i < operation.count; ++i) {
    const Source& source = model_.program.sources[operation.offset + i];
    const MailboxGroupId group = group_of(model_.program, source.first);
    const MailboxId first = model_.program.mailbox_groups[group.index()].first;
    for (std::uint32_t k = 0; k < source.count; ++k) {
      const std::string own = product(self_plus(group_, 0), source.own_stride);
      all.push_back(at(group, folded(own, source.first.value - first.value + k)));
    }
  }
  return all;
}

std::string letter_of(Awaits awaits) {
  switch (awaits) {
    case Awaits::acceptance:
    case Awaits::word:  // who waits for it has it when the message is accepted
      return "0";
    case Awaits::receipt:
      return "receipt_of(_pid)";
    case Awaits::reply:
      return "call_of(_pid)";
  }
  fail_check("every sender awaits something or nothing");
}

Lines make_room(const Model& model, const Box& box) {
  const MailboxForm& form = *box.form;
  if (form.kind == Kind::counted || !form.drops_oldest) return {};
  Lines lines = {"if", ":: " + box.is_full() + " ->"};
  if (model.awaits_word) {
    const std::string drop = form.ranks ? "drop_first_ranked" : "drop_first";
    lines.push_back("  " + drop + "(" + box.text() + ", letter)");
  } else {  // a list because of its priorities alone
    lines.push_back("  take_first_ranked(" + box.text() + ", letter, rank)");
    lines.emplace_back("  rank = 0");
  }
  lines.emplace_back(":: else");
  lines.emplace_back("fi");
  return lines;
}

Lines put(const Box& box, const std::string& letter, const std::string& rank) {
  const MailboxForm& form = *box.form;
  const std::string text = box.text();
  if (form.kind == Kind::counted) {
    if (!form.drops_oldest) return {text + "++"};
    return {text + " = (" + box.has_room() + " -> " + text + " + 1 : " + number(form.room) + ")"};
  }
  return {put_text(text, form.ranks, letter, rank)};
}

std::string put_text(const std::string& list, bool ranks, const std::string& letter,
                     const std::string& rank) {
  const std::string how = ranks ? "put_ranked" : "put";
  return how + "(" + list + ", " + letter + (ranks ? ", " + rank : "") + ")";
}

Lines look_at_letter(const Model& model, const Receiver& receiver) {
  if (receiver.calls.empty()) {
    return {"received(letter)"};
  }
  Lines lines;
  if (model.cuts_calls) {
    lines = {
        "if",
        ":: is_call(letter) && " + receiver.calls + ".n == " + number(receiver.most_calls) + " ->",
        "  letter = 0",
        "  cut = 1",
        "  goto beyond",
        ":: else",
        "fi"};
  }
  lines.push_back("received_by(" + receiver.calls + ", letter)");
  return lines;
}

Lines take(const Model& model, const Box& box, const Receiver& receiver) {
  const MailboxForm& form = *box.form;
  if (form.kind == Kind::counted) return {box.text() + "--"};
  std::string how = form.order == TakeOrder::lifo ? "take_last" : "take_first";
  if (form.ranks) how = "take_highest";
  Lines lines = {how + "(" + box.text() + ", letter)"};
  if (!model.awaits_word) return lines;
  const Lines rest = look_at_letter(model, receiver);
  lines.insert(lines.end(), rest.begin(), rest.end());
  return lines;
}

std::string send_text(const Box& box, const std::string& condition, const std::string& tag,
                      const std::string& letter) {
  const MailboxForm& form = *box.form;
  std::string text = box.channel_to_send(condition) + "!";
  if (!form.is_tagged && !form.carries_letter) return text + "1";
  if (form.is_tagged) text += tag;
  if (form.carries_letter) text += (form.is_tagged ? "," : "") + letter;
  return text;
}

std::string receive_text(const Box& box, const std::string& condition, From from) {
  const MailboxForm& form = *box.form;
  std::string text = box.channel_to_receive(condition) + "?";
  if (!form.is_tagged && !form.carries_letter) return text + "_";
  const char* const tags[] = {"_", "waiting", "passing"};
  if (form.is_tagged) text += tags[static_cast<std::size_t>(from)];
  if (form.carries_letter) text += form.is_tagged ? ",letter" : "letter";
  return text;
}

Receiver receiver_of(const ProcessForm& process, const ProcessGroup& group) {
  if (process.calls.empty()) return {};
  const bool is_array = group.count > 1;
  return {process.calls + (is_array ? "[self]" : ""), process.most_calls};
}

}  // namespace ipcsim::promela
