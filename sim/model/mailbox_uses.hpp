// Every place where the programs of a scenario use a mailbox, or send to a process. Knows nothing
// of hosts.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

struct MailboxUse {
  enum class Kind {
    send,  // also of a multicast
    call,
    receive,
    select_send,     // an alternative
    select_receive,  // an alternative
  };
  Kind kind = Kind::send;
  ProcessGroupId process;       // whose program it is
  MailboxRef mailbox;           // its `where` is that of the name
  SourceRange statement;        // the whole statement or alternative
  bool until_received = false;  // of a send that waits until its message is received
  bool seeks_refusal = false;   // of a send that is pinned nonblocking and has an `else`

  [[nodiscard]] bool receives() const {
    return kind == Kind::receive || kind == Kind::select_receive;
  }
};

struct DirectSend {
  ProcessGroupId process;
  ProcessRef to;
};

struct Uses {
  std::vector<MailboxUse> mailboxes;  // by process, then in the order of its program
  std::vector<DirectSend> direct;     // likewise
};

/// What the programs do with one mailbox, all its elements together.
struct MailboxUsers {
  std::optional<SourceRange> first_call;  // to it
  std::set<ProcessGroupId> receivers;
  bool is_sent_to = false;
};

/// By MailboxGroupId, of so many mailboxes.
std::vector<MailboxUsers> users_of_mailboxes(const Uses& uses, std::size_t mailboxes);

/// REQUIRES: all programs are read, and without errors.
Uses uses_of(const ReaderContext& context);

}  // namespace ipcsim
