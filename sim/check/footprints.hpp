// What each process may still do at which mailbox from where it stands, read off the program alone.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/machine/process_state.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// What a process may do at a mailbox.
enum class Use : std::uint8_t {
  send,
  receive,
  look,  // whether it goes on, and how, depends on what is there: also what others put or take
};

class Footprints {
 public:
  explicit Footprints(const Program& program);

  /// False: they would take too much memory, and there are none.
  [[nodiscard]] bool exist() const { return exist_; }

  /// p, which stands at `at`, may do that there, in this statement or a later one.
  [[nodiscard]] bool may(ProcessId p, CodeIndex at, Use use, MailboxId m) const {
    const std::uint64_t* bits = bits_.data() + first_of_[p.index()] + row_of_[at] * row_words_;
    const std::size_t bit = std::size_t{m.value} * 3 + static_cast<std::size_t>(use);
    return (bits[bit / 64] >> (bit % 64) & 1U) != 0;
  }

  /// Processes that may ever use the mailbox.
  [[nodiscard]] const std::vector<ProcessId>& users_of(MailboxId m) const {
    return users_[m.index()];
  }

 private:
  void add_group(const Program& program, const ProcessGroup& group);
  void add_own_uses(const Program& program, CodeIndex at, const ProcessState& state,
                    std::uint64_t* bits) const;
  void spread(const Program& program, const ProcessGroup& group, std::size_t first);

  bool exist_ = true;
  std::size_t row_words_ = 0;
  std::size_t next_free_ = 0;                  // in bits_
  std::vector<std::uint64_t> bits_;            // by process and instruction: three for each mailbox
  std::vector<std::size_t> first_of_;          // by ProcessId
  std::vector<std::size_t> row_of_;            // by CodeIndex: within its group
  std::vector<std::vector<ProcessId>> users_;  // by MailboxId
};

}  // namespace ipcsim
