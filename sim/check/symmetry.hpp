// States that differ only in which of several equal processes stands where are one: each is
// replaced by the same one of them. Equal are the replicas of a group, together with the elements
// of the arrays that they name by [self], if nothing else tells these apart; where they name
// neighbours, as [self+1], the whole can only be turned round. Found by itself, from the program.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/check/state_codec.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

class Symmetry {
 public:
  Symmetry(const Program& program, const StateCodec& codec);

  /// False: no two states are equal.
  [[nodiscard]] bool exists() const { return !classes_.empty(); }

  /// Replaces the packed state by the one that stands for all that are equal to it.
  void replace(Word* words);
  /// How many states are equal to this one, itself among them; at most kMostEqual are counted.
  std::uint64_t equal_states(const Word* words);
  static constexpr std::uint64_t kMostEqual = 1U << 20U;

 private:
  /// Columns of equal make-up: of each replica its process, the calls that this has not answered,
  /// and its element of each array.
  struct Class {
    std::size_t columns = 0;
    std::vector<Component> rows;  // the component of the first column; the next ones follow it
    bool turns_only = false;      // neighbours are named
  };

  void sort(const Class& equal, Word* words);
  void turn(const Class& equal, Word* words);
  [[nodiscard]] std::uint64_t orders(const Class& equal);
  [[nodiscard]] std::uint64_t turns(const Class& equal) const;
  void read(const Class& equal, const Word* words);
  void write(const Class& equal, const std::vector<std::uint32_t>& order, Word* words) const;

  const StateCodec& codec_;
  std::vector<Class> classes_;
  std::vector<Word> values_;  // by column and row
  std::vector<std::uint32_t> order_;
};

}  // namespace ipcsim
