#include "tests/check/naive_exploration.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "tests/check/naive_moves.hpp"
#include "tests/check/naive_program.hpp"

namespace ipcsim::testing {
namespace {

using namespace naive;

constexpr int kMostJumps = 100'000;

class Explorer : Moves {
 public:
  Explorer(const Scenario& scenario, const NaiveLimits& limits)
      : Moves(naive_program(scenario)), limits_(limits) {}

  NaiveResult result() {
    State first;
    for (const NaiveProcess& process : program().processes) {
      first.processes.push_back(
          {.counters = std::vector<int>(static_cast<std::size_t>(process.counters), 0)});
    }
    for (const NaiveMailbox& mailbox : program().mailboxes) {
      first.mailboxes.emplace_back(static_cast<std::size_t>(mailbox.initial));
    }
    settle(first, 0);
    if (is_endless_) return {.verdict = NaiveResult::Verdict::livelock};
    for (std::size_t depth = 0; !next_level_.empty(); ++depth) {
      const std::vector<State> level = std::exchange(next_level_, {});
      for (const State& state : level) {
        if (seen_.size() > limits_.states) return done(NaiveResult::Verdict::undecided, depth);
        expand(state);
      }
      if (verdict_ != NaiveResult::Verdict::free) return done(verdict_, depth);
      if (is_endless_) return done(NaiveResult::Verdict::livelock, depth + 1);
    }
    return done(is_cut_ ? NaiveResult::Verdict::undecided : NaiveResult::Verdict::free, 0);
  }

 private:
  [[nodiscard]] NaiveResult done(NaiveResult::Verdict verdict, std::size_t length) const {
    return {is_cut_ ? NaiveResult::Verdict::undecided : verdict, length, seen_.size(), traffic_};
  }

  /// Brings everybody who has moved to the next step, in all ways in which indices can be drawn.
  void settle(State state, std::size_t from) {
    for (std::size_t p = from; p < state.processes.size(); ++p) {
      Standing& standing = state.processes[p];
      int jumps = 0;
      while (true) {
        const NaivePlace& here = place(state, p);
        auto* counter = here.kind == Kind::begin_loop || here.kind == Kind::end_round
                            ? &standing.counters[static_cast<std::size_t>(here.counter)]
                            : nullptr;
        if (here.kind == Kind::begin_loop) {
          *counter = here.rounds;
          standing.place = here.next;
        } else if (here.kind == Kind::end_round) {
          standing.place = --*counter > 0 ? here.next : here.otherwise;
        } else if (here.kind == Kind::jump) {
          standing.place = here.next;
        } else {
          break;
        }
        if (++jumps > kMostJumps) {
          is_endless_ = true;
          return;
        }
      }
      const std::vector<NaiveTarget> all = targets(place(state, p));
      if (standing.drawn.size() == all.size()) continue;
      const int options = all[standing.drawn.size()].count;
      for (int i = 0; i < options; ++i) {
        state.processes[p].drawn.push_back(i);
        settle(state, p);
        state.processes[p].drawn.pop_back();
      }
      return;
    }
    if (std::any_of(state.processes.begin(), state.processes.end(),
                    [&](const Standing& it) { return it.calls.size() > limits_.calls; })) {
      is_cut_ = true;
      return;
    }
    if (seen_.insert(state).second) next_level_.push_back(state);
  }

  void arrive(const State& state) {
    goes_on_ = true;
    settle(state, 0);
  }

  /// p, which acts at m, meets everybody who can be waiting there.
  void meet_all(const State& state, std::size_t p, int m, bool p_sends, int p_next) {
    for (std::size_t q = 0; q < state.processes.size(); ++q) {
      if (q == p) continue;
      const auto alternative = waits(state, q, m, !p_sends);
      if (!alternative) continue;
      State after = state;
      const int q_next = next_of(state, q, *alternative);
      if (p_sends) {
        meet(after, p, p_next, q, q_next);
      } else {
        meet(after, q, q_next, p, p_next);
      }
      arrive(after);
    }
  }

  void go_and_arrive(const State& state, std::size_t p, int next) {
    State after = state;
    go(after, p, next);
    arrive(after);
  }

  void expand(const State& state) {
    goes_on_ = false;
    is_error_ = false;
    if (is_over(state)) return;
    for (std::size_t p = 0; p < state.processes.size(); ++p) expand(state, p);
    for (const auto& [way, messages] : state.under_way) expand_way(state, way);
    if (goes_on_ || is_error_) return;
    bool is_bad = false;
    bool polls = false;
    for (std::size_t p = 0; p < state.processes.size(); ++p) {
      if (place(state, p).kind == Kind::end) continue;
      if (is_idle(state, p)) continue;
      polls = polls || place(state, p).mode == NaiveMode::polling;
      is_bad = true;
    }
    if (is_bad) find(polls ? NaiveResult::Verdict::livelock : NaiveResult::Verdict::deadlock);
  }

  /// Of several at the same distance a deadlock counts, then a livelock.
  void find(NaiveResult::Verdict verdict) {
    if (verdict_ == NaiveResult::Verdict::free || verdict < verdict_) verdict_ = verdict;
  }

  void expand(const State& state, std::size_t p) {
    const NaivePlace& here = place(state, p);
    if (state.processes[p].awaits) {
      if (here.has_timeout) give_up_word(state, p);
      return;
    }
    switch (here.kind) {
      case Kind::pass:
        go_and_arrive(state, p, here.next);
        break;
      case Kind::branch:
        for (const int way : here.ways) go_and_arrive(state, p, way);
        break;
      case Kind::reply:
        expand_reply(state, p);
        break;
      case Kind::send:
        expand_send(state, p);
        break;
      case Kind::receive:
        expand_receive(state, p);
        break;
      case Kind::select:
        expand_select(state, p);
        break;
      default:
        break;
    }
  }

  void give_up_word(const State& state, std::size_t p) {
    State after = state;
    const auto sender = static_cast<int>(p);
    const auto forget = [&](std::vector<Message>& messages) {
      for (Message& message : messages) {
        if (message.sender != sender) continue;
        message.sender = -1;
        if (message.word == NaiveWord::receipt) message.word = NaiveWord::none;
      }
    };
    for (auto& messages : after.mailboxes) forget(messages);
    for (auto& [way, messages] : after.under_way) {
      traffic_.left += static_cast<std::size_t>(
          std::any_of(messages.begin(), messages.end(),
                      [&](const Message& it) { return it.sender == sender; }));
      forget(messages);
    }
    for (Standing& process : after.processes) {
      std::replace(process.calls.begin(), process.calls.end(), sender, -1);
    }
    release(after, sender, false);
    arrive(after);
  }

  void expand_reply(const State& state, std::size_t p) {
    if (state.processes[p].calls.empty()) {
      is_error_ = true;
      find(NaiveResult::Verdict::program_error);
      return;
    }
    State after = state;
    const int caller = after.processes[p].calls.front();
    after.processes[p].calls.erase(after.processes[p].calls.begin());
    if (caller >= 0) release(after, caller, true);
    go(after, p, place(state, p).next);
    arrive(after);
  }

  void expand_send(const State& state, std::size_t p) {
    const NaivePlace& here = place(state, p);
    const int m = mailbox(state.processes[p], here.to, 0);
    if (sets_out(state, p)) {
      begin_way(state, p, m);
      return;
    }
    if (takes(state, m)) {
      State after = state;
      put(after, p, m, here.next);
      arrive(after);
      return;
    }
    if (box(m).capacity == 0) meet_all(state, p, m, true, here.next);
    if (here.mode == NaiveMode::at_once) {
      const bool refused = box(m).when_full == WhenFull::refuse;
      go_and_arrive(state, p, refused ? here.otherwise : here.next);
    } else if (here.has_timeout) {
      go_and_arrive(state, p, here.otherwise);
    }
  }

  void begin_way(const State& state, std::size_t p, int m) {
    State after = state;
    set_out(after, p, m);
    if (after.under_way.at({program().processes[p].host, m}).size() > limits_.under_way) {
      goes_on_ = true;  // it would go on: the step is cut
      ++traffic_.cut;
      return;
    }
    arrive(after);
  }

  /// What can become of the first message under way from one host to one mailbox.
  void expand_way(const State& state, std::pair<int, int> way) {
    const int m = way.second;
    State after = state;
    const Message message = next_under_way(after, way);
    if (is_lossy(way.first, m)) {
      State without = after;
      if (message.sender >= 0) {
        without.under_way[way].push_back(message);
        ++traffic_.sent_again;
      } else {
        ++traffic_.lost;
      }
      arrive(without);
    }
    if (message.sender >= 0) {
      const auto sender = static_cast<std::size_t>(message.sender);
      after.processes[sender].awaits = false;
      after.processes[sender].has_arrived = true;
      come_with_sender(after, sender, m);
    } else {
      come_alone(after, message, m);
    }
  }

  /// As if the sender stood here, but that it may only begin to wait.
  void come_with_sender(const State& state, std::size_t sender, int m) {
    const int next = place(state, sender).next;
    if (takes(state, m)) {
      State after = state;
      put(after, sender, m, next);
      arrive(after);
      ++traffic_.put_in;
      return;
    }
    if (box(m).capacity == 0) meet_all(state, sender, m, true, next);
    arrive(state);
    ++traffic_.waiting;
  }

  void come_alone(const State& state, const Message& message, int m) {
    if (takes(state, m)) {
      State after = state;
      add(after, m, message);
      arrive(after);
      ++traffic_.put_in;
      return;
    }
    for (std::size_t q = 0; box(m).capacity == 0 && q < state.processes.size(); ++q) {
      const auto alternative = waits(state, q, m, false);
      if (!alternative) continue;
      State after = state;
      if (message.word == NaiveWord::reply) after.processes[q].calls.push_back(-1);
      go(after, q, next_of(state, q, *alternative));
      arrive(after);
      ++traffic_.handed;
    }
    arrive(state);
    ++traffic_.kept_out;
  }

  void expand_receive(const State& state, std::size_t p) {
    const NaivePlace& here = place(state, p);
    bool has_message = false;
    for (std::size_t i = 0; i < here.from.size(); ++i) {
      const int m = mailbox(state.processes[p], here.from[i], i);
      if (!content(state, m).empty()) {
        has_message = true;
        State after = state;
        take(after, p, m);
        go(after, p, here.next);
        arrive(after);
      } else if (box(m).capacity == 0) {
        meet_all(state, p, m, false, here.next);
      }
    }
    if (has_message) return;
    if (here.mode == NaiveMode::at_once || here.has_timeout) {
      go_and_arrive(state, p, here.otherwise);
    }
  }

  void expand_select(const State& state, std::size_t p) {
    const NaivePlace& here = place(state, p);
    for (std::size_t q = 0; q < state.processes.size(); ++q) {
      if (q != p) select_with(state, p, q);
    }
    for (std::size_t i = 0; i < here.alternatives.size(); ++i) {
      const int m = mailbox(state.processes[p], here.alternatives[i].at, i);
      if (!alternative_goes(state, here.alternatives[i], m)) continue;
      State after = state;
      if (here.alternatives[i].sends) {
        set_priority(here.alternatives[i].priority);
        put(after, p, m, here.alternatives[i].next);
      } else {
        take(after, p, m);
        go(after, p, here.alternatives[i].next);
      }
      arrive(after);
      return;
    }
    if (here.has_else) {
      go_and_arrive(state, p, here.otherwise);
      return;
    }
    for (const int way : here.ways) go_and_arrive(state, p, way);
  }

  /// The select acts, and q alone waits: the first alternative that can go, if it is with q.
  void select_with(const State& state, std::size_t p, std::size_t q) {
    const NaivePlace& here = place(state, p);
    for (std::size_t i = 0; i < here.alternatives.size(); ++i) {
      const NaiveAlternative& mine = here.alternatives[i];
      const int m = mailbox(state.processes[p], mine.at, i);
      if (alternative_goes(state, mine, m)) return;
      if (box(m).capacity != 0) continue;
      const auto alternative = waits(state, q, m, !mine.sends);
      if (!alternative) continue;
      State after = state;
      const int q_next = next_of(state, q, *alternative);
      if (mine.sends) {
        meet(after, p, mine.next, q, q_next);
      } else {
        meet(after, q, q_next, p, mine.next);
      }
      arrive(after);
      return;
    }
  }

  NaiveLimits limits_;
  NaiveTraffic traffic_;
  std::set<State> seen_;
  std::vector<State> next_level_;
  NaiveResult::Verdict verdict_ = NaiveResult::Verdict::free;
  bool goes_on_ = false;
  bool is_error_ = false;  // somebody cannot reply in the state that is looked at
  bool is_endless_ = false;
  bool is_cut_ = false;
};

}  // namespace

NaiveResult explore_naively(const Scenario& scenario, const NaiveLimits& limits) {
  return Explorer(scenario, limits).result();
}

}  // namespace ipcsim::testing
