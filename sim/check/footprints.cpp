#include "sim/check/footprints.hpp"

#include "sim/machine/control_flow.hpp"

namespace ipcsim {
namespace {

constexpr std::uint64_t kMostWords = std::uint64_t{1} << 23U;  // 64 MB

/// Of an instruction: one operation, what it does, and whether it looks.
struct OwnUse {
  std::uint32_t operation = 0;
  Use use = Use::send;
  bool looks = false;
};

std::vector<OwnUse> uses_of(const Program& program, const Instruction& instruction) {
  const std::uint32_t operand = instruction.operand;
  switch (instruction.opcode) {
    case Opcode::send:
    case Opcode::poll_send:
      return {{operand, Use::send, program.operations[operand].timeout.has_value()}};
    case Opcode::try_send:
    case Opcode::transmit:
      return {{operand, Use::send, true}};
    case Opcode::receive:
    case Opcode::poll_receive:
      return {{operand, Use::receive, program.operations[operand].timeout.has_value()}};
    case Opcode::try_receive:
      return {{operand, Use::receive, true}};
    case Opcode::await: {
      // Giving up changes the message, wherever it lies.
      const Operation& operation = program.operations[operand];
      if (operation.timeout) return {{operand, Use::send, true}};
      if (operation.route) return {{operand, Use::send, false}};
      return {};
    }
    case Opcode::select: {
      std::vector<OwnUse> uses;
      for (const auto& alternative : program.selections[operand].alternatives) {
        const bool sends = alternative.direction == Direction::send;
        uses.push_back({alternative.operation, sends ? Use::send : Use::receive, true});
      }
      return uses;
    }
    default:
      return {};
  }
}

}  // namespace

Footprints::Footprints(const Program& program)
    : row_words_((std::size_t{program.mailboxes} * 3 + 63) / 64),
      row_of_(program.code.size(), 0),
      users_(program.mailboxes) {
  std::uint64_t words = 0;
  for (const ProcessGroup& group : program.process_groups) {
    words += std::uint64_t{group.count} * (group.end - group.entry) * row_words_;
  }
  exist_ = words <= kMostWords;
  if (!exist_) return;
  bits_.resize(words, 0);
  for (const ProcessGroup& group : program.process_groups) add_group(program, group);
  for (std::uint32_t m = 0; m < program.mailboxes; ++m) {
    for (const ProcessGroup& group : program.process_groups) {
      for (std::uint32_t i = 0; i < group.count; ++i) {
        const ProcessId p{group.first.value + i};
        bool uses = false;
        for (CodeIndex at = group.entry; at < group.end && !uses; ++at) {
          uses = may(p, at, Use::send, {m}) || may(p, at, Use::receive, {m});
        }
        if (uses) users_[m].push_back(p);
      }
    }
  }
}

void Footprints::add_group(const Program& program, const ProcessGroup& group) {
  for (CodeIndex at = group.entry; at < group.end; ++at) row_of_[at] = at - group.entry;
  for (std::uint32_t replica = 0; replica < group.count; ++replica) {
    const std::size_t first = next_free_;
    first_of_.push_back(first);
    next_free_ = first + (group.end - group.entry) * row_words_;
    for (CodeIndex at = group.entry; at < group.end; ++at) {
      add_own_uses(program, at, {.at = at, .replica = replica},
                   bits_.data() + first + row_of_[at] * row_words_);
    }
    spread(program, group, first);
  }
}

void Footprints::add_own_uses(const Program& program, CodeIndex at, const ProcessState& state,
                              std::uint64_t* bits) const {
  for (const OwnUse& use : uses_of(program, program.code[at])) {
    visit_mailboxes(program, program.operations[use.operation], state, [&](MailboxSpan span) {
      for (std::uint32_t i = 0; i < span.count; ++i) {
        const std::size_t bit = std::size_t{span.first.value + i} * 3;
        const auto add = [&](Use it) {
          const std::size_t at_bit = bit + static_cast<std::size_t>(it);
          bits[at_bit / 64] |= std::uint64_t{1} << (at_bit % 64);
        };
        add(use.use);
        if (use.looks) add(Use::look);
      }
    });
  }
}

/// What can be done later, too: a least fixpoint, backwards.
void Footprints::spread(const Program& program, const ProcessGroup& group, std::size_t first) {
  for (bool changed = true; changed;) {
    changed = false;
    for (CodeIndex at = group.end; at-- > group.entry;) {
      std::uint64_t* own = bits_.data() + first + row_of_[at] * row_words_;
      for (const CodeIndex next : successors(program, at)) {
        const std::uint64_t* later = bits_.data() + first + row_of_[next] * row_words_;
        for (std::size_t w = 0; w < row_words_; ++w) {
          changed = changed || (later[w] & ~own[w]) != 0;
          own[w] |= later[w];
        }
      }
    }
  }
}

}  // namespace ipcsim
