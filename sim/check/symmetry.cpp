#include "sim/check/symmetry.hpp"

#include <algorithm>
#include <numeric>

#include "sim/machine/control_flow.hpp"

namespace ipcsim {
namespace {

/// Calls visit(operation) for everything that the group's program names a mailbox in.
template <class Visit>
void visit_operations(const Program& program, const ProcessGroup& group, Visit visit) {
  for (CodeIndex at = group.entry; at < group.end; ++at) {
    const Instruction instruction = program.code[at];
    if (instruction.opcode == Opcode::select) {
      for (const auto& it : program.selections[instruction.operand].alternatives) {
        visit(program.operations[it.operation]);
      }
    } else if (row_of(instruction.opcode).operands == Operands::operation &&
               instruction.opcode != Opcode::draw && instruction.opcode != Opcode::reply) {
      visit(program.operations[instruction.operand]);
    }
  }
}

/// Puts process groups and mailbox groups together that have to be permuted together, and finds
/// what cannot be permuted at all. Nodes: the process groups, then the mailbox groups.
class Grouping {
 public:
  explicit Grouping(const Program& program)
      : program_(program),
        parent_(program.process_groups.size() + program.mailbox_groups.size()),
        is_fixed_(parent_.size(), false),
        turns_only_(parent_.size(), false) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    for (std::size_t g = 0; g < program.process_groups.size(); ++g) {
      visit_operations(program, program.process_groups[g],
                       [&](const Operation& operation) { add(g, operation); });
    }
    // Messages of which somebody waits for word carry the number of their sender.
    fix_those_who_wait_for_word();
  }

  [[nodiscard]] std::size_t root(std::size_t node) const {
    while (parent_[node] != node) node = parent_[node];
    return node;
  }
  [[nodiscard]] std::size_t node_of_mailboxes(std::size_t group) const {
    return program_.process_groups.size() + group;
  }
  [[nodiscard]] bool is_fixed(std::size_t root_node) const { return is_fixed_[root_node]; }
  [[nodiscard]] bool turns_only(std::size_t root_node) const { return turns_only_[root_node]; }

 private:
  void join(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    parent_[b] = a;
    is_fixed_[a] = is_fixed_[a] || is_fixed_[b];
    turns_only_[a] = turns_only_[a] || turns_only_[b];
  }
  void fix(std::size_t node) { is_fixed_[root(node)] = true; }

  void add(std::size_t process_group, const Operation& operation) {
    if (operation.addressing == Addressing::several) {
      fix(process_group);
      return;
    }
    const MailboxGroupId id = group_of(program_, operation.first);
    const std::size_t mailboxes = node_of_mailboxes(id.index());
    const std::uint32_t elements = program_.mailbox_groups[id.index()].count;
    const std::uint32_t replicas = program_.process_groups[process_group].count;
    const bool is_direct = operation.own_stride > 0 || operation.stride != 1 ||
                           id.index() >= program_.symbols.mailbox_groups.size();
    if (is_direct) {
      fix(process_group);
      fix(mailboxes);
      return;
    }
    if (elements == 1) return;  // the same for all
    if (operation.addressing == Addressing::relative && elements == replicas) {
      join(process_group, mailboxes);
      if (operation.offset % elements != 0) turns_only_[root(process_group)] = true;
      return;
    }
    fix(mailboxes);
    if (operation.addressing == Addressing::relative) fix(process_group);
  }

  void fix_those_who_wait_for_word() {
    for (std::size_t g = 0; g < program_.process_groups.size(); ++g) {
      visit_operations(program_, program_.process_groups[g], [&](const Operation& operation) {
        if (operation.awaits != Awaits::acceptance) fix(g);
      });
    }
  }

  const Program& program_;
  std::vector<std::size_t> parent_;
  std::vector<bool> is_fixed_;    // of a root: some of its members are told apart
  std::vector<bool> turns_only_;  // of a root
};

}  // namespace

Symmetry::Symmetry(const Program& program, const StateCodec& codec) : codec_(codec) {
  if (!program.routes.empty()) return;
  const Grouping grouping(program);
  for (std::size_t g = 0; g < program.process_groups.size(); ++g) {
    const std::size_t root = grouping.root(g);
    if (grouping.is_fixed(root) || program.process_groups[g].count < 2) continue;
    const bool is_first = std::none_of(
        program.process_groups.begin(), program.process_groups.begin() + static_cast<long>(g),
        [&](const ProcessGroup& other) {
          return grouping.root(static_cast<std::size_t>(&other - program.process_groups.data())) ==
                 root;
        });
    if (!is_first) continue;
    Class equal{.columns = program.process_groups[g].count,
                .turns_only = grouping.turns_only(root)};
    for (std::size_t i = 0; i < program.process_groups.size(); ++i) {
      if (grouping.root(i) != root) continue;
      equal.rows.push_back(codec.component_of(program.process_groups[i].first));
      equal.rows.push_back(codec.calls_of(program.process_groups[i].first));
    }
    for (std::size_t i = 0; i < program.mailbox_groups.size(); ++i) {
      if (grouping.root(grouping.node_of_mailboxes(i)) != root) continue;
      equal.rows.push_back(codec.component_of(program.mailbox_groups[i].first));
    }
    classes_.push_back(std::move(equal));
  }
}

void Symmetry::replace(Word* words) {
  for (const Class& equal : classes_) {
    read(equal, words);
    if (equal.turns_only) {
      turn(equal, words);
    } else {
      sort(equal, words);
    }
  }
}

void Symmetry::read(const Class& equal, const Word* words) {
  values_.clear();
  for (Component column = 0; column < equal.columns; ++column) {
    for (const Component row : equal.rows) values_.push_back(codec_.value(words, row + column));
  }
  order_.resize(equal.columns);
  std::iota(order_.begin(), order_.end(), 0U);
}

void Symmetry::write(const Class& equal, const std::vector<std::uint32_t>& order,
                     Word* words) const {
  const std::size_t rows = equal.rows.size();
  for (Component column = 0; column < equal.columns; ++column) {
    for (std::size_t row = 0; row < rows; ++row) {
      codec_.set_value(words, equal.rows[row] + column, values_[order[column] * rows + row]);
    }
  }
}

void Symmetry::sort(const Class& equal, Word* words) {
  const std::size_t rows = equal.rows.size();
  const auto is_before = [&](std::uint32_t a, std::uint32_t b) {
    const Word* column = values_.data() + a * rows;
    const Word* other = values_.data() + b * rows;
    return std::lexicographical_compare(column, column + rows, other, other + rows);
  };
  if (std::is_sorted(order_.begin(), order_.end(), is_before)) return;
  std::sort(order_.begin(), order_.end(), is_before);
  write(equal, order_, words);
}

/// The least of all turns, by the first columns that differ.
void Symmetry::turn(const Class& equal, Word* words) {
  const std::size_t rows = equal.rows.size();
  const std::size_t all = values_.size();
  const auto is_less = [&](std::size_t turn, std::size_t best) {
    for (std::size_t i = 0; i < all; ++i) {
      const Word mine = values_[(turn * rows + i) % all];
      const Word other = values_[(best * rows + i) % all];
      if (mine != other) return mine < other;
    }
    return false;
  };
  std::size_t best = 0;
  for (std::size_t turn = 1; turn < equal.columns; ++turn) {
    if (is_less(turn, best)) best = turn;
  }
  if (best == 0) return;
  std::rotate(order_.begin(), order_.begin() + static_cast<long>(best), order_.end());
  write(equal, order_, words);
}

std::uint64_t Symmetry::equal_states(const Word* words) {
  std::uint64_t states = 1;
  for (const Class& equal : classes_) {
    read(equal, words);
    states *= equal.turns_only ? turns(equal) : orders(equal);
    states = std::min(states, kMostEqual);
  }
  return states;
}

/// Of the columns that were read, which differ: n! by the number of those that are alike, each !.
std::uint64_t Symmetry::orders(const Class& equal) {
  const std::size_t rows = equal.rows.size();
  const auto column = [&](std::uint32_t i) { return values_.data() + order_[i] * rows; };
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Word* one = values_.data() + a * rows;
    const Word* other = values_.data() + b * rows;
    return std::lexicographical_compare(one, one + rows, other, other + rows);
  });
  std::uint64_t orders = 1;
  std::uint64_t alike = 0;
  for (std::uint32_t i = 0; i < equal.columns && orders < kMostEqual; ++i) {
    alike = i > 0 && std::equal(column(i), column(i) + rows, column(i - 1)) ? alike + 1 : 1;
    orders = orders * (i + 1) / alike;  // of the first i + 1: a whole number each time
  }
  return orders;
}

std::uint64_t Symmetry::turns(const Class& equal) const {
  const std::size_t rows = equal.rows.size();
  std::size_t turn = 1;
  for (; turn < equal.columns; ++turn) {
    const auto middle = values_.begin() + static_cast<long>(turn * rows);
    const bool is_same =
        std::equal(middle, values_.end(), values_.begin()) &&
        std::equal(values_.begin(), middle, values_.end() - (middle - values_.begin()));
    if (is_same) break;
  }
  return turn;
}

}  // namespace ipcsim
