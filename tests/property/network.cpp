#include "tests/property/network.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace ipcsim::testing {
namespace {

/// The story of the messages between hosts, told from the trace event by event.
class Teller {
 public:
  explicit Teller(const RecordedRun& run)
      : run_(run),
        at_mailbox_(run.program.processes),
        mailboxes_(run.program.mailboxes),
        links_(run.program.links.size()) {
    const auto& links = run.scenario->links;
    keeps_order_ =
        std::all_of(links.begin(), links.end(), [](const LinkSpec& it) { return it.loss == 0; });
  }

  NetworkStory tell() && {
    for (const TraceEvent& event : run_.events) follow(event);
    compare();
    return std::move(story_);
  }

 private:
  using Kind = TraceEvent::Kind;
  struct Counts {
    std::uint64_t accepted = 0;
    std::uint64_t received = 0;
    std::uint64_t refused = 0;
    std::uint64_t dropped = 0;
    std::uint64_t lost = 0;
  };

  void rule(bool holds, const std::string& claim) {
    if (!holds && story_.broken.empty()) story_.broken = claim;
  }

  void follow(const TraceEvent& event) {
    if (event.kind == Kind::finished) ++finished_;
    if (event.kind == Kind::timed_out) withdraw(event.process);
    if (event.kind == Kind::sets_out) set_out(event);
    if (event.kind == Kind::lost_under_way || event.kind == Kind::reply_lost) lose(event);
    if (!speaks_of_mailbox(event)) return;
    count(event, mailboxes_[event.mailbox.index()]);
    const bool taken = event.kind == Kind::taken_over;
    if (event.from_afar) come(event, taken ? *event.partner : event.process);
  }

  void count(const TraceEvent& event, Counts& mailbox) const {
    const bool accepts = event.kind == Kind::sent || event.kind == Kind::handed_over ||
                         event.kind == Kind::taken_over;
    const bool receives = event.kind == Kind::received || event.kind == Kind::handed_over ||
                          event.kind == Kind::taken_over;
    const bool is_gone = event.kind == Kind::lost_under_way && event.until == kNever;
    mailbox.accepted += accepts ? 1 : 0;
    mailbox.received += receives ? 1 : 0;
    mailbox.refused += event.kind == Kind::refused ? 1 : 0;
    mailbox.dropped += event.kind == Kind::lost || event.kind == Kind::dropped ? 1 : 0;
    mailbox.lost += is_gone || event.kind == Kind::not_repeated ? 1 : 0;
  }

  void set_out(const TraceEvent& event) {
    ++story_.set_out;
    rule(!at_mailbox_[event.process.index()], "who waits for word sends nothing");
    under_way_[way_of(event.process, event.mailbox)].push_back(event.process);
  }

  void lose(const TraceEvent& event) {
    ++story_.lost;
    ++links_[event.link.index()];
  }

  /// An event of a message that p sent to another host's mailbox.
  void come(const TraceEvent& event, ProcessId p) {
    const bool is_under_way = event.kind == Kind::lost_under_way ||
                              event.kind == Kind::reply_lost || event.kind == Kind::replied_late ||
                              event.kind == Kind::not_repeated;
    if (is_under_way) return;
    std::optional<MailboxId>& waits_at = at_mailbox_[p.index()];
    if (waits_at == event.mailbox) {
      rule(event.kind == Kind::sent || event.kind == Kind::taken_over,
           "what waits at a mailbox is accepted, or withdrawn");
      waits_at.reset();
      return;
    }
    rule(event.kind != Kind::taken_over, "only what waits is taken from there");
    ++story_.arrived;
    if (event.kind == Kind::waits_to_send) waits_at = event.mailbox;
    if (!keeps_order_) return;
    auto& sent = under_way_[way_of(p, event.mailbox)];
    rule(!sent.empty() && sent.front() == p, "messages arrive in the order in which they set out");
    if (!sent.empty()) sent.pop_front();
  }

  void withdraw(ProcessId p) {
    if (at_mailbox_[p.index()]) ++story_.withdrawn;
    at_mailbox_[p.index()].reset();
  }

  void compare() {
    const Measurements& measured = run_.result.measurements;
    std::uint64_t lost_for_good = 0;
    for (std::size_t m = 0; m < mailboxes_.size(); ++m) {
      const MailboxMeasurements& mailbox = measured.mailboxes[m];
      const Counts& counted = mailboxes_[m];
      rule(mailbox.accepted == counted.accepted, "accepted is what the trace tells");
      rule(mailbox.received == counted.received, "received is what the trace tells");
      rule(mailbox.refused == counted.refused, "refused is what the trace tells");
      rule(mailbox.dropped == counted.dropped, "dropped is what the trace tells");
      rule(mailbox.lost == counted.lost, "lost is what the trace tells");
      lost_for_good += counted.lost;
    }
    for (std::size_t link = 0; link < links_.size(); ++link) {
      rule(measured.links[link].lost == links_[link], "a link's lost is what the trace tells");
    }
    rule(story_.set_out >= story_.arrived + lost_for_good, "only what set out arrives or is lost");
    const bool is_still = run_.result.reason == EndReason::deadlock;
    rule(!is_still || story_.set_out == story_.arrived + lost_for_good,
         "at a standstill nothing is under way");
    check_end();
  }

  /// If something counted as under way that is not, nobody would seem stuck.
  void check_end() {
    if (run_.result.reason != EndReason::completed) return;
    std::uint64_t to_finish = 0;
    std::uint64_t services = 0;
    for (const ProcessGroup& group : run_.program.process_groups) {
      (group.service ? services : to_finish) += group.count;
    }
    rule(finished_ >= to_finish && finished_ <= to_finish + services,
         "a completed run has finished every process that is no service");
  }

  [[nodiscard]] std::pair<HostId, MailboxId> way_of(ProcessId p, MailboxId mailbox) const {
    return {run_.program.process_groups[group_of(run_.program, p).index()].host, mailbox};
  }

  const RecordedRun& run_;
  NetworkStory story_;
  bool keeps_order_ = false;
  std::vector<std::optional<MailboxId>> at_mailbox_;  // by process: where its message waits
  std::map<std::pair<HostId, MailboxId>, std::deque<ProcessId>> under_way_;
  std::vector<Counts> mailboxes_;
  std::vector<std::uint64_t> links_;  // lost
  std::uint64_t finished_ = 0;
};

}  // namespace

NetworkStory network_story(const RecordedRun& run) { return Teller(run).tell(); }

}  // namespace ipcsim::testing
