// All steps that can be taken from the current state of an untimed world, each once.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/check/untimed_world.hpp"

namespace ipcsim {

struct Step {
  enum class Kind : std::uint8_t {
    statement,  // of `process`
    timeout,    // of `process`; `number` of several
    arrival,    // of the first message of the lane `number`
    loss,       // likewise
  };
  Kind kind = Kind::statement;
  ProcessId process;
  std::optional<ProcessId> partner;  // whom it meets at a mailbox of capacity 0
  std::uint32_t number = 0;
  std::uint32_t choice = 0;  // of several ways that are open

  friend bool operator==(const Step&, const Step&) = default;
};

/// Calls visit(step, attempt) for each step, while the world holds the state behind it; `attempt`
/// is neither blocked nor repeated. Afterwards the world is where it was.
class StepFinder {
 public:
  explicit StepFinder(UntimedWorld& world, const Program& program)
      : world_(world), program_(program) {}

  template <class Visit>
  void visit_all(Visit visit) {
    for (std::uint32_t i = 0; i < program_.processes; ++i) visit_steps_of(ProcessId{i}, visit);
    for (std::size_t lane = 0; lane < world_.lanes().size(); ++lane) visit_steps_in(lane, visit);
  }

  /// Where two processes meet, the step is that of the one that acts: of a send and a receive the
  /// sender, of a select and another operation the select.
  template <class Visit>
  void visit_steps_of(ProcessId p, Visit visit) {
    const Instruction instruction = world_.instruction_of(p);
    const std::uint32_t operand = instruction.operand;
    switch (instruction.opcode) {
      case Opcode::stop:
        return;
      case Opcode::send:
        visit_send(p, program_.operations[operand], visit);
        return;
      case Opcode::await:
        if (world_.current().stages[p.index()] == MessageStage::in_turn) {
          visit_send(p, program_.operations[operand], visit);
        } else {
          visit_timeouts(p, visit);
        }
        return;
      case Opcode::receive:
        if (!has_message_for(p, program_.operations[operand])) {
          visit_timeouts(p, visit);
        } else {
          visit_go(p, std::nullopt, visit);
        }
        return;
      case Opcode::try_send:
        visit_go(p, std::nullopt, visit);
        visit_meetings(p, program_.operations[operand], Direction::receive, visit);
        return;
      case Opcode::try_receive:
        visit_go(p, std::nullopt, visit);
        visit_meetings(p, program_.operations[operand], Direction::send, visit);
        return;
      case Opcode::poll_receive:
        if (!visit_go(p, std::nullopt, visit)) visit_timeouts(p, visit);
        visit_meetings(p, program_.operations[operand], Direction::send, visit);
        return;
      case Opcode::poll_send:
        if (!visit_go(p, std::nullopt, visit)) visit_timeouts(p, visit);
        return;
      case Opcode::select:
        if (!visit_go(p, std::nullopt, visit)) visit_timeouts(p, visit);
        visit_meetings_of_select(p, program_.selections[operand], visit);
        return;
      default:
        visit_go(p, std::nullopt, visit);
        return;
    }
  }

  template <class Visit>
  void visit_steps_in(std::size_t lane, Visit visit) {
    if (world_.current().under_way[lane].empty()) return;
    const auto number = static_cast<std::uint32_t>(lane);
    const MailboxId m = world_.lanes()[lane].to;
    Step step{.kind = Step::Kind::arrival, .number = number};
    const auto arrive = [&](Odometer& odometer) {
      return world_.arrive(lane, step.partner, odometer);
    };
    visit_ways(step, arrive, visit);
    for (const ProcessId q : world_.may_wait_at(m, Direction::receive)) {
      if (!world_.waits_at(q, m, Direction::receive)) continue;
      step.partner = q;
      visit_ways(step, arrive, visit);
    }
    if (!world_.lanes()[lane].loses) return;
    const Step loss{.kind = Step::Kind::loss, .number = number};
    visit_ways(
        loss, [&](Odometer& odometer) { return world_.lose(lane, odometer); }, visit);
  }

 private:
  /// False: the process, or the message, can only wait.
  template <class Go, class Visit>
  bool visit_ways(Step step, Go go, Visit visit) {
    Odometer odometer;
    bool goes = true;
    do {
      const Attempt attempt = go(odometer);
      if (attempt == Attempt::blocked) {
        goes = false;
      } else if (attempt != Attempt::repeated) {
        visit(static_cast<const Step&>(step), attempt);
      }
      world_.undo();
      ++step.choice;
    } while (odometer.advance());
    return goes;
  }

  template <class Visit>
  bool visit_go(ProcessId p, std::optional<ProcessId> partner, Visit visit) {
    return visit_ways(
        {.process = p, .partner = partner},
        [&](Odometer& odometer) { return world_.go(p, partner, odometer); }, visit);
  }

  template <class Visit>
  void visit_timeouts(ProcessId p, Visit visit) {
    const std::uint32_t timeouts = world_.timeouts(p);
    for (std::uint32_t i = 0; i < timeouts; ++i) {
      visit_ways(
          {.kind = Step::Kind::timeout, .process = p, .number = i},
          [&](Odometer& odometer) { return world_.time_out(p, i, odometer); }, visit);
    }
  }

  /// At capacity 0 the sender acts; who receives in a select acts itself.
  template <class Visit>
  void visit_send(ProcessId p, const Operation& operation, Visit visit) {
    const MailboxId m = world_.mailbox_now(p, operation);
    if (!world_.has_capacity_zero(m)) {
      if (!world_.takes_message(m) || !visit_go(p, std::nullopt, visit)) visit_timeouts(p, visit);
      return;
    }
    for (const ProcessId q : world_.may_wait_at(m, Direction::receive)) {
      if (q == p || world_.instruction_of(q).opcode != Opcode::receive) continue;
      if (world_.waits_at(q, m, Direction::receive)) visit_go(p, q, visit);
    }
    visit_timeouts(p, visit);
  }

  [[nodiscard]] bool at_capacity_zero(ProcessId p, const Operation& operation) const {
    if (operation.addressing != Addressing::several) {
      return world_.has_capacity_zero(world_.mailbox_now(p, operation));
    }
    if (operation.count == 0) return false;
    return world_.has_capacity_zero(program_.sources[operation.offset].first);
  }

  /// A message lies in a mailbox that the receive means; never at capacity 0.
  [[nodiscard]] bool has_message_for(ProcessId p, const Operation& operation) const {
    if (operation.addressing != Addressing::several) {
      return world_.has_message(world_.mailbox_now(p, operation));
    }
    bool found = false;
    visit_mailboxes(program_, operation, world_.current().processes[p.index()],
                    [&](MailboxSpan span) {
                      for (std::uint32_t i = 0; i < span.count; ++i) {
                        found = found || world_.has_message({span.first.value + i});
                      }
                    });
    return found;
  }

  /// p meets each of those who wait to do `direction` where it acts.
  template <class Visit>
  void visit_meetings(ProcessId p, const Operation& operation, Direction direction, Visit visit) {
    if (!at_capacity_zero(p, operation)) return;
    partners_.clear();
    add_partners(p, operation, direction);
    for (const ProcessId q : partners_) visit_go(p, q, visit);
  }

  template <class Visit>
  void visit_meetings_of_select(ProcessId p, const Selection& selection, Visit visit) {
    partners_.clear();
    for (const Selection::Alternative& alternative : selection.alternatives) {
      const bool sends = alternative.direction == Direction::send;
      add_partners(p, program_.operations[alternative.operation],
                   sends ? Direction::receive : Direction::send);
    }
    for (const ProcessId q : partners_) visit_go(p, q, visit);
  }

  void add_partners(ProcessId p, const Operation& operation, Direction direction);

  UntimedWorld& world_;
  const Program& program_;
  std::vector<ProcessId> partners_;
};

}  // namespace ipcsim
