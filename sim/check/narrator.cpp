#include "sim/check/narrator.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

using Number = StateStore::Number;

/// The world's account as long as this lives.
class Listening {
 public:
  Listening(UntimedWorld& world, Account& account) : world_(world) { world.set_account(&account); }
  ~Listening() { world_.set_account(nullptr); }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;

 private:
  UntimedWorld& world_;
};

/// What is in the mailboxes that the events name, each once.
std::vector<ScheduleStep::Content> contents_after(const std::vector<Event>& events,
                                                  const UntimedState& state) {
  std::vector<ScheduleStep::Content> contents;
  for (const Event& event : events) {
    if (!event.mailbox) continue;
    const bool is_there = std::any_of(contents.begin(), contents.end(),
                                      [&](const auto& it) { return it.mailbox == *event.mailbox; });
    if (is_there) continue;
    contents.push_back({*event.mailbox, state.mailboxes[event.mailbox->index()].size()});
  }
  return contents;
}

/// Goes to the first state of the way as it is, and not as one that stands for it.
void begin_way(Exploration& exploration, Number first, ToldWay& told) {
  UntimedWorld& world = exploration.world();
  std::vector<Word> wanted(world.codec().words());
  exploration.read(first, wanted.data());
  std::vector<Word> state(wanted.size());
  std::vector<Word> standing_for(wanted.size());
  Odometer odometer;
  do {
    world.begin(odometer);
    world.pack(state.data());
    exploration.pack(standing_for.data());
    if (standing_for == wanted) {
      told.states.push_back(state);
      return;
    }
    ++told.start;
  } while (odometer.advance());
  fail_check("a way begins in a first state");
}

}  // namespace

std::optional<ScheduleStep> told_step(Exploration& exploration, const std::vector<Word>& state,
                                      const std::function<bool(const Step&, Attempt)>& is_wanted) {
  UntimedWorld& world = exploration.world();
  exploration.go_to(state.data());
  const std::vector<ProcessState> before = world.current().processes;
  Account account;
  const Listening listening(world, account);
  std::optional<ScheduleStep> result;
  exploration.finder().visit_all([&](const Step& step, Attempt attempt) {
    if (result || !is_wanted(step, attempt)) return;
    result = ScheduleStep{.step = step,
                          .events = account.events,
                          .contents = contents_after(account.events, world.current())};
    const bool is_of_lane = step.kind == Step::Kind::arrival || step.kind == Step::Kind::loss;
    if (!is_of_lane) result->at = before[step.process.index()].at;
    if (step.partner) result->partner_at = before[step.partner->index()].at;
  });
  return result;
}

ToldStep told_last_step(Exploration& exploration, const ToldWay& way, Attempt wanted) {
  ProcessId last_to_rest;
  const auto step = told_step(exploration, way.end(), [&](const Step& /*step*/, Attempt attempt) {
    if (attempt != wanted) return false;
    last_to_rest = exploration.world().last_to_rest();
    return true;
  });
  check(step.has_value(), "a step that was found once is found again");
  return {*step, last_to_rest};
}

ToldWay told_way(Exploration& exploration, Number state) {
  const std::vector<Number> way = exploration.way_to(state);
  ToldWay told;
  begin_way(exploration, way.front(), told);
  UntimedWorld& world = exploration.world();
  std::vector<Word> wanted(told.end().size());
  std::vector<Word> there(wanted.size());
  std::vector<Word> next(wanted.size());
  for (std::size_t i = 0; i + 1 < way.size(); ++i) {
    exploration.read(way[i + 1], wanted.data());
    const auto step =
        told_step(exploration, told.end(), [&](const Step& /*step*/, Attempt attempt) {
          if (attempt != Attempt::done) return false;
          exploration.pack(there.data());
          if (there != wanted) return false;
          world.pack(next.data());
          return true;
        });
    check(step.has_value(), "a step that was found once is found again");
    told.steps.push_back(*step);
    told.states.push_back(next);
  }
  return told;
}

}  // namespace ipcsim
