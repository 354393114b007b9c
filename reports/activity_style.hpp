// What people see of each activity in every picture: its words, its colours, its pattern and the
// block that stands for it on a terminal. One list, so that a timeline, a legend and a trace say
// the same. Colour is never the only signal.
#pragma once

#include <array>
#include <string_view>

#include "sim/engine/doings.hpp"

namespace ipcsim {

struct ActivityStyle {
  std::string_view name;      // "blocked in send"
  std::string_view key;       // "blocked_send": in metrics' paths, classes of CSS, ids
  std::string_view block;     // one column of a terminal
  std::string_view terminal;  // the code of its colour there
  std::string_view trace;     // one of the colour names that chrome://tracing reserves
};

/// By Activity; those that are measured.
inline constexpr std::array<ActivityStyle, kMeasuredActivities> kActivityStyles = {{
    {"computing", "computing", "█", "34", "thread_state_running"},
    {"ready", "ready", "▒", "36", "thread_state_runnable"},
    {"sleeping", "sleeping", "·", "90", "thread_state_sleeping"},
    {"blocked in send", "blocked_send", "▲", "31", "thread_state_iowait"},
    {"blocked in receive", "blocked_receive", "▽", "33", "thread_state_uninterruptible"},
    {"polling", "polling", "≈", "35", "thread_state_unknown"},
}};

/// REQUIRES: is_measured(activity).
constexpr const ActivityStyle& style_of(Activity activity) {
  return kActivityStyles[static_cast<std::size_t>(activity)];
}

}  // namespace ipcsim
