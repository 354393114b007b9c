#include "sim/promela/model.hpp"

#include <algorithm>
#include <limits>

#include "sim/base/check.hpp"
#include "sim/check/state_codec.hpp"
#include "sim/promela/identifiers.hpp"
#include "sim/promela/trail.hpp"

namespace ipcsim::promela {
namespace {

std::vector<LaneForm> lane_forms(const Program& program) {
  const Lanes lanes(program);
  std::vector<LaneForm> forms;
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    const LaneForm form{lanes[i].from, group_of(program, lanes[i].to), lanes[i].loses, ""};
    const bool is_known = std::any_of(forms.begin(), forms.end(), [&](const LaneForm& it) {
      return it.from == form.from && it.to == form.to;
    });
    if (!is_known) forms.push_back(form);
  }
  return forms;
}

bool receives_calls(const Model& model, const ProcessGroup& group) {
  bool found = false;
  visit_operations(
      model.program, group, [&](Opcode opcode, const Operation& operation, const Selection*) {
        if (direction_of(opcode) != Direction::receive) return;
        for (const MailboxGroupId from : groups_of(model.program, operation)) {
          for (const ProcessGroup& senders : model.program.process_groups) {
            visit_operations(model.program, senders,
                             [&](Opcode, const Operation& sent, const Selection*) {
                               if (sent.awaits != Awaits::reply) return;
                               found = found || group_of(model.program, sent.first) == from;
                             });
          }
        }
      });
  return found;
}

/// A service may reply without a call, or run for ever without a step.
bool services_err(const Program& program) {
  for (const ProcessGroup& group : program.process_groups) {
    if (!group.service) continue;
    for (CodeIndex at = group.entry; at < group.end; ++at) {
      const Instruction instruction = program.code[at];
      if (instruction.opcode == Opcode::reply) return true;
      if (instruction.opcode == Opcode::jump && is_endless(program, instruction.operand)) {
        return true;
      }
    }
  }
  return false;
}

void name_all(Model& model) {
  Identifiers names;
  const SymbolTable& symbols = model.program.symbols;
  for (MailboxForm& mailbox : model.mailboxes) mailbox.name = names.add(mailbox.original);
  for (std::size_t g = 0; g < model.processes.size(); ++g) {
    model.processes[g].name = names.add(symbols.process_groups[g]);
  }
  for (std::size_t g = 0; g < model.processes.size(); ++g) {
    if (!receives_calls(model, model.program.process_groups[g])) continue;
    model.processes[g].calls = names.add(model.processes[g].name + "_calls");
  }
  for (LaneForm& lane : model.lanes) {
    lane.name = names.add("way_to_" + model.mailboxes[lane.to.index()].name);
  }
}

}  // namespace

Model::Model(const Program& of, Bound at_most)
    : program(of),
      bound(at_most),
      mailboxes(mailbox_forms(of, at_most)),
      processes(of.process_groups.size()),
      lanes(lane_forms(of)) {
  name_all(*this);
  bool all_are_services = true;
  bool some_are_services = false;
  for (const ProcessGroup& group : program.process_groups) {
    all_are_services = all_are_services && group.service;
    some_are_services = some_are_services || group.service;
    visit_operations(program, group, [&](Opcode, const Operation& operation, const Selection*) {
      awaits_word = awaits_word || operation.awaits != Awaits::acceptance;
      cuts_calls = cuts_calls || (operation.awaits == Awaits::reply && operation.timeout);
    });
  }
  has_services = some_are_services && !all_are_services;
  services_err = has_services && promela::services_err(program);
  const StateCodec codec(program, Lanes(program), bound.messages);
  for (std::size_t g = 0; g < processes.size(); ++g) {
    // Where nobody gives up, nobody's call is held twice.
    const std::uint32_t most = codec.most_calls(program.process_groups[g].first);
    processes[g].most_calls = cuts_calls || most == 0 ? most : most - 1 - bound.messages;
  }
}

const LaneForm& Model::lane(HostId from, MailboxGroupId to) const {
  const auto found = std::find_if(lanes.begin(), lanes.end(), [&](const LaneForm& it) {
    return it.from == from && it.to == to;
  });
  check(found != lanes.end(), "every message under way has its lane");
  return *found;
}

std::string Model::letter_type() const {
  return type_for(1 + 3 * std::uint64_t{program.processes});
}

std::string type_for(std::uint64_t most) {
  constexpr std::uint64_t kMostByte = std::numeric_limits<std::uint8_t>::max();
  constexpr std::uint64_t kMostShort = std::numeric_limits<std::int16_t>::max();
  if (most <= kMostByte) return "byte";
  return most <= kMostShort ? "short" : "int";
}

std::string all_of(const std::vector<std::string>& conditions) {
  std::string text;
  for (const std::string& condition : conditions) {
    if (condition.empty()) continue;
    text += (text.empty() ? "" : " && ") + condition;
  }
  return text;
}

}  // namespace ipcsim::promela
