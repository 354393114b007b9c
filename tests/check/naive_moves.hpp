// A state of a naive exploration, and what can happen in it: messages put, taken, handed over and
// put under way to another host.
#pragma once

#include <algorithm>
#include <compare>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "tests/check/naive_program.hpp"

namespace ipcsim::testing::naive {

using Kind = NaivePlace::Kind;

struct Message {
  NaiveWord word = NaiveWord::none;
  int sender =
      -1;  // of one whose sender still waits for word of it; under way also of the acceptance
  int priority = 0;
  friend auto operator<=>(const Message&, const Message&) = default;
};

struct Standing {
  int place = 0;
  bool awaits = false;       // its message has been accepted or is under way: it waits for word
  bool has_arrived = false;  // its message has come to another host, and waits there
  std::vector<int> counters;
  std::vector<int> drawn;  // indices of the targets where it stands
  std::vector<int> calls;  // received and not answered: the caller, or -1 if it has given up
  friend auto operator<=>(const Standing&, const Standing&) = default;
};

struct State {
  std::vector<Standing> processes;
  std::vector<std::vector<Message>> mailboxes;
  std::map<std::pair<int, int>, std::vector<Message>> under_way;  // by host and mailbox; none empty
  friend auto operator<=>(const State&, const State&) = default;
};

class Moves {
 public:
  explicit Moves(NaiveProgram program) : program_(std::move(program)) {}

  [[nodiscard]] const NaiveProgram& program() const { return program_; }

  const NaivePlace& place(const State& state, std::size_t p) const {
    return program_.processes[p].places[static_cast<std::size_t>(state.processes[p].place)];
  }
  const NaiveMailbox& box(int m) const { return program_.mailboxes[static_cast<std::size_t>(m)]; }
  static std::vector<Message>& content(State& state, int m) {
    return state.mailboxes[static_cast<std::size_t>(m)];
  }
  static const std::vector<Message>& content(const State& state, int m) {
    return state.mailboxes[static_cast<std::size_t>(m)];
  }

  /// All targets that a place names, in order.
  static std::vector<NaiveTarget> targets(const NaivePlace& place) {
    if (place.kind == Kind::send) return {place.to};
    if (place.kind == Kind::receive) return place.from;
    std::vector<NaiveTarget> result;
    for (const NaiveAlternative& it : place.alternatives) result.push_back(it.at);
    return result;
  }
  static int mailbox(const Standing& standing, const NaiveTarget& target, std::size_t number) {
    return target.count == 1 ? target.first : target.first + standing.drawn[number] * target.stride;
  }

  /// Moves p to the place; what it draws there is drawn when the state settles.
  void go(State& state, std::size_t p, int place) const {
    state.processes[p].place = place;
    state.processes[p].awaits = false;
    state.processes[p].has_arrived = false;
    state.processes[p].drawn.clear();
  }

  [[nodiscard]] bool has_room(const State& state, int m) const {
    return box(m).capacity < 0 ||
           content(state, m).size() < static_cast<std::size_t>(box(m).capacity);
  }
  [[nodiscard]] bool takes(const State& state, int m) const {
    return box(m).capacity != 0 &&
           (has_room(state, m) || box(m).when_full == WhenFull::drop_oldest);
  }

  /// q can be found waiting at m to send, or to receive; and in which alternative.
  [[nodiscard]] std::optional<std::size_t> waits(const State& state, std::size_t q, int m,
                                                 bool to_send) const {
    const NaivePlace& here = place(state, q);
    const Standing& standing = state.processes[q];
    if (standing.awaits) return std::nullopt;
    const std::vector<NaiveTarget> all = targets(here);
    if (here.kind == Kind::send || here.kind == Kind::receive) {
      if (sets_out(state, q)) return std::nullopt;
      if ((here.kind == Kind::send) != to_send || here.mode != NaiveMode::blocking) {
        return std::nullopt;
      }
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (mailbox(standing, all[i], i) == m) return 0;
      }
      return std::nullopt;
    }
    if (here.kind != Kind::select || here.has_else) return std::nullopt;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const int at = mailbox(standing, all[i], i);
      if (alternative_goes(state, here.alternatives[i], at)) return std::nullopt;
      if (!found && at == m && here.alternatives[i].sends == to_send) found = i;
    }
    return found;
  }
  [[nodiscard]] bool alternative_goes(const State& state, const NaiveAlternative& it, int m) const {
    return it.sends ? takes(state, m) : !content(state, m).empty();
  }

  /// What p sends from where it stands is put under way. Else it is sent in one step: within the
  /// host, by a sender who waits however long it takes, or when it has come to the other host.
  [[nodiscard]] bool sets_out(const State& state, std::size_t p) const {
    const NaivePlace& here = place(state, p);
    if (here.kind != Kind::send || state.processes[p].has_arrived) return false;
    const int m = mailbox(state.processes[p], here.to, 0);
    return box(m).host != program_.processes[p].host &&
           (here.mode == NaiveMode::at_once || here.has_timeout);
  }
  [[nodiscard]] bool is_lossy(int host, int m) const {
    return program_.loses[static_cast<std::size_t>(host)][static_cast<std::size_t>(box(m).host)];
  }

  void set_out(State& state, std::size_t p, int m) const {
    const NaivePlace& here = place(state, p);
    Message message{.priority = here.priority};
    if (here.mode == NaiveMode::at_once) {
      go(state, p, here.next);
    } else {
      message.word = here.word;
      message.sender = static_cast<int>(p);
      state.processes[p].awaits = true;
    }
    state.under_way[{program_.processes[p].host, m}].push_back(message);
  }

  static Message next_under_way(State& state, std::pair<int, int> way) {
    std::vector<Message>& messages = state.under_way.at(way);
    const Message message = messages.front();
    messages.erase(messages.begin());
    if (messages.empty()) state.under_way.erase(way);
    return message;
  }

  void release(State& state, int sender, bool well) const {
    const auto s = static_cast<std::size_t>(sender);
    go(state, s, well ? place(state, s).next : place(state, s).otherwise);
  }

  void add(State& state, int m, const Message& message) const {
    std::vector<Message>& messages = content(state, m);
    if (!has_room(state, m)) {
      const Message oldest = messages.front();
      messages.erase(messages.begin());
      if (oldest.sender >= 0) release(state, oldest.sender, false);
    }
    messages.push_back(message);
  }

  /// The sender has put its message into m. `next`: where it goes on unless it waits for word.
  void put(State& state, std::size_t p, int m, int next) const {
    const NaivePlace& here = place(state, p);
    const bool is_send = here.kind == Kind::send;
    Message message;
    message.priority = is_send ? here.priority : priority_of_select_;
    if (is_send && here.word != NaiveWord::none) {
      message.word = here.word;
      message.sender = static_cast<int>(p);
      state.processes[p].awaits = true;
      state.processes[p].has_arrived = false;
    } else {
      go(state, p, next);
    }
    add(state, m, message);
  }

  void take(State& state, std::size_t p, int m) const {
    std::vector<Message>& messages = content(state, m);
    auto it = messages.begin();
    if (box(m).order == Order::lifo) it = messages.end() - 1;
    if (box(m).order == Order::priority) {
      it = std::max_element(messages.begin(), messages.end(),
                            [](const auto& a, const auto& b) { return a.priority < b.priority; });
    }
    const Message message = *it;
    messages.erase(it);
    if (message.word == NaiveWord::reply) state.processes[p].calls.push_back(message.sender);
    if (message.word == NaiveWord::receipt && message.sender >= 0) {
      release(state, message.sender, true);
    }
  }

  /// From hand to hand; each goes on where its place, or its alternative, says.
  void meet(State& state, std::size_t sender, int sender_next, std::size_t receiver,
            int receiver_next) const {
    const NaivePlace& here = place(state, sender);
    if (here.kind == Kind::send && here.word == NaiveWord::reply) {
      state.processes[sender].awaits = true;
      state.processes[sender].has_arrived = false;
      state.processes[receiver].calls.push_back(static_cast<int>(sender));
    } else {
      go(state, sender, sender_next);
    }
    go(state, receiver, receiver_next);
  }

  /// Where q goes on that waits in this alternative.
  int next_of(const State& state, std::size_t q, std::size_t alternative) const {
    const NaivePlace& here = place(state, q);
    return here.kind == Kind::select ? here.alternatives[alternative].next : here.next;
  }

  [[nodiscard]] bool is_over(const State& state) const {
    bool has_work = false;
    for (std::size_t p = 0; p < state.processes.size(); ++p) {
      if (program_.processes[p].service) continue;
      has_work = true;
      if (place(state, p).kind != Kind::end) return false;
    }
    return has_work;
  }

  [[nodiscard]] bool is_idle(const State& state, std::size_t p) const {
    const NaivePlace& here = place(state, p);
    if (!program_.processes[p].service || !state.processes[p].calls.empty()) return false;
    if (here.kind == Kind::receive) return true;
    return here.kind == Kind::select &&
           std::none_of(here.alternatives.begin(), here.alternatives.end(),
                        [](const NaiveAlternative& it) { return it.sends; });
  }

  /// The priority of what a select sends next.
  void set_priority(int priority) { priority_of_select_ = priority; }

 private:
  NaiveProgram program_;
  int priority_of_select_ = 0;
};

}  // namespace ipcsim::testing::naive
