#include "sim/check/state_codec.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <set>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

constexpr std::uint64_t kMostCounted = std::uint64_t{1} << 32U;  // lists that are counted through
constexpr std::uint64_t kMostValues = std::uint64_t{1} << 63U;   // of one component
constexpr std::uint32_t kWordBits = 64;

/// Lists of at most `longest` letters of an alphabet of `letters`; at most kMostCounted + 1.
std::uint64_t lists_of(std::uint64_t letters, std::uint32_t longest) {
  if (letters == 1) return std::min(std::uint64_t{longest} + 1, kMostCounted + 1);
  std::uint64_t lists = 1;
  std::uint64_t power = 1;
  for (std::uint32_t i = 0; i < longest && letters > 0; ++i) {
    power *= letters;
    lists += power;
    if (lists > kMostCounted) return kMostCounted + 1;
  }
  return lists;
}

/// Calls visit(opcode, operation) for every send and receive of the group's program.
template <class Visit>
void visit_operations(const Program& program, const ProcessGroup& group, Visit visit) {
  for (CodeIndex at = group.entry; at < group.end; ++at) {
    const Instruction instruction = program.code[at];
    if (instruction.opcode == Opcode::select) {
      for (const auto& alternative : program.selections[instruction.operand].alternatives) {
        const bool sends = alternative.direction == Direction::send;
        visit(sends ? Opcode::send : Opcode::receive, program.operations[alternative.operation]);
      }
    } else if (row_of(instruction.opcode).operands == Operands::operation &&
               instruction.opcode != Opcode::draw && instruction.opcode != Opcode::await &&
               instruction.opcode != Opcode::reply) {
      visit(instruction.opcode, program.operations[instruction.operand]);
    }
  }
}

}  // namespace

StateCodec::StateCodec(const Program& program, const Lanes& lanes, std::uint32_t bound)
    : program_(program), bound_(bound), processes_(program.processes) {
  add_processes();
  add_mailboxes();
  add_calls();
  add_lanes(lanes);
  lay_out();
}

void StateCodec::add_component(std::uint32_t table, std::uint64_t values) {
  fields_.push_back({.table = table});
  values_.push_back(values);
  if (values > kMostValues) fits_ = false;
}

void StateCodec::add_processes() {
  std::uint32_t registers = 0;
  for (std::uint32_t g = 0; g < program_.process_groups.size(); ++g) {
    const ProcessGroup& group = program_.process_groups[g];
    local_states_.emplace_back(program_, group);
    for (std::uint32_t replica = 0; replica < group.count; ++replica) {
      add_component(g, local_states_.back().size());
      first_.processes.push_back({.at = group.entry,
                                  .replica = replica,
                                  .first_register = registers,
                                  .ticket = kAwaitedTicket});
      registers += group.registers;
    }
  }
  first_.registers.resize(registers);
  first_.stages.resize(processes_);
}

void StateCodec::add_mailboxes() {
  for (const MailboxGroup& group : program_.mailbox_groups) {
    const bool bounded = group.capacity != kUnbounded;
    const std::uint32_t longest = bounded ? group.capacity : std::max(bound_, group.initial);
    const std::uint64_t values = add_alphabet(kinds_sent_to(group, false), longest);
    for (std::uint32_t i = 0; i < group.count; ++i) {
      add_component(static_cast<std::uint32_t>(alphabets_.size() - 1), values);
      first_.mailboxes.emplace_back(group.initial);
    }
  }
}

/// Calls that a process has received and not answered: from everybody who calls, and forgotten
/// ones.
void StateCodec::add_calls() {
  first_calls_ = static_cast<Component>(fields_.size());
  first_.calls.resize(processes_);
  std::vector<Kind> kinds;
  for (const ProcessGroup& group : program_.process_groups) {
    visit_operations(program_, group, [&](Opcode, const Operation& operation) {
      if (operation.awaits == Awaits::reply) add_kinds_of(kinds, {operation, group, 0, false});
    });
  }
  std::sort(kinds.begin(), kinds.end());
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  const std::uint64_t none = add_alphabet({}, 0);
  const auto no_calls = static_cast<std::uint32_t>(alphabets_.size() - 1);
  const auto callers = static_cast<std::uint32_t>(kinds.size());
  const std::uint64_t some = add_alphabet(std::move(kinds), callers + bound_);
  for (const ProcessGroup& group : program_.process_groups) {
    const bool receives = receives_calls(group);
    for (std::uint32_t i = 0; i < group.count; ++i) {
      add_component(receives ? no_calls + 1 : no_calls, receives ? some : none);
    }
  }
}

bool StateCodec::receives_calls(const ProcessGroup& group) const {
  bool found = false;
  visit_operations(program_, group, [&](Opcode opcode, const Operation& operation) {
    if (direction_of(opcode) != Direction::receive) return;
    if (operation.addressing == Addressing::several) return;  // direct links carry no calls
    const Field& field = fields_[component_of(operation.first)];
    const std::vector<Kind>& kinds = alphabets_[field.table].kinds;
    found = found || std::any_of(kinds.begin(), kinds.end(),
                                 [](const Kind& kind) { return kind.awaits == Awaits::reply; });
  });
  return found;
}

void StateCodec::add_lanes(const Lanes& lanes) {
  first_lane_ = static_cast<Component>(fields_.size());
  first_.under_way.resize(lanes.size());
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const MailboxGroupId group = group_of(program_, lanes[i].to);
    const std::uint64_t values =
        add_alphabet(kinds_sent_to(program_.mailbox_groups[group.index()], true), bound_);
    add_component(static_cast<std::uint32_t>(alphabets_.size() - 1), values);
  }
}

/// Of the lists: how many there are.
std::uint64_t StateCodec::add_alphabet(std::vector<Kind> kinds, std::uint32_t longest) {
  const std::uint64_t lists = lists_of(kinds.size(), longest);
  alphabets_.emplace_back();
  alphabets_.back().kinds = std::move(kinds);
  alphabets_.back().longest = longest;
  alphabets_.back().counts_through = lists <= kMostCounted;
  return std::min(lists, kMostCounted);
}

std::vector<StateCodec::Kind> StateCodec::kinds_sent_to(const MailboxGroup& group,
                                                        bool under_way) const {
  std::vector<Kind> kinds = {Kind{}};  // the initial ones
  const bool ranks = group.order == TakeOrder::priority;
  for (const ProcessGroup& senders : program_.process_groups) {
    visit_operations(program_, senders, [&](Opcode opcode, const Operation& operation) {
      if (direction_of(opcode) != Direction::send) return;
      if (program_.mailbox_groups[group_of(program_, operation.first).index()].first != group.first)
        return;
      add_kinds_of(kinds, {operation, senders, ranks ? operation.priority : 0, under_way});
    });
  }
  std::sort(kinds.begin(), kinds.end());
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  return kinds;
}

void StateCodec::add_kinds_of(std::vector<Kind>& kinds, const Sending& sending) const {
  const Awaits awaits = sending.operation.awaits;
  const bool forgotten_call = awaits == Awaits::reply;
  kinds.push_back({forgotten_call ? awaits : Awaits::acceptance, false, 0, sending.priority});
  if (awaits == Awaits::acceptance || (awaits == Awaits::word && !sending.under_way)) return;
  for (std::uint32_t i = 0; i < sending.group.count; ++i) {
    kinds.push_back({awaits, true, sending.group.first.value + i, sending.priority});
  }
}

/// Large fields first, each into the first word that has room for it.
void StateCodec::lay_out() {
  std::vector<std::uint32_t> order(fields_.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto width = [&](std::uint32_t c) {
    return static_cast<std::uint32_t>(std::bit_width(values_[c] - 1));
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return width(a) > width(b); });
  std::vector<std::uint32_t> used(1, 0);
  for (const std::uint32_t c : order) {
    const std::uint32_t bits = std::min(width(c), kWordBits - 1);
    std::size_t word = 0;
    while (word < used.size() && used[word] + bits > kWordBits) ++word;
    if (word == used.size()) used.push_back(0);
    fields_[c].word = static_cast<std::uint32_t>(word);
    fields_[c].shift = bits == 0 ? 0 : used[word];
    fields_[c].mask = (Word{1} << bits) - 1;
    used[word] += bits;
  }
  words_ = used.size();
  bytes_ = (words_ - 1) * sizeof(Word) + (used.back() + 7) / 8;
  bytes_ = std::max<std::size_t>(bytes_, 1);
}

StateCodec::Kind StateCodec::kind_of(const UntimedState& state, const UntimedMessage& message,
                                     bool under_way) {
  const Envelope& envelope = message.envelope;
  const bool is_call = envelope.awaits() == Awaits::reply;
  const Kind forgotten{is_call ? Awaits::reply : Awaits::acceptance, false, 0, message.priority};
  if (envelope.awaits() == Awaits::acceptance) return forgotten;
  if (envelope.awaits() == Awaits::word && !under_way) return forgotten;
  const ProcessState& sender = state.processes[envelope.sender().index()];
  const bool awaited = sender.delivery == Delivery::pending && sender.ticket == envelope.ticket();
  if (!awaited) return forgotten;
  return {envelope.awaits(), true, envelope.sender().value, message.priority};
}

UntimedMessage StateCodec::message_of(const Kind& kind) {
  const std::uint32_t ticket = kind.awaited ? kAwaitedTicket : kForgottenTicket;
  return {{ProcessId{kind.sender}, ticket, kind.awaits}, kind.priority};
}

std::uint64_t StateCodec::number_of(const UntimedState& state,
                                    const std::vector<UntimedMessage>& messages,
                                    const Listing& listing) {
  Alphabet& alphabet = alphabets_[listing.alphabet];
  if (alphabet.kinds.size() == 1) return messages.size();
  letters_.clear();
  for (const UntimedMessage& message : messages) {
    const Kind kind = kind_of(state, message, listing.under_way);
    const auto place = std::lower_bound(alphabet.kinds.begin(), alphabet.kinds.end(), kind);
    check(place != alphabet.kinds.end() && *place == kind, "every message is of a known kind");
    letters_.push_back(static_cast<std::uint16_t>(place - alphabet.kinds.begin()));
  }
  if (!alphabet.counts_through) return number_in_table(alphabet);
  std::uint64_t number = 0;
  for (const std::uint16_t letter : letters_) number = number * alphabet.kinds.size() + letter + 1;
  return number;
}

/// Of `letters_`.
std::uint64_t StateCodec::number_in_table(Alphabet& alphabet) {
  const auto [found, is_new] =
      alphabet.numbers.try_emplace(letters_, static_cast<std::uint32_t>(alphabet.lists.size()));
  if (is_new) {
    check(alphabet.lists.size() < kMostCounted - 1, "there are fewer lists than numbers");
    alphabet.lists.push_back(letters_);
    constexpr std::uint64_t kBytesOfNode = 128;  // of the map and of both copies' vectors
    extra_bytes_ += kBytesOfNode + 4 * letters_.size();
  }
  return found->second;
}

void StateCodec::read_messages(std::uint32_t alphabet_number, std::uint64_t number,
                               std::vector<UntimedMessage>& messages) const {
  const Alphabet& alphabet = alphabets_[alphabet_number];
  if (alphabet.kinds.size() == 1) {
    messages.resize(number, message_of(alphabet.kinds.front()));
    for (UntimedMessage& message : messages) message = message_of(alphabet.kinds.front());
    return;
  }
  messages.clear();
  if (!alphabet.counts_through) {
    for (const std::uint16_t letter : alphabet.lists[number]) {
      messages.push_back(message_of(alphabet.kinds[letter]));
    }
    return;
  }
  for (; number > 0; number = (number - 1) / alphabet.kinds.size()) {
    messages.push_back(message_of(alphabet.kinds[(number - 1) % alphabet.kinds.size()]));
  }
  std::reverse(messages.begin(), messages.end());
}

void StateCodec::encode(const UntimedState& state, Component c, Word* words) {
  const Field& field = fields_[c];
  if (field.mask == 0) return;
  Word number = 0;
  if (c < processes_) {
    const ProcessState& process = state.processes[c];
    const LocalStates& local = local_states_[field.table];
    number = local.number_of(process.at, state.stages[c],
                             state.registers.data() + process.first_register);
  } else if (c < first_calls_) {
    number = number_of(state, state.mailboxes[c - processes_], {field.table, false});
  } else if (c < first_lane_) {
    call_messages_.clear();
    for (const OpenCall& call : state.calls[c - first_calls_]) {
      call_messages_.push_back({{call.caller, call.ticket, Awaits::reply}, 0});
    }
    number = number_of(state, call_messages_, {field.table, false});
  } else {
    number = number_of(state, state.under_way[c - first_lane_], {field.table, true});
  }
  set_value(words, c, number);
}

void StateCodec::decode(const Word* words, Component c, UntimedState& state) const {
  const Field& field = fields_[c];
  const Word number = value(words, c);
  if (c < processes_) {
    ProcessState& process = state.processes[c];
    const LocalStates& local = local_states_[field.table];
    state.stages[c] =
        local.decode(number, process, state.registers.data() + process.first_register);
    const bool awaits = program_.code[process.at].opcode == Opcode::await;
    process.ticket = kAwaitedTicket;
    process.delivery = awaits ? Delivery::pending : Delivery::none;
  } else if (c < first_calls_) {
    read_messages(field.table, number, state.mailboxes[c - processes_]);
  } else if (c < first_lane_) {
    read_messages(field.table, number, call_messages_);
    std::vector<OpenCall>& calls = state.calls[c - first_calls_];
    calls.clear();
    for (const UntimedMessage& message : call_messages_) {
      calls.push_back({message.envelope.sender(), message.envelope.ticket(), MailboxId{0}});
    }
  } else {
    read_messages(field.table, number, state.under_way[c - first_lane_]);
  }
}

void StateCodec::decode_changes(const Word* before, const Word* words, UntimedState& state) const {
  for (Component c = 0; c < fields_.size(); ++c) {
    const Field& field = fields_[c];
    const Word change = before[field.word] ^ words[field.word];
    if ((change >> field.shift & field.mask) != 0) decode(words, c, state);
  }
}

void StateCodec::encode(const UntimedState& state, Word* words) {
  std::fill_n(words, words_, Word{0});
  for (Component c = 0; c < fields_.size(); ++c) encode(state, c, words);
}

void StateCodec::decode(const Word* words, UntimedState& state) const {
  for (Component c = 0; c < fields_.size(); ++c) decode(words, c, state);
}

}  // namespace ipcsim
