#include "sim/promela/steps_of_place.hpp"

#include <utility>

#include "sim/base/check.hpp"

namespace ipcsim::promela {
namespace {

/// The process gives up waiting for word of its message.
Lines forget_message(bool may_be_in_turn) {
  Lines lines = {"forget(_pid)"};
  if (may_be_in_turn) lines.emplace_back("in_turn[_pid] = 0");
  return lines;
}

std::string no_message_in(const std::vector<Box>& boxes) {
  std::vector<std::string> conditions;
  for (const Box& box : boxes) {
    if (!box.is_rendezvous()) conditions.push_back(box.is_empty());
  }
  return all_of(conditions);
}

}  // namespace

StepsOfPlace::StepsOfPlace(const Model& model, const ProcessGroup& group, const ProcessForm& form,
                           TrailEnd end)
    : model_(model),
      group_(group),
      boxes_(model, group),
      receiver_(receiver_of(form, group)),
      end_(std::move(end)) {}

std::vector<Step> StepsOfPlace::steps(Place place) const {
  const Instruction instruction = model_.program.code[place.at];
  switch (instruction.opcode) {
    case Opcode::compute:
    case Opcode::sleep:
      return {step("skip", {}, place.at + 1)};
    case Opcode::choose:
      return steps_of_choice(model_.program.choices[instruction.operand]);
    case Opcode::send:
    case Opcode::poll_send:
      return steps_of_send(place);
    case Opcode::await:
      return place.in_turn ? steps_of_send(place) : steps_of_await(place.at);
    case Opcode::try_send:
      return steps_of_try_send(place.at);
    case Opcode::transmit:
      return steps_of_transmit(place.at);
    case Opcode::receive:
    case Opcode::try_receive:
    case Opcode::poll_receive:
      return steps_of_receive(place.at);
    case Opcode::reply:
      return steps_of_reply(place.at);
    case Opcode::select:
      return steps_of_select(place.at);
    default:
      break;
  }
  fail_check("a process stands only in front of steps");
}

std::vector<Step> StepsOfPlace::steps_of_choice(const Choice& choice) const {
  std::vector<Step> steps;
  for (const Choice::Branch& branch : choice.branches) {
    steps.push_back(step("true", {}, branch.target));
  }
  return steps;
}

CodeIndex StepsOfPlace::behind_acceptance(Place place, bool is_handed_over) const {
  const Instruction instruction = model_.program.code[place.at];
  const Operation& operation = model_.program.operations[instruction.operand];
  const CodeIndex await = instruction.opcode == Opcode::await ? place.at : place.at + 1;
  const bool has_word =
      operation.awaits == Awaits::word || (operation.awaits == Awaits::receipt && is_handed_over);
  return has_word ? await + 1 : await;
}

std::vector<Step> StepsOfPlace::steps_of_put(const std::string& condition, const Box& box,
                                             const Operation& operation, Lines first_effects,
                                             Place place, CodeIndex next) const {
  const Lines room = make_room(model_, box);
  const Lines effects = put(box, letter_of(operation.awaits), std::to_string(operation.priority));
  first_effects.insert(first_effects.end(), room.begin(), room.end());
  first_effects.insert(first_effects.end(), effects.begin(), effects.end());
  if (box.form->drops_oldest) return {step(condition, std::move(first_effects), next)};
  std::vector<Step> steps = {
      step(all_of({condition, box.has_room()}), std::move(first_effects), next)};
  if (box.cuts()) steps.push_back(left_out(all_of({condition, box.is_full()}), place));
  return steps;
}

Step StepsOfPlace::step_of_meeting(std::string first, bool sends, const Box& box,
                                   CodeIndex next) const {
  Lines effects;
  if (model_.services_err) effects.emplace_back(sends ? "moved--" : "moved++");
  if (!sends && box.form->carries_letter) {
    const Lines rest = look_at_letter(model_, receiver_);
    effects.insert(effects.end(), rest.begin(), rest.end());
  }
  return step(std::move(first), std::move(effects), next);
}

/// Also of a message that waits in turn at a mailbox on another host.
std::vector<Step> StepsOfPlace::steps_of_send(Place place) const {
  const Instruction instruction = model_.program.code[place.at];
  const Operation& operation = model_.program.operations[instruction.operand];
  const Box box = boxes_.box(operation);
  const bool gives_up = operation.timeout.has_value() && !place.in_turn;
  std::vector<Step> steps;
  if (box.is_rendezvous()) {
    const bool is_call = operation.awaits == Awaits::reply;
    const std::string letter = is_call ? letter_of(operation.awaits) : "0";
    steps = {step_of_meeting(send_text(box, "", "waiting", letter), true, box,
                             behind_acceptance(place, true))};
    if (gives_up) steps.push_back(step("true", {}, operation.otherwise));
    return steps;
  }
  steps = steps_of_put("", box, operation, {}, place, behind_acceptance(place, false));
  if (gives_up && !box.always_takes()) {
    steps.push_back(step(box.is_full(), {}, operation.otherwise));
  }
  return steps;
}

std::vector<Step> StepsOfPlace::steps_of_try_send(CodeIndex at) const {
  const Operation& operation = model_.program.operations[model_.program.code[at].operand];
  const Box box = boxes_.box(operation);
  const CodeIndex failed = box.form->refuses ? operation.otherwise : at + 1;
  if (box.is_rendezvous()) {
    return {step_of_meeting(send_text(box, "", "passing", "0"), true, box, at + 1),
            step("true", {}, failed)};
  }
  std::vector<Step> steps = steps_of_put("", box, operation, {}, {at}, at + 1);
  if (!box.always_takes()) steps.push_back(step(box.is_full(), {}, failed));
  return steps;
}

std::vector<Step> StepsOfPlace::steps_of_transmit(CodeIndex at) const {
  const Operation& operation = model_.program.operations[model_.program.code[at].operand];
  const Box box = boxes_.box(operation);
  const LaneForm& form = model_.lane(group_.host, group_of(model_.program, operation.first));
  const std::string lane = form.name + (box.form->is_array ? "[" + box.index + "]" : "");
  const std::string letter =
      operation.awaits == Awaits::word ? "acceptance_of(_pid)" : letter_of(operation.awaits);
  const std::string most = std::to_string(model_.bound.messages);
  const std::string sets_out =
      put_text(lane, box.form->ranks, letter, std::to_string(operation.priority));
  return {step(lane + ".n < " + most, {sets_out}, at + 1), left_out(lane + ".n == " + most, {at})};
}

std::vector<Step> StepsOfPlace::steps_of_receive(CodeIndex at) const {
  const Instruction instruction = model_.program.code[at];
  const Operation& operation = model_.program.operations[instruction.operand];
  const std::vector<Box> boxes = boxes_.boxes(operation);
  const bool waits = instruction.opcode == Opcode::receive;
  std::vector<Step> steps;
  for (const Box& box : boxes) {
    if (box.is_rendezvous()) {
      const std::string text = receive_text(box, "", waits ? From::all : From::waiting);
      steps.push_back(step_of_meeting(text, false, box, at + 1));
    } else {
      steps.push_back(step(box.has_message(), take(model_, box, receiver_), at + 1));
    }
  }
  if (instruction.opcode == Opcode::try_receive || operation.timeout) {
    const std::string nothing = no_message_in(boxes);
    steps.push_back(step(nothing.empty() ? "true" : nothing, {}, operation.otherwise));
  }
  return steps;
}

std::vector<Step> StepsOfPlace::steps_of_await(CodeIndex at) const {
  const Operation& operation = model_.program.operations[model_.program.code[at].operand];
  const Box box = boxes_.box(operation);
  const Lines read = {"word[_pid] = 0"};
  std::vector<Step> steps = {step("word[_pid] == delivered", read, at + 1)};
  if (box.form->drops_oldest && operation.awaits != Awaits::word) {
    steps.push_back(step("word[_pid] == dropped", read, operation.otherwise));
  }
  if (!operation.timeout) return steps;
  const bool goes_far = operation.route.has_value();
  std::string gives_up = "word[_pid] == 0";
  if (goes_far) {
    const Lines no_longer = {"in_turn[_pid] = 0"};
    if (box.is_rendezvous()) {
      const bool is_call = operation.awaits == Awaits::reply;
      Step meeting = step_of_meeting(
          send_text(box, "in_turn[_pid]", "waiting", is_call ? letter_of(operation.awaits) : "0"),
          true, box, behind_acceptance({at}, true));
      meeting.effects.insert(meeting.effects.begin(), no_longer.begin(), no_longer.end());
      steps.push_back(std::move(meeting));
    } else {
      for (Step& it : steps_of_put("in_turn[_pid]", box, operation, no_longer, {at},
                                   behind_acceptance({at}, false))) {
        steps.push_back(std::move(it));
      }
      gives_up += box.always_takes() ? " && !in_turn[_pid]"
                                     : " && !(in_turn[_pid] && " + box.has_room() + ")";
    }
  }
  steps.push_back(step(gives_up, forget_message(goes_far), operation.otherwise));
  return steps;
}

std::string error_condition(const Model& model, const ProcessGroup& group) {
  std::vector<std::string> conditions;
  if (group.service && model.has_services) conditions.emplace_back("settled && working > 0");
  if (model.cuts_calls) conditions.emplace_back("!cut");
  return all_of(conditions);
}

std::vector<Step> StepsOfPlace::steps_of_reply(CodeIndex at) const {
  const std::string condition = error_condition(model_, group_);
  if (receiver_.calls.empty()) return {Step{condition, {"assert(false)"}, {}}};
  const std::string none = receiver_.calls + ".n == 0";
  return {step(receiver_.calls + ".n > 0", {"answer(" + receiver_.calls + ", letter)"}, at + 1),
          Step{all_of({none, condition}), {"assert(false)"}, {}}};
}

}  // namespace ipcsim::promela
