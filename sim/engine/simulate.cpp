#include "sim/engine/simulate.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "sim/engine/deadlock_watch.hpp"
#include "sim/engine/getting_stuck.hpp"
#include "sim/engine/timed_world.hpp"
#include "sim/machine/step.hpp"

namespace ipcsim {
namespace {

class Run {
 public:
  Run(const Program& program, const RunOptions& options)
      : world_(program, options),
        program_(program),
        options_(options),
        watch_(program, eagerness(options), options.search_credit),
        zero_time_limit_(static_cast<std::uint32_t>(std::min<std::uint64_t>(
            options.zero_time_limit.value_or(kNoZeroTimeLimit), kNoZeroTimeLimit))),
        first_step_looked_at_(zero_time_limit_ < kBetweenLooks ? zero_time_limit_ + 1
                                                               : kBetweenLooks),
        looks_behind_instant_(watch_.is_due()) {}

  RunResult result() && {
    const Instant warm = std::min(options_.warmup, options_.until);
    bool goes_on = true;
    if (warm > Instant{}) {
      goes_on = advance_to(warm);
      if (goes_on) world_.go_to(warm);
      world_.begin_window();
    }
    for (auto cut = options_.cuts.begin(); goes_on && cut != options_.cuts.end(); ++cut) {
      goes_on = advance_to(*cut);
      if (goes_on) end_window_at(*cut);
    }
    if (goes_on && advance_to(options_.until)) end_at_limit();
    if (!stood_still_) add_partial_findings();
    result_.end = world_.now();
    result_.events = events();
    result_.measurements = world_.end_window();
    return std::move(result_);
  }

 private:
  static DeadlockWatch::Eagerness eagerness(const RunOptions& options) {
    if (options.stop_on_deadlock) return DeadlockWatch::Eagerness::eager;
    return options.seek_partial_deadlocks ? DeadlockWatch::Eagerness::thrifty
                                          : DeadlockWatch::Eagerness::at_the_end;
  }

  /// Lets everything happen that happens before `horizon`. False: the run ended before.
  bool advance_to(Instant horizon) {
    if (horizon <= world_.now()) return true;
    world_.go_on_until(horizon);
    look_behind_instant(looks_behind_instant_);
    for (;;) {
      const bool goes_on_at_once = world_.goes_on_at_once();
      if (!goes_on_at_once) {
        if (!world_.bring_near()) [[unlikely]] {
          stand_still();
          return false;
        }
        const Instant next = world_.next_near();
        if (next >= world_.passes_before()) [[unlikely]] {
          if (next > world_.now() && is_to_be_looked_at()) look_for_deadlock();
          if (ended_) return false;
          if (next >= horizon) return true;
        }
      }
      if (--events_until_stock_ == 0) [[unlikely]] {
        if (take_stock()) return false;
      }
      const TimedWorld::Actor actor =
          goes_on_at_once ? world_.begin_present_event() : world_.begin_near_event();
      if (actor.process != TimedWorld::kNobody) [[likely]] {
        if (!run_process(actor)) return false;
      } else {
        if (look_after_event_of_nobody()) return false;
      }
      if (world_.somebody_polls_without_end()) [[unlikely]] {
        heed_waiting();
        if (world_.only_fruitless_polling() && world_.work_is_left()) {
          stand_still();
          return false;
        }
      }
    }
  }

  /// Now and then. True: the run has been ended.
  bool take_stock() {
    if (is_interrupted()) end(EndReason::interrupted);
    count_events();
    if (watch_.is_due() && !looks_when_somebody_waits_) look_behind_instant(true);
    return ended_;
  }

  /// Those that have begun, and when to do so again: at the latest when the watch is due.
  void count_events() {
    watch_.earn(stock_interval_ - events_until_stock_);
    events_before_stock_ = events();
    stock_interval_ = kMostBetweenStocks;
    if (!watch_.is_due()) stock_interval_ = std::min(watch_.events_until_due(), kMostBetweenStocks);
    events_until_stock_ = stock_interval_;
  }

  /// Events that have begun.
  [[nodiscard]] std::uint64_t events() const {
    return events_before_stock_ + (stock_interval_ - events_until_stock_);
  }

  /// Whether to look for a deadlock when nothing more happens at the present instant.
  void look_behind_instant(bool looks) {
    looks_behind_instant_ = looks;
    world_.let_pass(!looks);
  }

  /// And something has happened since the last look.
  [[nodiscard]] bool is_to_be_looked_at() const {
    return looks_behind_instant_ && events() != events_looked_at_;
  }

  /// A process waits or polls.
  [[gnu::always_inline]] void heed_waiting() {
    if (!looks_when_somebody_waits_) [[likely]] {
      return;
    }
    looks_when_somebody_waits_ = false;
    look_behind_instant(true);
  }

  void end_window_at(Instant cut) {
    world_.go_to(cut);
    options_.windows->take(world_.end_window());
    world_.begin_window();
  }

  /// A core went on, or a message came to a host. True: that ends the run.
  bool look_after_event_of_nobody() {
    if (world_.take_goal_change() && world_.goal_left() == 0) end(EndReason::message_limit);
    return ended_;
  }

  /// Runs the process until others go on before it, it waits, or ends. False: that ends the run.
  [[gnu::always_inline]] bool run_process(TimedWorld::Actor actor) {
    const ProcessId p = actor.process;
    std::uint32_t steps = actor.zero_time_steps;
    for (;;) {
      if (++steps >= first_step_looked_at_) [[unlikely]] {
        if (look_at_steps(p, steps)) return false;
      }
      switch (step(program_, p, world_)) {
        case Outcome::advanced:
          if (world_.take_goal_change()) [[unlikely]] {
            steps = 0;
            if (world_.goal_left() == 0) [[unlikely]] {
              end(EndReason::message_limit);
              return false;
            }
          }
          break;
        case Outcome::passed:
          steps = 0;
          if (--events_until_stock_ == 0) [[unlikely]] {
            if (take_stock()) return false;
          }
          break;
        case Outcome::paused:
          world_.keep_zero_time_steps(p, steps);
          return true;
        case Outcome::blocked:
          world_.keep_zero_time_steps(p, steps);
          world_.wait(p);
          heed_waiting();
          return true;
        case Outcome::finished:
          finish(p);
          return !ended_;
        case Outcome::impossible:
          blame(p, {world_.state(p).at, world_.now()}, FindingKind::program_error,
                FindingCause::reply_without_call);
          end(EndReason::program_error);
          return false;
      }
    }
  }

  /// p is about to make the last of so many steps, and time does not pass. True: that ends the run.
  [[gnu::noinline]] bool look_at_steps(ProcessId p, std::uint32_t steps) {
    if (steps > zero_time_limit_) {
      blame(p, {world_.state(p).at, world_.now()}, FindingKind::livelock,
            FindingCause::zero_time_loop);
      end(EndReason::livelock);
    } else if (steps % kBetweenLooks == 0 && is_interrupted()) {
      end(EndReason::interrupted);
    }
    return ended_;
  }

  void finish(ProcessId p) {
    world_.finish(p);
    if (!world_.work_is_left()) end(EndReason::completed);
  }

  /// Nothing can ever happen again.
  void stand_still() {
    stood_still_ = true;
    world_.describe(watch_.situation());
    watch_.stand_still(world_.now());
    date_newly_stuck();
    result_.findings = watch_.findings_at_standstill();
    const auto is_livelock = [](const Finding& finding) {
      return finding.kind == FindingKind::livelock;
    };
    if (result_.findings.empty()) {
      end(EndReason::completed);
    } else if (std::any_of(result_.findings.begin(), result_.findings.end(), is_livelock)) {
      end(EndReason::livelock);
    } else {
      end(EndReason::deadlock);
    }
  }

  [[nodiscard]] bool is_interrupted() const {
    return options_.interrupt != nullptr && options_.interrupt->load(std::memory_order_relaxed);
  }

  void look_for_deadlock() {
    events_looked_at_ = events();
    if (!world_.somebody_waits()) {
      past_.reset();
      looks_when_somebody_waits_ = true;
      look_behind_instant(false);
      return;
    }
    if (is_interrupted()) {  // a search may take long
      end(EndReason::interrupted);
      return;
    }
    count_events();
    const bool found = look();
    keep_the_way_back();
    count_events();
    look_behind_instant(watch_.is_due());
    if (!found || !options_.stop_on_deadlock) return;
    const std::vector<Finding> findings = watch_.findings();
    const bool all_are_there = std::all_of(findings.begin(), findings.end(),
                                           [](const Finding& finding) { return finding.complete; });
    if (all_are_there) end(EndReason::stopped_on_deadlock);
  }

  bool look() {
    world_.describe(watch_.situation());
    const bool found = watch_.look(world_.now());
    date_newly_stuck();
    return found;
  }

  void date_newly_stuck() {
    if (!past_ || watch_.newly_stuck().empty()) return;
    watch_.date(dates_of_getting_stuck(program_, *past_, events(), world_.now(),
                                       watch_.newly_stuck(), dating_work_left_));
  }

  /// The next look may come long after something has happened. Costs time and memory.
  void keep_the_way_back() {
    const bool is_needed = !watch_.is_due();  // else the next instant will be looked at
    const std::uint64_t bytes = is_needed ? world_.moment().size() : 0;
    if (!is_needed || bytes > kLongestWayBack) {
      past_.reset();
      return;
    }
    if (past_) {
      past_->moment = world_.moment();  // into the memory that is there
    } else {
      past_.emplace(Waypoint{world_.moment()});
    }
    past_->events = events();
    watch_.pay(bytes / kBytesPerPlace);
  }

  /// Those who can never go on in a run that ended for another reason.
  void add_partial_findings() {
    if (!world_.somebody_waits()) return;
    if (!look()) return;
    for (Finding& finding : watch_.findings()) result_.findings.push_back(std::move(finding));
  }

  void end_at_limit() {
    if (options_.until != kNever) {
      world_.go_to(options_.until);
      end(EndReason::time_limit);
    } else {
      const ProcessId p = world_.next_process();
      blame(p, world_.standpoint(p), FindingKind::program_error, FindingCause::clock_overflow);
      end(EndReason::program_error);
    }
  }

  void blame(ProcessId p, TimedWorld::Standpoint where, FindingKind kind, FindingCause cause) {
    StuckProcess stuck;
    stuck.process = p;
    stuck.at = where.at;
    stuck.since = where.since;
    stuck.service = program_.process_groups[group_of(program_, p).index()].service;
    result_.findings.push_back(
        {.kind = kind, .cause = cause, .since = where.since, .processes = {stuck}});
  }

  void end(EndReason reason) {
    result_.reason = reason;
    ended_ = true;
  }

  static constexpr std::uint32_t kNoZeroTimeLimit = 0xFFFF'FFFF;  // no count is above it
  /// At options_.interrupt, in steps of a process while no time passes.
  static constexpr std::uint32_t kBetweenLooks = 4096;
  static constexpr std::uint64_t kMostBetweenStocks = 4096;  // events
  static constexpr std::uint64_t kMostDatingWork = 20'000'000;
  static constexpr std::uint64_t kLongestWayBack = 64'000'000;  // bytes
  static constexpr std::uint64_t kBytesPerPlace = 32;  // copied in the time of looking at a place

  TimedWorld world_;  // first, where this object begins: it is asked all the time
  const Program& program_;
  const RunOptions& options_;
  DeadlockWatch watch_;
  std::uint32_t zero_time_limit_;
  std::uint32_t first_step_looked_at_;  // from that many on each step is looked at
  bool looks_behind_instant_;
  bool looks_when_somebody_waits_ = false;  // a look is due, but nobody did
  std::uint64_t events_looked_at_ = 0;      // events() at the last look
  std::uint64_t stock_interval_ = kMostBetweenStocks;
  std::uint64_t events_until_stock_ = kMostBetweenStocks;
  std::uint64_t events_before_stock_ = 0;
  std::optional<Waypoint> past_;  // of the last look, where the next one may be late
  std::uint64_t dating_work_left_ = kMostDatingWork;
  RunResult result_;
  bool ended_ = false;
  bool stood_still_ = false;
};

}  // namespace

RunResult simulate(const Program& program, const RunOptions& options) {
  return Run(program, options).result();
}

}  // namespace ipcsim
