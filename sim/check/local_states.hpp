// Where a process of a group can stand between two steps, and what its registers can hold there,
// counted through: each such local state has a number, and states that differ in nothing that is
// ever read have the same. Knows nothing of mailboxes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/machine/process_state.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// How far the message has come whose acceptance, receipt or reply a process awaits.
enum class MessageStage : std::uint8_t {
  accepted,   // by its mailbox or its receiver
  under_way,  // to another host
  in_turn,    // it waits at a mailbox on another host
};

/// A process comes to rest in front of a step; what is none, such as a jump or a draw, it leaves
/// behind at once.
bool is_step(const Program& program, const Instruction& instruction);

class LocalStates {
 public:
  LocalStates(const Program& program, const ProcessGroup& group);

  /// Numbers are below this. The largest 64-bit number: there are too many to be counted.
  [[nodiscard]] std::uint64_t size() const { return size_; }

  /// `registers`: the process's own. REQUIRES: it has come to rest.
  [[nodiscard]] std::uint64_t number_of(CodeIndex at, MessageStage stage,
                                        const std::uint32_t* registers) const {
    const Place& place = places_[place_at_[at - entry_] + static_cast<std::uint32_t>(stage)];
    std::uint64_t number = place.base;
    for (std::uint32_t i = place.first_live; i < place.end_live; ++i) {
      number += registers[live_[i].slot] * live_[i].weight;
    }
    return number;
  }

  /// What the number stands for. Registers that are not read any more become 0.
  MessageStage decode(std::uint64_t number, ProcessState& state, std::uint32_t* registers) const {
    const Place& place = places_[place_of(number)];
    state.at = place.at;
    std::uint64_t rest = number - place.base;
    std::fill_n(registers, registers_, 0U);
    for (std::uint32_t i = place.end_live; i-- > place.first_live;) {
      registers[live_[i].slot] = static_cast<std::uint32_t>(rest / live_[i].weight);
      rest %= live_[i].weight;
    }
    return place.stage;
  }

 private:
  struct Place {
    CodeIndex at = 0;
    MessageStage stage = MessageStage::accepted;
    std::uint64_t base = 0;        // the number of its state whose registers are all 0
    std::uint32_t first_live = 0;  // in live_
    std::uint32_t end_live = 0;
  };
  /// A register that is still read from this place on.
  struct Live {
    std::uint16_t slot = 0;
    std::uint64_t weight = 1;
  };

  void add_place(CodeIndex at, MessageStage stage, std::uint64_t live_slots,
                 const std::vector<std::uint32_t>& most);
  [[nodiscard]] std::size_t place_of(std::uint64_t number) const {
    if (number < quick_.size()) return quick_[number];
    return search(number);
  }
  [[nodiscard]] std::size_t search(std::uint64_t number) const;

  CodeIndex entry_ = 0;
  std::uint16_t registers_ = 0;  // of each process
  std::uint64_t size_ = 0;
  std::vector<Place> places_;            // by number; those of one instruction by stage
  std::vector<Live> live_;               // the smallest weight first
  std::vector<std::uint32_t> place_at_;  // by instruction of the group
  std::vector<std::uint16_t> quick_;     // by number: its place; only where there are few numbers
};

}  // namespace ipcsim
