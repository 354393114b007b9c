// One state of the untimed world as a plain value: equal texts of encode() are equal states, and
// states that differ in nothing that still matters have equal texts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/machine/process_state.hpp"
#include "sim/machine/situation.hpp"
#include "sim/program/program.hpp"

namespace ipcsim::testing {

struct UntimedMessage {
  Envelope envelope;
  std::int32_t priority = 0;
};

struct UntimedState {
  std::vector<ProcessState> processes;                // by ProcessId
  std::vector<Standing> standings;                    // by ProcessId
  std::vector<std::uint32_t> registers;               // of all processes
  std::vector<std::vector<UntimedMessage>> messages;  // by MailboxId, in order of acceptance
  std::vector<std::vector<OpenCall>> calls;           // by ProcessId, the oldest first
};

/// For each instruction the registers that may still be read before they are written: bit k stands
/// for register k of the process. REQUIRES: no process has more than 64 registers.
std::vector<std::uint64_t> live_registers(const Program& program);

/// Writes and reads states of one program.
class StateCodec {
 public:
  explicit StateCodec(const Program& program);

  [[nodiscard]] UntimedState first_state() const;
  /// Forgets what can never matter again: registers that are not read any more, and which message
  /// an envelope belongs to where nobody awaits word of it.
  void forget(UntimedState& state) const;
  /// REQUIRES: forget() has been called.
  void encode(const UntimedState& state, std::string& text) const;
  void decode(const std::string& text, UntimedState& state) const;
  /// As StuckSearch looks at it. `state` has to outlive the situation.
  void describe(const UntimedState& state, Situation& situation) const;
  /// For messages to people: one line for each process and each mailbox that is not empty.
  [[nodiscard]] std::string in_words(const UntimedState& state) const;

 private:
  [[nodiscard]] std::size_t registers_end(std::size_t process) const;

  const Program& program_;
  UntimedState first_;
  std::vector<std::uint64_t> live_;
};

}  // namespace ipcsim::testing
