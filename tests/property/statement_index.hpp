// What the scenario says about the events of a run: the statement that each one concerns, and what
// follows from it without knowing the engine.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "tests/property/recorded_run.hpp"

namespace ipcsim::testing {

/// What a sender waits for once its message has been accepted.
enum class Awaited { nothing, receipt, reply };

/// Mailboxes of which a statement means all, or, if not `certain`, one that is drawn.
struct Meant {
  std::uint32_t first = 0;  // MailboxId
  std::uint32_t count = 1;
  bool certain = true;

  [[nodiscard]] bool contains(std::uint32_t mailbox) const {
    return mailbox >= first && mailbox - first < count;
  }
};

class StatementIndex {
 public:
  /// REQUIRES: `run` outlives it.
  explicit StatementIndex(const RecordedRun& run);

  /// The one that the event's instruction belongs to.
  /// REQUIRES: the event is no program's end.
  [[nodiscard]] const Statement& of(const TraceEvent& event) const;

  /// A send, call or multicast that waits if it must.
  [[nodiscard]] bool is_blocking_send(const Statement& statement) const;
  [[nodiscard]] bool is_nonblocking_send(const Statement& statement) const;
  [[nodiscard]] bool is_blocking_receive(const Statement& statement) const;
  /// A nonblocking receive that looks again and again.
  [[nodiscard]] bool is_polling_receive(const Statement& statement) const;
  [[nodiscard]] bool is_receive_of_one_look(const Statement& statement) const;
  [[nodiscard]] Awaited awaited(const Statement& statement) const;

  /// Where the process waits to send, or to receive, when it waits in this select or receive.
  [[nodiscard]] std::vector<Meant> sends_of(const Statement& select, ProcessId process) const;
  [[nodiscard]] std::vector<Meant> receives_of(const Statement& statement, ProcessId process) const;

  /// Of the message that the process sends to the mailbox with this statement; empty if that
  /// depends on what it has drawn.
  [[nodiscard]] std::optional<std::int32_t> priority(const Statement& statement, ProcessId process,
                                                     MailboxId mailbox) const;

 private:
  void add(const Block& block);
  [[nodiscard]] std::uint32_t replica(ProcessId process) const;
  [[nodiscard]] Meant meant(const MailboxRef& ref, ProcessId process) const;
  [[nodiscard]] std::vector<Meant> senders_meant(const Receive& receive, ProcessId process) const;

  const RecordedRun& run_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, const Statement*> statements_;  // by place
};

}  // namespace ipcsim::testing
