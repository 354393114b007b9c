#include "tests/property/recount.hpp"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "tests/property/statement_index.hpp"

namespace ipcsim::testing {
namespace {

struct Times {
  std::uint64_t count = 0;
  std::int64_t sum = 0;  // ns
  std::int64_t max = 0;  // ns

  void add(std::int64_t ns) {
    ++count;
    sum += ns;
    max = std::max(max, ns);
  }
};

struct MailboxCounts {
  std::uint64_t accepted = 0;
  std::uint64_t received = 0;
  std::uint64_t refused = 0;
  std::uint64_t dropped = 0;
  std::uint64_t late_replies = 0;
  Times wait;
  Times latency;
  Times send_wait;
  Times receive_wait;
  std::int64_t depth_integral = 0;
  std::uint64_t depth_max = 0;

  std::uint64_t depth = 0;  // what these two hold since the window began
  std::int64_t depth_since = 0;
};

struct Birth {
  std::int64_t begun = 0;     // the send
  std::int64_t accepted = 0;  // ns
};

/// What a process waits or polls for, since when.
struct Standing {
  Activity activity = Activity::stepping;
  std::int64_t begun = 0;  // the operation, ns
  std::int64_t since = 0;  // as its time is spent so, ns; later if its message was accepted before
  const Statement* statement = nullptr;
};

class Recount {
 public:
  explicit Recount(const RecordedRun& run)
      : run_(run),
        statements_(run),
        begin_(run.result.measurements.window_begin.ns),
        end_(run.result.measurements.window_end.ns),
        is_measured_(run.options.warmup <= run.result.end),
        mailboxes_(run.program.mailboxes),
        standings_(run.program.processes),
        polls_(run.program.processes, 0),
        spent_(run.program.processes) {
    for (std::uint32_t m = 0; m < run.program.mailboxes; ++m) {
      mailboxes_[m].depth =
          run.program.mailbox_groups[group_of(run.program, MailboxId{m}).index()].initial;
      mailboxes_[m].depth_max = mailboxes_[m].depth;
      mailboxes_[m].depth_since = begin_;
    }
    for (const TraceEvent& event : run.events) count(event);
    for (std::uint32_t p = 0; p < standings_.size(); ++p) leave(p, end_);
    for (MailboxCounts& mailbox : mailboxes_) set_depth(mailbox, mailbox.depth, end_);
  }

  [[nodiscard]] std::string difference() const {
    std::ostringstream out;
    for (std::uint32_t m = 0; m < mailboxes_.size(); ++m) compare_mailbox(m, out);
    for (std::uint32_t p = 0; p < spent_.size(); ++p) {
      const ProcessMeasurements& measured = run_.result.measurements.processes[p];
      const std::string name = "process " + std::to_string(p) + " ";
      compare(out, name + "polls", measured.polls, polls_[p]);
      for (std::size_t a = 0; a < kMeasuredActivities; ++a) {
        compare(out, name + "activity " + std::to_string(a), measured.time[a], spent_[p][a]);
      }
    }
    return out.str();
  }

 private:
  [[nodiscard]] bool counts(std::int64_t time) const { return is_measured_ && time >= begin_; }

  void count(const TraceEvent& event) {
    const std::uint32_t p = event.process.value;
    const std::int64_t now = event.time.ns;
    const bool counted = counts(now);
    switch (event.kind) {
      case TraceEvent::Kind::computes:
      case TraceEvent::Kind::pays:
        spend(p, Activity::computing, now, event.until.ns);
        break;
      case TraceEvent::Kind::sleeps:
        spend(p, Activity::sleeping, now, event.until.ns);
        break;
      case TraceEvent::Kind::waits_to_send:
        stand(event, Activity::blocked_send);
        break;
      case TraceEvent::Kind::waits_to_receive:
        stand(event, Activity::blocked_receive);
        break;
      case TraceEvent::Kind::waits_in_select: {
        const bool receives =
            !statements_.receives_of(statements_.of(event), event.process).empty();
        stand(event, receives ? Activity::blocked_receive : Activity::blocked_send);
        break;
      }
      case TraceEvent::Kind::after_passed:
        leave(p, now);
        break;
      case TraceEvent::Kind::looks:
        if (standings_[p].activity != Activity::polling) stand(event, Activity::polling);
        polls_[p] += counted ? 1 : 0;
        break;
      case TraceEvent::Kind::found_none:
        polls_[p] += counted ? 1 : 0;
        break;
      case TraceEvent::Kind::timed_out:
        give_up(event, counted);
        break;
      case TraceEvent::Kind::started:
      case TraceEvent::Kind::took_else:
      case TraceEvent::Kind::finished:
        break;
      default:
        count_message(event, mailboxes_[event.mailbox.index()], counted);
    }
  }

  void count_message(const TraceEvent& event, MailboxCounts& mailbox, bool counted) {
    const std::uint32_t p = event.process.value;
    const std::int64_t now = event.time.ns;
    switch (event.kind) {
      case TraceEvent::Kind::sent:
        accept(event, p, statements_.of(event), counted);
        break;
      case TraceEvent::Kind::handed_over:
        accept(event, p, statements_.of(event), counted);
        receive(event, event.partner->value, mailbox, counted);
        break;
      case TraceEvent::Kind::taken_over:
        accept(event, event.partner->value, *standings_[event.partner->index()].statement, counted);
        receive(event, p, mailbox, counted);
        break;
      case TraceEvent::Kind::received:
        receive(event, p, mailbox, counted);
        break;
      case TraceEvent::Kind::refused:
        mailbox.refused += counted ? 1 : 0;
        break;
      case TraceEvent::Kind::lost:
      case TraceEvent::Kind::dropped:
        mailbox.dropped += counted ? 1 : 0;
        break;
      case TraceEvent::Kind::receipt_came:
      case TraceEvent::Kind::reply_came: {
        const std::int64_t waited = leave(p, now);
        if (counted) mailbox.send_wait.add(waited);
        break;
      }
      case TraceEvent::Kind::message_dropped:
        leave(p, now);
        break;
      case TraceEvent::Kind::replied_late:
        mailbox.late_replies += counted ? 1 : 0;
        break;
      default:
        break;
    }
    set_depth(mailbox, event.depth, now);
  }

  void stand(const TraceEvent& event, Activity activity) {
    standings_[event.process.index()] = {.activity = activity,
                                         .begun = event.time.ns,
                                         .since = event.time.ns,
                                         .statement = &statements_.of(event)};
  }

  /// The time of a receive from any of several mailboxes is no mailbox's if none had a message.
  void give_up(const TraceEvent& event, bool counted) {
    const std::uint32_t p = event.process.value;
    const Activity activity = standings_[p].activity;
    const std::int64_t waited = leave(p, event.time.ns);
    if (!counted) return;
    if (activity == Activity::polling) ++polls_[p];
    if (!speaks_of_mailbox(event)) return;
    MailboxCounts& mailbox = mailboxes_[event.mailbox.index()];
    (activity == Activity::blocked_send ? mailbox.send_wait : mailbox.receive_wait).add(waited);
  }

  void accept(const TraceEvent& event, std::uint32_t sender, const Statement& statement,
              bool counted) {
    const std::int64_t now = event.time.ns;
    const std::int64_t waited = leave(sender, now);
    births_[{event.mailbox.value, event.message}] = {now - waited, now};
    MailboxCounts& mailbox = mailboxes_[event.mailbox.index()];
    mailbox.accepted += counted ? 1 : 0;
    if (statements_.awaited(statement) != Awaited::nothing) {
      standings_[sender] = {.activity = Activity::blocked_send,
                            .begun = now - waited,
                            .since = now,
                            .statement = &statement};
    } else if (counted) {
      mailbox.send_wait.add(waited);
    }
  }

  void receive(const TraceEvent& event, std::uint32_t receiver, MailboxCounts& mailbox,
               bool counted) {
    const std::int64_t waited = leave(receiver, event.time.ns);
    const Birth birth = births_[{event.mailbox.value, event.message}];
    if (!counted) return;
    ++mailbox.received;
    mailbox.receive_wait.add(waited);
    mailbox.wait.add(event.time.ns - birth.accepted);
    mailbox.latency.add(event.time.ns - birth.begun);
  }

  /// Ends p's waiting or polling; how long the operation lasted.
  std::int64_t leave(std::uint32_t p, std::int64_t now) {
    const Standing standing = std::exchange(standings_[p], {});
    if (standing.activity == Activity::stepping) return 0;
    spend(p, standing.activity, standing.since, now);
    return now - standing.begun;
  }

  void spend(std::uint32_t p, Activity activity, std::int64_t from, std::int64_t to) {
    const std::int64_t clipped = std::min(to, end_) - std::max(from, begin_);
    spent_[p][static_cast<std::size_t>(activity)] += std::max<std::int64_t>(clipped, 0);
  }

  void set_depth(MailboxCounts& mailbox, std::uint64_t depth, std::int64_t now) const {
    if (counts(now)) {
      mailbox.depth_integral +=
          static_cast<std::int64_t>(mailbox.depth) * (now - mailbox.depth_since);
      mailbox.depth_max = std::max(mailbox.depth_max, depth);
      mailbox.depth_since = now;
    } else {
      mailbox.depth_max = depth;
    }
    mailbox.depth = depth;
  }

  template <class Value, class Other>
  static void compare(std::ostream& out, const std::string& name, Value measured, Other counted) {
    if (static_cast<std::int64_t>(measured) == static_cast<std::int64_t>(counted)) return;
    out << name << ": measured " << static_cast<std::int64_t>(measured) << ", counted "
        << static_cast<std::int64_t>(counted) << "\n";
  }

  static void compare_times(std::ostream& out, const std::string& name, const Histogram& measured,
                            const Times& counted) {
    compare(out, name + " count", measured.count(), counted.count);
    if (measured.count() != counted.count || counted.count == 0) return;
    compare(out, name + " max", measured.max().ns, counted.max);
    const double mean = static_cast<double>(counted.sum) / static_cast<double>(counted.count);
    if (measured.mean_ns() != mean) out << name << " mean differs\n";
  }

  void compare_mailbox(std::uint32_t m, std::ostream& out) const {
    const MailboxMeasurements& measured = run_.result.measurements.mailboxes[m];
    const MailboxCounts& counted = mailboxes_[m];
    const std::string name = "mailbox " + std::to_string(m) + " ";
    compare(out, name + "accepted", measured.accepted, counted.accepted);
    compare(out, name + "received", measured.received, counted.received);
    compare(out, name + "refused", measured.refused, counted.refused);
    compare(out, name + "dropped", measured.dropped, counted.dropped);
    compare(out, name + "late replies", measured.late_replies, counted.late_replies);
    compare(out, name + "depth integral", measured.depth_integral, counted.depth_integral);
    compare(out, name + "depth max", measured.depth_max, counted.depth_max);
    compare_times(out, name + "wait", measured.wait, counted.wait);
    compare_times(out, name + "latency", measured.latency, counted.latency);
    compare_times(out, name + "send_wait", measured.send_wait, counted.send_wait);
    compare_times(out, name + "receive_wait", measured.receive_wait, counted.receive_wait);
  }

  const RecordedRun& run_;
  StatementIndex statements_;
  std::int64_t begin_;
  std::int64_t end_;
  bool is_measured_;  // the run reached the end of its warm-up
  std::vector<MailboxCounts> mailboxes_;
  std::vector<Standing> standings_;  // by process
  std::vector<std::uint64_t> polls_;
  std::vector<std::array<std::int64_t, kMeasuredActivities>> spent_;
  std::map<std::pair<std::uint32_t, std::uint64_t>, Birth> births_;  // by mailbox and number
};

}  // namespace

std::string difference_from_recount(const RecordedRun& run) { return Recount(run).difference(); }

}  // namespace ipcsim::testing
