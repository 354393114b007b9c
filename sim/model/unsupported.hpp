// What the scenario format has and this version of ipcsim cannot do yet, in one table. A line
// leaves it when the reader learns to read it.
#pragma once

#include <span>
#include <string_view>

namespace ipcsim {

struct Unsupported {
  std::string_view place;  // what the key or word belongs to: "scenario", "mailbox"
  std::string_view key;
  std::string_view advice;  // what to do without it
};

inline constexpr std::string_view kNoHosts =
    "leave it out: in this version all processes run on one host with unlimited cores";

inline constexpr Unsupported kUnsupported[] = {
    {"scenario", "hosts", kNoHosts},
    {"scenario", "links", "leave it out: in this version messages take no time under way"},
    {"mailbox", "host", kNoHosts},
    {"transport", "shared_memory", "in this version every mailbox has transport \"message\""},
    {"mailbox", "slots", "use \"capacity\""},
    {"process", "host", kNoHosts},
};

/// The row for `key` in `place`, or null if that is supported, or no part of the format at all.
constexpr const Unsupported* find_unsupported(std::string_view place, std::string_view key) {
  for (const Unsupported& row : kUnsupported) {
    if (row.place == place && row.key == key) return &row;
  }
  return nullptr;
}

}  // namespace ipcsim
