// A mailbox as a statement of a process names it, and the pieces of Promela that look at it, put
// into it and take out of it. For the files of this folder alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/promela/model.hpp"
#include "sim/promela/trail.hpp"

namespace ipcsim::promela {

/// Which messages a receive takes from a sender at capacity 0.
enum class From : std::uint8_t {
  all,      // who receives waits
  waiting,  // only from senders that wait: who receives looks once, or again and again
  passing,  // only from senders that do not wait
};

struct Box {
  const MailboxForm* form = nullptr;
  std::string index;  // of the element; empty: it is no array

  /// "buffer", "fork[(self + 1) % 12]". Of a rendezvous whose users wait only under a condition,
  /// that condition; empty: always.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::string channel_to_send(const std::string& condition) const;
  [[nodiscard]] std::string channel_to_receive(const std::string& condition) const;

  [[nodiscard]] bool is_rendezvous() const { return form->kind == MailboxForm::Kind::rendezvous; }
  /// How many messages are in it.
  [[nodiscard]] std::string content() const;
  [[nodiscard]] std::string has_message() const { return content() + " > 0"; }
  [[nodiscard]] std::string is_empty() const { return content() + " == 0"; }
  [[nodiscard]] std::string has_room() const;
  [[nodiscard]] std::string is_full() const;
  /// A send always goes on: there is room, or the oldest makes some, or the step is left out.
  [[nodiscard]] bool always_takes() const { return !form->is_bounded || form->drops_oldest; }
  /// What an unbounded mailbox does not take is left out.
  [[nodiscard]] bool cuts() const { return !form->is_bounded; }

 private:
  [[nodiscard]] std::string channel(const std::string& condition, std::uint32_t nobody) const;
};

/// The processes of one group, as they name mailboxes.
class Boxes {
 public:
  Boxes(const Model& model, const ProcessGroup& group) : model_(model), group_(group) {}

  /// REQUIRES: the addressing is not `several`.
  [[nodiscard]] Box box(const Operation& operation) const;
  /// All that a receive may take from.
  [[nodiscard]] std::vector<Box> boxes(const Operation& operation) const;

 private:
  [[nodiscard]] Box at(MailboxGroupId group, const std::string& index) const;

  const Model& model_;
  const ProcessGroup& group_;
};

/// Whose list of calls a message comes to that is one.
struct Receiver {
  std::string calls;             // "server_calls[self]"; empty: it receives none
  std::uint32_t most_calls = 0;  // in it
};

Receiver receiver_of(const ProcessForm& process, const ProcessGroup& group);

/// What stands for a message in a list: its letter.
std::string letter_of(Awaits awaits);

/// What a mailbox does that drops the oldest, before a message is put into it.
Lines make_room(const Model& model, const Box& box);
/// Puts a message with that letter into a mailbox of capacity above 0 that has made room for it.
Lines put(const Box& box, const std::string& letter, const std::string& rank);
/// The same of any list.
std::string put_text(const std::string& list, bool ranks, const std::string& letter,
                     const std::string& rank);
/// Takes one out of a mailbox that has one.
Lines take(const Model& model, const Box& box, const Receiver& receiver);
/// What a receiver does with the letter that it got.
Lines look_at_letter(const Model& model, const Receiver& receiver);

/// "gap!waiting": at capacity 0. `tag` may be an expression.
std::string send_text(const Box& box, const std::string& condition, const std::string& tag,
                      const std::string& letter);
std::string receive_text(const Box& box, const std::string& condition, From from);

}  // namespace ipcsim::promela
