#include "tests/property/trace_rules.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace ipcsim::testing {
namespace {

struct Content {
  std::uint64_t number = 0;
  std::int32_t priority = 0;
};

struct Waiting {
  std::uint32_t process = 0;
  std::int32_t priority = 0;
};

struct Box {
  MailboxGroup group;
  std::vector<Content> content;    // by number
  std::vector<Waiting> senders;    // in the order in which they began to wait
  std::vector<Waiting> receivers;  // likewise
};

struct Life {
  bool started = false;
  bool finished = false;
  bool waits = false;
  std::optional<Instant> busy_until;  // computes or sleeps
};

class Rules {
 public:
  explicit Rules(const RecordedRun& run) : run_(run), lives_(run.program.processes) {
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
      if (speaks_of_mailbox()) follow_mailbox(boxes_[event_->mailbox.index()]);
      before_ = *event_;
    }
    if (broken_.empty()) return "";
    return broken_ + ": " + describe(run_.program, *event_);
  }

 private:
  void rule(bool holds, const std::string& claim) {
    if (!holds && broken_.empty()) broken_ = claim;
  }

  [[nodiscard]] bool speaks_of_mailbox() const {
    return event_->kind >= TraceEvent::Kind::sent && event_->kind <= TraceEvent::Kind::timed_out;
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
    const bool is_busy =
        event_->kind == TraceEvent::Kind::computes || event_->kind == TraceEvent::Kind::sleeps;
    if (is_busy) life.busy_until = event_->until;
    if (is_busy) rule(event_->until >= event_->time, "no time passes backwards");
    const bool ends_waiting =
        event_->kind == TraceEvent::Kind::sent || event_->kind == TraceEvent::Kind::timed_out;
    rule(!life.waits || ends_waiting, "a blocked process does nothing before it is released");
  }

  void follow_mailbox(Box& box) {
    const Opcode opcode = run_.program.code[event_->at].opcode;
    switch (event_->kind) {
      case TraceEvent::Kind::sent:
        send_into(box);
        break;
      case TraceEvent::Kind::handed_over:
        leave_queue(box.receivers, event_->partner, false);
        rule(box.content.empty(), "nobody waits to receive beside a message");
        break;
      case TraceEvent::Kind::taken_over:
        leave_queue(box.senders, event_->partner, box.group.order == TakeOrder::priority);
        rule(box.group.capacity == 0, "only a rendezvous takes from a sender's hands");
        break;
      case TraceEvent::Kind::received:
        receive_from(box);
        break;
      case TraceEvent::Kind::dropped:
        rule(!box.content.empty() && box.content.front().number == event_->message,
             "the earliest accepted message is dropped");
        if (!box.content.empty()) box.content.erase(box.content.begin());
        break;
      case TraceEvent::Kind::waits_to_send:
        rule(opcode == Opcode::send, "only a blocking send waits to send");
        rule(is_full(box) && box.receivers.empty(), "nobody waits to send where there is room");
        join(box.senders);
        break;
      case TraceEvent::Kind::waits_to_receive:
        rule(opcode == Opcode::receive, "only a blocking receive waits to receive");
        rule(box.content.empty() && box.senders.empty(), "nobody waits beside a message");
        join(box.receivers);
        break;
      case TraceEvent::Kind::timed_out:
        give_up(box);
        break;
      case TraceEvent::Kind::refused:
      case TraceEvent::Kind::lost:
        rule(opcode == Opcode::try_send, "only a nonblocking send is refused or lost");
        rule(is_full(box) && box.receivers.empty(),
             "a message is lost only where there is no room");
        break;
      default:
        rule(opcode == Opcode::try_receive || opcode == Opcode::poll_receive,
             "only a nonblocking receive finds nothing");
        rule(box.content.empty() && box.senders.empty(), "a look finds what is there");
    }
    rule(event_->depth == box.content.size(), "the depth is what was put in and not taken out");
    rule(box.group.capacity == kUnbounded || box.content.size() <= box.group.capacity,
         "a mailbox never holds more than its capacity");
  }

  static bool is_full(const Box& box) { return box.content.size() == box.group.capacity; }

  [[nodiscard]] std::int32_t priority() const {
    return run_.program.operations[run_.program.code[event_->at].operand].priority;
  }

  void join(std::vector<Waiting>& queue) {
    lives_[event_->process.index()].waits = true;
    queue.push_back({event_->process.value, priority()});
  }

  /// Whoever leaves served is the one that began to wait first, among those of highest priority
  /// where priority counts.
  void leave_queue(std::vector<Waiting>& queue, std::optional<ProcessId> served, bool by_priority) {
    if (queue.empty()) return rule(false, "only who waits is released");
    auto first = queue.begin();
    if (by_priority) {
      first = std::max_element(queue.begin(), queue.end(), [](const Waiting& a, const Waiting& b) {
        return a.priority < b.priority;
      });
    }
    rule(served && first->process == served->value, "who began to wait first is served first");
    lives_[first->process].waits = false;
    queue.erase(first);
  }

  void send_into(Box& box) {
    if (lives_[event_->process.index()].waits) {
      leave_queue(box.senders, event_->process, box.group.order == TakeOrder::priority);
      rule(before_.kind == TraceEvent::Kind::received && before_.mailbox == event_->mailbox,
           "a place is filled as soon as it becomes free");
    } else {
      rule(box.senders.empty(), "nobody overtakes those who wait to send");
    }
    rule(box.receivers.empty(), "nobody waits to receive beside a message");
    rule(box.content.empty() || box.content.back().number < event_->message,
         "messages are numbered in the order of acceptance");
    box.content.push_back({event_->message, priority()});
  }

  void receive_from(Box& box) {
    if (box.content.empty()) return rule(false, "only what is there is received");
    auto next = box.content.begin();
    if (box.group.order == TakeOrder::lifo) next = box.content.end() - 1;
    if (box.group.order == TakeOrder::priority) {
      next = std::max_element(
          box.content.begin(), box.content.end(),
          [](const Content& a, const Content& b) { return a.priority < b.priority; });
    }
    rule(next->number == event_->message, "messages are received in the mailbox's order");
    box.content.erase(next);
  }

  void give_up(Box& box) {
    Life& life = lives_[event_->process.index()];
    rule(life.waits || run_.program.code[event_->at].opcode == Opcode::poll_receive,
         "only who waits or polls gives up");
    life.waits = false;
    const auto is_self = [&](const Waiting& it) { return it.process == event_->process.value; };
    std::erase_if(box.senders, is_self);
    std::erase_if(box.receivers, is_self);
  }

  const RecordedRun& run_;
  const TraceEvent* event_ = nullptr;
  TraceEvent before_;
  std::vector<Life> lives_;
  std::vector<Box> boxes_;
  std::string broken_;
};

}  // namespace

std::string broken_rule(const RecordedRun& run) { return Rules(run).first_broken(); }

}  // namespace ipcsim::testing
