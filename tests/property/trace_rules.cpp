#include "tests/property/trace_rules.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "tests/property/receipt_rules.hpp"
#include "tests/property/statement_index.hpp"

namespace ipcsim::testing {
namespace {

struct Content {
  std::uint64_t number = 0;
  std::optional<std::int32_t> priority;  // empty: depends on what its sender has drawn
};

struct Waiting {
  std::uint32_t process = 0;
  std::optional<std::int32_t> priority;  // likewise
  bool certain = true;                   // false: here or at another one of the group
};

struct Box {
  MailboxGroup group;
  std::vector<Content> content;    // by number
  std::vector<Waiting> senders;    // in the order in which they began to wait
  std::vector<Waiting> receivers;  // likewise
};

bool somebody_waits(const std::vector<Waiting>& queue) {
  return std::any_of(queue.begin(), queue.end(), [](const Waiting& it) { return it.certain; });
}

/// Whether an entry goes before another one that is there, or waits, for longer.
template <class Entry>
bool goes_before_earlier(const Entry& entry, const Entry& earlier, bool by_priority) {
  return by_priority &&
         (!entry.priority || !earlier.priority || *entry.priority > *earlier.priority);
}

struct Life {
  bool started = false;
  bool finished = false;
  bool waits = false;
  std::optional<Instant> busy_until;  // computes or sleeps
};

class Rules {
 public:
  explicit Rules(const RecordedRun& run)
      : run_(run), statements_(run), receipts_(run, statements_), lives_(run.program.processes) {
    for (const MailboxGroup& group : run.program.mailbox_groups) {
      for (std::uint32_t e = 0; e < group.count; ++e) {
        Box box{.group = group};
        for (std::uint32_t i = 1; i <= group.initial; ++i) box.content.push_back({i, 0});
        boxes_.push_back(box);
      }
    }
  }

  std::string first_broken() {
    for (std::size_t i = 0; i < run_.events.size() && broken_.empty(); ++i) {
      event_ = &run_.events[i];
      keep_time();
      live();
      if (const std::string broken = receipts_.broken_by(*event_); !broken.empty()) {
        rule(false, broken);
      }
      follow();
      before_ = *event_;
    }
    if (broken_.empty()) return "";
    return broken_ + ": " + describe(run_.program, *event_);
  }

 private:
  void rule(bool holds, const std::string& claim) {
    if (!holds && broken_.empty()) broken_ = claim;
  }

  void keep_time() {
    rule(event_->time >= before_.time, "time never goes back");
    rule(event_->time < run_.options.until, "nothing happens at `until` or later");
  }

  /// A process acts only while it is neither waiting nor busy nor finished. The loss of a message
  /// out of a mailbox is no act of its sender.
  void live() {
    if (event_->kind == TraceEvent::Kind::dropped) return;
    Life& life = lives_[event_->process.index()];
    rule(life.started != (event_->kind == TraceEvent::Kind::started),
         "a process starts once, before all else");
    life.started = true;
    rule(!life.finished, "a finished process does nothing more");
    life.finished = event_->kind == TraceEvent::Kind::finished;
    rule(!life.busy_until || *life.busy_until == event_->time,
         "a process goes on exactly when its time has passed");
    life.busy_until.reset();
    const bool is_busy = event_->kind == TraceEvent::Kind::computes ||
                         event_->kind == TraceEvent::Kind::sleeps ||
                         event_->kind == TraceEvent::Kind::pays;
    if (is_busy) life.busy_until = event_->until;
    if (is_busy) rule(event_->until >= event_->time, "no time passes backwards");
    const bool ends_waiting = event_->kind == TraceEvent::Kind::sent ||
                              event_->kind == TraceEvent::Kind::timed_out ||
                              event_->kind == TraceEvent::Kind::after_passed;
    rule(!life.waits || ends_waiting, "a blocked process does nothing before it is released");
  }

  void follow() {
    using Kind = TraceEvent::Kind;
    switch (event_->kind) {
      case Kind::started:
      case Kind::computes:
      case Kind::sleeps:
      case Kind::pays:
      case Kind::finished:
        return;
      case Kind::waits_in_select:
        return join_select();
      case Kind::took_else:
        return find_nothing_in_select();
      case Kind::after_passed:
        rule(lives_[event_->process.index()].waits, "only who waits sees its time pass");
        return leave_queues(event_->process.value);
      case Kind::waits_to_receive:
        rule(statements_.is_blocking_receive(statement()), "only a blocking receive waits");
        find_nothing(statements_.receives_of(statement(), event_->process));
        join(statements_.receives_of(statement(), event_->process), &Box::receivers);
        break;
      case Kind::timed_out:
        give_up();
        break;
      case Kind::found_none:
        rule(statements_.is_receive_of_one_look(statement()),
             "only a nonblocking receive goes on without a message");
        find_nothing(statements_.receives_of(statement(), event_->process));
        break;
      case Kind::looks:
        rule(statements_.is_polling_receive(statement()), "only a nonblocking receive polls");
        find_nothing(statements_.receives_of(statement(), event_->process));
        break;
      default:
        break;
    }
    if (speaks_of_mailbox(*event_)) follow_mailbox(boxes_[event_->mailbox.index()]);
  }

  void follow_mailbox(Box& box) {
    using Kind = TraceEvent::Kind;
    switch (event_->kind) {
      case Kind::sent:
        send_into(box);
        break;
      case Kind::handed_over:
        serve(box.receivers, *event_->partner, false);
        rule(box.content.empty(), "nobody waits to receive beside a message");
        break;
      case Kind::taken_over:
        serve(box.senders, *event_->partner, box.group.order == TakeOrder::priority);
        rule(box.group.capacity == 0, "only a rendezvous takes from a sender's hands");
        break;
      case Kind::received:
        receive_from(box);
        break;
      case Kind::dropped:
        rule(!box.content.empty() && box.content.front().number == event_->message,
             "the earliest accepted message is dropped");
        if (!box.content.empty()) box.content.erase(box.content.begin());
        break;
      case Kind::waits_to_send:
        rule(statements_.is_blocking_send(statement()), "only a blocking send waits to send");
        rule(takes_nothing(box), "nobody waits to send where there is room");
        join({{.first = event_->mailbox.value}}, &Box::senders);
        break;
      case Kind::refused:
      case Kind::lost:
        rule(statements_.is_nonblocking_send(statement()),
             "only a nonblocking send is refused or lost");
        rule(takes_nothing(box), "a message is lost only where there is no room");
        break;
      default:
        break;
    }
    rule(event_->depth == box.content.size(), "the depth is what was put in and not taken out");
    rule(box.group.capacity == kUnbounded || box.content.size() <= box.group.capacity,
         "a mailbox never holds more than its capacity");
  }

  [[nodiscard]] const Statement& statement() const { return statements_.of(*event_); }

  static bool takes_nothing(const Box& box) {
    const bool drops = box.group.when_full == FullPolicy::drop_oldest && box.group.capacity > 0;
    return box.content.size() == box.group.capacity && !drops && !somebody_waits(box.receivers);
  }

  [[nodiscard]] std::optional<std::int32_t> priority(MailboxId mailbox) const {
    return statements_.priority(statement(), event_->process, mailbox);
  }

  void find_nothing(const std::vector<Meant>& mailboxes) {
    for (const Meant& meant : mailboxes) {
      if (!meant.certain) continue;
      for (std::uint32_t m = meant.first; m < meant.first + meant.count; ++m) {
        rule(boxes_[m].content.empty() && !somebody_waits(boxes_[m].senders),
             "a look finds what is there");
      }
    }
  }

  void find_nothing_in_select() {
    find_nothing(statements_.receives_of(statement(), event_->process));
    for (const Meant& meant : statements_.sends_of(statement(), event_->process)) {
      rule(!meant.certain || takes_nothing(boxes_[meant.first]), "a select sends where it can");
    }
  }

  void join_select() {
    find_nothing_in_select();
    join(statements_.receives_of(statement(), event_->process), &Box::receivers);
    join(statements_.sends_of(statement(), event_->process), &Box::senders);
  }

  void join(const std::vector<Meant>& mailboxes, std::vector<Waiting> Box::*queue) {
    lives_[event_->process.index()].waits = true;
    const bool sends = queue == &Box::senders;
    for (const Meant& meant : mailboxes) {
      for (std::uint32_t m = meant.first; m < meant.first + meant.count; ++m) {
        (boxes_[m].*queue)
            .push_back({.process = event_->process.value,
                        .priority = sends ? priority(MailboxId{m}) : std::nullopt,
                        .certain = meant.certain});
      }
    }
  }

  void leave_queues(std::uint32_t process) {
    lives_[process].waits = false;
    for (Box& box : boxes_) {
      std::erase_if(box.senders, [&](const Waiting& it) { return it.process == process; });
      std::erase_if(box.receivers, [&](const Waiting& it) { return it.process == process; });
    }
  }

  /// Whoever leaves served is the one that began to wait first, among those of highest priority
  /// where priority counts.
  void serve(const std::vector<Waiting>& queue, ProcessId served, bool by_priority) {
    const auto entry = std::find_if(queue.begin(), queue.end(),
                                    [&](const Waiting& it) { return it.process == served.value; });
    if (entry == queue.end()) return rule(false, "only who waits is released");
    for (auto other = queue.begin(); other != queue.end(); ++other) {
      if (!other->certain || other->process == served.value) continue;
      rule(other < entry ? goes_before_earlier(*entry, *other, by_priority)
                         : !entry->certain || !goes_before_for_sure(*other, *entry, by_priority),
           "who began to wait first is served first");
    }
    leave_queues(served.value);
  }

  template <class Entry>
  static bool goes_before_for_sure(const Entry& entry, const Entry& earlier, bool by_priority) {
    return entry.priority && earlier.priority && goes_before_earlier(entry, earlier, by_priority);
  }

  void send_into(Box& box) {
    const std::optional<std::int32_t> own_priority = priority(event_->mailbox);
    if (lives_[event_->process.index()].waits) {
      serve(box.senders, event_->process, box.group.order == TakeOrder::priority);
      rule(before_.kind == TraceEvent::Kind::received && before_.mailbox == event_->mailbox,
           "a place is filled as soon as it becomes free");
    } else {
      rule(!somebody_waits(box.senders), "nobody overtakes those who wait to send");
    }
    rule(!somebody_waits(box.receivers), "nobody waits to receive beside a message");
    rule(box.content.empty() || box.content.back().number < event_->message,
         "messages are numbered in the order of acceptance");
    box.content.push_back({event_->message, own_priority});
  }

  void receive_from(Box& box) {
    const auto next = std::find_if(box.content.begin(), box.content.end(),
                                   [&](const Content& it) { return it.number == event_->message; });
    if (next == box.content.end()) return rule(false, "only what is there is received");
    const bool by_priority = box.group.order == TakeOrder::priority;
    const bool is_lifo = box.group.order == TakeOrder::lifo;
    for (auto other = box.content.begin(); other != box.content.end(); ++other) {
      if (other == next) continue;
      rule(other < next ? is_lifo || goes_before_earlier(*next, *other, by_priority)
                        : !is_lifo && !goes_before_for_sure(*other, *next, by_priority),
           "messages are received in the mailbox's order");
    }
    box.content.erase(next);
  }

  void give_up() {
    const Awaited awaited = statements_.awaited(statement());
    rule(lives_[event_->process.index()].waits || awaited != Awaited::nothing ||
             statements_.is_polling_receive(statement()),
         "only who waits or polls gives up");
    leave_queues(event_->process.value);
  }

  const RecordedRun& run_;
  StatementIndex statements_;
  ReceiptRules receipts_;
  const TraceEvent* event_ = nullptr;
  TraceEvent before_;
  std::vector<Life> lives_;
  std::vector<Box> boxes_;
  std::string broken_;
};

}  // namespace

std::string broken_rule(const RecordedRun& run) { return Rules(run).first_broken(); }

}  // namespace ipcsim::testing
