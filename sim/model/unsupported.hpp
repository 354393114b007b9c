// What the scenario format has and this version of ipcsim cannot do yet, in one table. A line
// leaves it when the reader learns to read it.
#pragma once

#include <span>
#include <string_view>

namespace ipcsim {

struct Unsupported {
  std::string_view place;  // what the key or word belongs to: "scenario", "mailbox", "statement"
  std::string_view key;
  std::string_view advice;  // what to do without it
};

inline constexpr std::string_view kNoHosts =
    "leave it out: in this version all processes run on one host with unlimited cores";

inline constexpr Unsupported kUnsupported[] = {
    {"scenario", "hosts", kNoHosts},
    {"scenario", "links", "leave it out: in this version messages take no time under way"},
    {"scenario", "direct", "use mailboxes"},
    {"mailbox", "host", kNoHosts},
    {"mailbox", "transport", "leave it out: in this version every mailbox passes messages"},
    {"mailbox", "slots", "use \"capacity\""},
    {"process", "host", kNoHosts},
    {"statement", "select", "receive from one mailbox that all senders share"},
    {"statement", "call", "send to one mailbox and receive the answer from another"},
    {"statement", "reply", "send the answer to a mailbox"},
    {"statement", "multicast", "write one \"send\" for each mailbox"},
    {"statement", "send_to", "send to a mailbox that only this receiver reads"},
    {"statement", "receive_from", "receive from a mailbox that only this sender writes"},
    {"send", "until", "leave it out: a send ends when its message is accepted"},
    {"deadlock", "partial", "in this version only deadlocks of the whole run are found"},
    {"index", "*", "write one \"send\" for each element"},
    {"metric", "mailboxes.M.lost", "in this version no message is lost under way"},
    {"metric", "hosts", kNoHosts},
    {"metric", "links", "in this version messages take no time under way"},
    {"metric", "direct", "use mailboxes"},
};

/// The row for `key` in `place`, or null if that is supported, or no part of the format at all.
constexpr const Unsupported* find_unsupported(std::string_view place, std::string_view key) {
  for (const Unsupported& row : kUnsupported) {
    if (row.place == place && row.key == key) return &row;
  }
  return nullptr;
}

}  // namespace ipcsim
