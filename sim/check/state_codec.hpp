// Packs a state of the untimed world into few bits and unpacks it again. What can never matter
// again, such as a message whose sender awaits no word any more, is not told apart: so equal
// states have equal bits.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <vector>

#include "sim/check/local_states.hpp"
#include "sim/check/untimed_state.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

using Word = std::uint64_t;

/// A part of the state that is packed by itself: a process, a mailbox, the calls that a process has
/// not answered, or a lane between hosts.
using Component = std::uint32_t;

class StateCodec {
 public:
  /// `bound`: the most messages in an unbounded mailbox or under way in one lane, and the most
  /// forgotten calls of one process.
  StateCodec(const Program& program, const Lanes& lanes, std::uint32_t bound);

  /// False: a state has more bits than can be told apart.
  [[nodiscard]] bool fits() const { return fits_; }
  [[nodiscard]] std::size_t words() const { return words_; }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

  [[nodiscard]] Component component_of(ProcessId p) const { return p.value; }
  [[nodiscard]] Component component_of(MailboxId m) const { return processes_ + m.value; }
  [[nodiscard]] Component calls_of(ProcessId p) const { return first_calls_ + p.value; }
  [[nodiscard]] Component lane(std::size_t lane) const {
    return first_lane_ + static_cast<Component>(lane);
  }
  [[nodiscard]] std::size_t components() const { return fields_.size(); }

  /// Where the component's bits are.
  struct Place {
    std::size_t word = 0;
    unsigned shift = 0;
    Word mask = 0;  // of them, in the word; 0: it has none
  };
  [[nodiscard]] Place place_of(Component c) const {
    return {fields_[c].word, fields_[c].shift, fields_[c].mask << fields_[c].shift};
  }

  /// What stands in the component's bits.
  [[nodiscard]] Word value(const Word* words, Component c) const {
    return words[fields_[c].word] >> fields_[c].shift & fields_[c].mask;
  }
  void set_value(Word* words, Component c, Word value) const {
    const Field& field = fields_[c];
    words[field.word] = (words[field.word] & ~(field.mask << field.shift)) | (value << field.shift);
  }

  /// Of an unbounded mailbox the bound.
  [[nodiscard]] std::uint32_t most_messages(MailboxId m) const {
    return alphabets_[fields_[component_of(m)].table].longest;
  }
  [[nodiscard]] std::uint32_t most_calls(ProcessId p) const {
    return alphabets_[fields_[calls_of(p)].table].longest;
  }
  [[nodiscard]] std::uint32_t most_under_way(std::size_t lane) const {
    return alphabets_[fields_[first_lane_ + lane].table].longest;
  }

  /// The first state, before anybody has come to rest.
  [[nodiscard]] const UntimedState& first_state() const { return first_; }
  void encode(const UntimedState& state, Component component, Word* words);
  void decode(const Word* words, Component component, UntimedState& state) const;
  /// What is different in `words`, where `state` is that of `before`.
  void decode_changes(const Word* before, const Word* words, UntimedState& state) const;
  void encode(const UntimedState& state, Word* words);
  void decode(const Word* words, UntimedState& state) const;

  /// Memory of what has been taken down beside the states.
  [[nodiscard]] std::uint64_t extra_bytes() const { return extra_bytes_; }

 private:
  /// What can be told apart of a message or an open call. Awaits::acceptance: nothing but its
  /// priority.
  struct Kind {
    Awaits awaits = Awaits::acceptance;
    bool awaited = false;
    std::uint32_t sender = 0;  // of one that is awaited
    std::int32_t priority = 0;
    friend auto operator<=>(const Kind&, const Kind&) = default;
  };
  /// Of a list: what may stand in it, and how many. Lists too many to be counted through in
  /// 32 bits are taken down in a table, and their number in it stands for them.
  struct Alphabet {
    std::vector<Kind> kinds;  // ascending
    std::uint32_t longest = 0;
    bool counts_through = true;
    std::vector<std::vector<std::uint16_t>> lists;
    std::map<std::vector<std::uint16_t>, std::uint32_t> numbers;
  };
  struct Field {
    std::uint32_t word = 0;
    std::uint32_t shift = 0;
    Word mask = 0;
    std::uint32_t table = 0;  // of a process: its LocalStates; of a list: its Alphabet
  };

  /// A send of a group's processes, and how its message is seen.
  struct Sending {
    const Operation& operation;
    const ProcessGroup& group;
    std::int32_t priority = 0;
    bool under_way = false;
  };
  struct Listing {
    std::uint32_t alphabet = 0;
    bool under_way = false;
  };

  void add_component(std::uint32_t table, std::uint64_t values);
  void add_processes();
  void add_mailboxes();
  void add_calls();
  void add_lanes(const Lanes& lanes);
  void lay_out();
  std::uint64_t add_alphabet(std::vector<Kind> kinds, std::uint32_t longest);
  [[nodiscard]] bool receives_calls(const ProcessGroup& group) const;
  [[nodiscard]] std::vector<Kind> kinds_sent_to(const MailboxGroup& group, bool under_way) const;
  void add_kinds_of(std::vector<Kind>& kinds, const Sending& sending) const;
  [[nodiscard]] static Kind kind_of(const UntimedState& state, const UntimedMessage& message,
                                    bool under_way);
  [[nodiscard]] static UntimedMessage message_of(const Kind& kind);
  std::uint64_t number_of(const UntimedState& state, const std::vector<UntimedMessage>& messages,
                          const Listing& listing);
  std::uint64_t number_in_table(Alphabet& alphabet);
  void read_messages(std::uint32_t alphabet, std::uint64_t number,
                     std::vector<UntimedMessage>& messages) const;

  const Program& program_;
  std::uint32_t bound_;
  std::uint32_t processes_;
  Component first_calls_ = 0;
  Component first_lane_ = 0;
  std::vector<LocalStates> local_states_;  // by ProcessGroupId
  std::vector<Alphabet> alphabets_;
  std::vector<std::uint64_t> values_;  // by component: how many there are of it
  std::vector<Field> fields_;          // by component
  std::size_t words_ = 0;
  std::size_t bytes_ = 0;
  bool fits_ = true;
  std::uint64_t extra_bytes_ = 0;
  std::vector<std::uint16_t> letters_;
  mutable std::vector<UntimedMessage> call_messages_;
  UntimedState first_;
};

}  // namespace ipcsim
