#include "reports/schedule_arrows.hpp"

#include <optional>

#include "reports/check_names.hpp"

namespace ipcsim {
namespace {

constexpr double kStub = 46;  // of an arrow that comes to nobody

std::optional<ScheduleArrow> arrow_of(const Program& program, const ScheduleLanes& lanes,
                                      const Event& event) {
  using Kind = Event::Kind;
  const auto from = lanes.x(event.process);
  const auto other = lanes.x(event.other);
  const auto column = lanes.x(event.mailbox);
  const std::string mailbox = event.mailbox ? name_of(program, *event.mailbox) : "";
  const double edge = ScheduleLanes::kCell / 2 + 2;
  switch (event.kind) {
    case Kind::put:
      if (from && column) return ScheduleArrow{*from, *column - edge, "received", ""};
      return std::nullopt;
    case Kind::taken:
      if (from && column) return ScheduleArrow{*column - edge, *from, "received", ""};
      return std::nullopt;
    case Kind::handed_over:
      if (from && other) return ScheduleArrow{*from, *other, "received", mailbox};
      return std::nullopt;
    case Kind::refused:
    case Kind::dropped:
      if (from && column) return ScheduleArrow{*from, *column - edge, "lost", name_of(event.kind)};
      if (from)
        return ScheduleArrow{*from, *from + kStub, "lost", mailbox + ": " + name_of(event.kind)};
      return std::nullopt;
    case Kind::oldest_dropped:
      if (column) return ScheduleArrow{*column - edge, *column - kStub, "lost", "dropped"};
      return std::nullopt;
    case Kind::sets_out:
    case Kind::waits_in_turn:
      if (!from || !column) return std::nullopt;
      return ScheduleArrow{*from, *column - edge, "received reply",
                           event.kind == Kind::sets_out ? "under way" : "waits there"};
    case Kind::replied:
      if (from && other) return ScheduleArrow{*from, *other, "received reply", "reply"};
      return std::nullopt;
    case Kind::none_found:
    case Kind::replied_late:
    case Kind::branch:
    case Kind::otherwise:
      return std::nullopt;
  }
  return std::nullopt;
}

/// Whose message it is does not matter any more.
std::optional<ScheduleArrow> arrival_of(const ScheduleLanes& lanes, const Event& event) {
  const auto column = lanes.x(event.mailbox);
  if (!column) return std::nullopt;
  const double edge = *column - ScheduleLanes::kCell / 2 - 2;
  if (event.kind == Event::Kind::handed_over) {
    const auto other = lanes.x(event.other);
    if (!other) return std::nullopt;
    return ScheduleArrow{edge, *other, "received", "arrives"};
  }
  if (event.kind == Event::Kind::put || event.kind == Event::Kind::waits_in_turn) {
    return ScheduleArrow{edge - kStub / 2, edge, "received", "arrives"};
  }
  return ScheduleArrow{edge, edge - kStub / 2, "lost", name_of(event.kind)};
}

}  // namespace

std::vector<ScheduleArrow> arrows_of(const Program& program, const ScheduleLanes& lanes,
                                     const ScheduleStep& step) {
  std::vector<ScheduleArrow> arrows;
  for (const Event& event : step.events) {
    const auto arrow = step.at ? arrow_of(program, lanes, event) : arrival_of(lanes, event);
    if (arrow) arrows.push_back(*arrow);
  }
  return arrows;
}

}  // namespace ipcsim
