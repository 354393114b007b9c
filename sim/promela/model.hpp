// What all parts of a model in Promela have to know of the program: the names in it, how mailboxes
// are kept, and what else there is to keep. For the files of this folder alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/check/untimed_state.hpp"
#include "sim/program/program.hpp"
#include "sim/promela/mailbox_form.hpp"

namespace ipcsim::promela {

/// Messages from one host to the mailboxes of one group on another.
struct LaneForm {
  HostId from;
  MailboxGroupId to;
  bool loses = false;
  std::string name;
};

/// What a group of processes has besides its program.
struct ProcessForm {
  std::string name;
  std::string calls;             // the list of calls that it holds; empty: it receives none
  std::uint32_t most_calls = 0;  // in that list
};

struct Model {
  Model(const Program& of, Bound at_most);

  const Program& program;
  Bound bound;
  std::vector<MailboxForm> mailboxes;  // by MailboxGroupId
  std::vector<ProcessForm> processes;  // by ProcessGroupId
  std::vector<LaneForm> lanes;
  bool has_services = false;  // beside processes that are none
  /// Somebody waits for a receipt, a reply or word from another host.
  bool awaits_word = false;
  /// Calls that their callers have given up can pile up beyond the bound.
  bool cuts_calls = false;
  /// A service may come to an error. Then it matters whether the others have finished by then.
  bool services_err = false;

  [[nodiscard]] const LaneForm& lane(HostId from, MailboxGroupId to) const;
  /// Of a list of letters: byte, or short where there are too many processes.
  [[nodiscard]] std::string letter_type() const;
};

/// The smallest type of Promela that holds 0 to `most`.
std::string type_for(std::uint64_t most);

/// Joined by " && "; without parts, nothing.
std::string all_of(const std::vector<std::string>& conditions);

}  // namespace ipcsim::promela
