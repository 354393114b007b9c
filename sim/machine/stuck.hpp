// Who can never go on, whatever the others do: a least fixpoint over where every process might
// still come. Sound: nobody is named who could still be released under some timing. Not complete:
// a message counts for everybody who might receive it. docs/decisions/partial-deadlock.md has the
// rule and its reasons.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/machine/control_flow.hpp"
#include "sim/machine/situation.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// A service that waits in a receive, or in a select of receives, and holds no unanswered call:
/// that is its job, not a deadlock.
bool is_idle(const Program& program, ProcessId process, const ProcessSituation& situation);

/// Searches situations of one program. Keeps its tables between searches.
class StuckSearch {
 public:
  explicit StuckSearch(const Program& program);

  /// The processes that wait or poll and can never go on, ascending. An idle service that nobody
  /// will ever send to is among them. Time: linear in processes x instructions, and in mailboxes.
  std::vector<ProcessId> search(const Situation& situation);

  /// Of the last search: the processes that still go on and may come to a place from which they
  /// cannot go on, ascending. REQUIRES: the situation that was searched is still there.
  [[nodiscard]] std::vector<ProcessId> may_get_stuck() const;

  /// Places and ways on that the last search has looked at, and every process and mailbox once.
  [[nodiscard]] std::uint64_t work() const { return work_; }

 private:
  /// What somebody may come to do at a mailbox.
  enum class Offer : std::uint8_t {
    send,
    receive,
    waiting_send,  // where it can be found waiting: a polling process meets no other
    waiting_receive,
    answered_receive,  // by a process that may come to reply
  };
  static constexpr std::size_t kOffers = 5;
  static constexpr std::uint32_t kNobody = 0xFFFF'FFFF;

  /// Two processes that make an offer: whoever asks, one of them is another if any is.
  struct Offerers {
    std::uint32_t first = kNobody;
    std::uint32_t second = kNobody;
  };
  /// A way on that waits for an offer.
  struct Ask {
    ProcessId process;
    CodeIndex target = 0;
    bool of_others = false;  // what the process itself offers does not count
    std::uint32_t next = kNobody;
  };
  /// Where offers and asks are kept: for each mailbox; for each group, for all its mailboxes at
  /// once, and for any of them.
  using Place = std::uint32_t;
  [[nodiscard]] Place place_of(MailboxId m) const { return m.value; }
  [[nodiscard]] Place all_of(MailboxGroupId g) const { return program_.mailboxes + g.value; }
  [[nodiscard]] Place any_of(MailboxGroupId g) const {
    return program_.mailboxes + static_cast<Place>(program_.mailbox_groups.size()) + g.value;
  }
  /// A way on of one process, as it is being looked at.
  struct Passage {
    ProcessId process;
    const WayOn* way = nullptr;
    bool now = false;  // the process stands there: what is drawn has been drawn
  };
  struct PlaceOfProcess {
    ProcessId process;
    CodeIndex at = 0;
  };

  void begin(const Situation& situation);
  void begin_at(PlaceOfProcess place);
  void reach(ProcessId p, CodeIndex at);
  void look_at(PlaceOfProcess place, bool now);
  /// p may leave the place where it is, and come to the target.
  void leave(ProcessId p, CodeIndex target);
  void go_through(const Passage& passage);
  void make_offers(ProcessId p, const WayOn& way, bool now);
  void offer(ProcessId p, MailboxSpan span, Offer offer);
  void offer_at(ProcessId p, Place place, Offer offer);
  void become_replier(ProcessId p);
  [[nodiscard]] bool is_reached(ProcessId p, CodeIndex at) const {
    return reached_[place_in_reached(p, at)];
  }
  [[nodiscard]] std::size_t place_in_reached(ProcessId p, CodeIndex at) const;
  void pass(const Passage& passage, CodeIndex at);
  void pass_message(const Passage& passage);
  void pass_word(const Passage& passage);
  void pass_drop(const Passage& passage);
  void pass_back(const Passage& passage, CodeIndex end_of_round);
  [[nodiscard]] bool is_under_way(const WayOn& way, const MailboxGroup& group,
                                  MailboxSpan span) const;
  [[nodiscard]] bool possible_by_itself(const WayOn& way, const MailboxGroup& group,
                                        MailboxSpan span) const;
  /// Reaches the target now if somebody offers that in the span, else as soon as somebody does.
  void ask(const Passage& passage, MailboxSpan span, Offer offer, bool of_others);
  bool ask_at(const Ask& ask, Place place, Offer offer);
  void reach_if_replying(const Passage& passage, ProcessId holder);
  template <class Visit>
  void visit_spans(const Passage& passage, Visit visit) const;
  [[nodiscard]] std::size_t record(Place place, Offer offer) const {
    return place * kOffers + static_cast<std::size_t>(offer);
  }

  const Program& program_;
  std::vector<WayOn> ways_;
  std::vector<std::size_t> ways_begin_;    // by CodeIndex, and one behind the last
  std::vector<std::size_t> places_begin_;  // by ProcessGroupId: in reached_
  std::vector<std::uint32_t> group_of_;    // by ProcessId
  std::vector<std::uint32_t> box_group_;   // by MailboxId
  bool has_replies_ = false;

  const Situation* situation_ = nullptr;
  std::vector<bool> reached_;         // by process and instruction
  std::vector<bool> left_;            // by process: it may leave the place where it stands
  std::vector<bool> replies_;         // by process: it may come to a `reply`
  std::vector<Offerers> offerers_;    // by place and offer
  std::vector<std::uint32_t> asked_;  // by place and offer: the last ask that waits for it
  std::vector<Ask> asks_;
  std::vector<std::vector<Passage>> reply_asks_;       // by process whose reply they wait for
  std::vector<std::vector<MailboxSpan>> receives_of_;  // by process; only with replies
  std::vector<PlaceOfProcess> open_;                   // reached and not looked at yet
  std::uint64_t work_ = 0;
};

}  // namespace ipcsim
