// What must hold in the trace of every run of messages whose senders await more than acceptance:
// who is told of a receipt or a reply has been received or answered, and by whom.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/property/statement_index.hpp"

namespace ipcsim::testing {

class ReceiptRules {
 public:
  /// REQUIRES: both outlive it.
  ReceiptRules(const RecordedRun& run, const StatementIndex& statements)
      : statements_(statements), senders_(run.program.processes) {}

  /// Takes the events in order; the first rule that this one breaks, or "".
  std::string broken_by(const TraceEvent& event);

 private:
  using MessageKey = std::pair<std::uint32_t, std::uint64_t>;  // mailbox and number
  enum class Word { none, came, dropped };

  struct Message {
    std::uint32_t sender = 0;
    bool is_call = false;
  };

  /// A process as one that sends, and that receives calls.
  struct Sender {
    const Statement* waits_in = nullptr;  // for acceptance
    Awaited awaits = Awaited::nothing;    // now that `message` has been accepted
    bool waits = false;                   // for that, as it was told
    Word word = Word::none;
    MessageKey message;
    std::deque<MessageKey> open_calls;
  };

  void rule(bool holds, const std::string& claim) {
    if (!holds && broken_.empty()) broken_ = claim;
  }
  void accept(const TraceEvent& event, ProcessId sender, const Statement& statement);
  void receive(MessageKey key, ProcessId receiver);
  void bring_word(MessageKey key, Word word);
  void reply(const TraceEvent& event);
  void await(const TraceEvent& event);

  const StatementIndex& statements_;
  std::vector<Sender> senders_;  // by ProcessId
  std::map<MessageKey, Message> messages_;
  std::string broken_;
};

}  // namespace ipcsim::testing
