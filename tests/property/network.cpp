#include "tests/property/network.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "tests/property/random_program.hpp"

namespace ipcsim::testing {
namespace {

/// What one process's program does with mailboxes, by their names.
struct Uses {
  std::set<std::string> any;
  std::set<std::string> received;
  std::set<std::string> sent_in_select;
};

class UseFinder {
 public:
  explicit UseFinder(std::string box) : box_(std::move(box)) {}

  Uses find(const Json& program) && {
    visit(program, false);
    return std::move(uses_);
  }

 private:
  void visit(const Json& node, bool in_select) {
    if (node.is_array()) {
      for (const Json& element : node) visit(element, in_select);
    }
    if (!node.is_object()) return;
    for (const auto& [key, value] : node.items()) {
      if (key == "receive") uses_.received.insert(named(value));
      if (key == "send" && in_select) uses_.sent_in_select.insert(named(value));
      if (key == "receive" || key == "send" || key == "call") uses_.any.insert(named(value));
      if (key == "multicast") {
        for (const Json& target : value) uses_.any.insert(named(target));
      }
      if (value.is_array()) visit(value, key == "select");
    }
  }

  [[nodiscard]] std::string named(const Json& name) const {
    const auto text = name.get<std::string>();
    const std::string mailbox = text == "${box}" ? box_ : text;
    return mailbox.substr(0, mailbox.find('['));
  }

  std::string box_;
  Uses uses_;
};

/// Which processes must share a host.
class Neighbours {
 public:
  explicit Neighbours(std::size_t processes) : of_(processes) {
    std::iota(of_.begin(), of_.end(), std::size_t{0});
  }
  std::size_t leader(std::size_t p) const { return of_[p] == p ? p : leader(of_[p]); }
  void join(std::size_t p, std::size_t q) { of_[leader(p)] = leader(q); }

 private:
  std::vector<std::size_t> of_;
};

Neighbours neighbours_in(const Json& scenario) {
  std::vector<Uses> uses;
  for (const auto& [name, process] : scenario["processes"].items()) {
    const Json& program = process["program"];
    const bool is_shared = program.is_string();
    const Json& body = is_shared ? scenario["programs"][program.get<std::string>()] : program;
    uses.push_back(UseFinder(is_shared ? process["with"]["box"] : Json("")).find(body));
  }
  Neighbours neighbours(uses.size());
  std::map<std::string, std::size_t> receiver;
  std::set<std::string> in_select;
  for (const Uses& it : uses) in_select.insert(it.sent_in_select.begin(), it.sent_in_select.end());
  for (std::size_t p = 0; p < uses.size(); ++p) {
    for (const std::string& mailbox : uses[p].any) {
      if (!uses[p].received.contains(mailbox) && !in_select.contains(mailbox)) continue;
      const auto [first, is_new] = receiver.try_emplace(mailbox, p);
      if (!is_new) neighbours.join(p, first->second);
    }
  }
  return neighbours;
}

Json random_link(Dice& dice, const std::string& one, const std::string& other) {
  Json link{{"between", {one, other}}};
  if (dice.chance(80)) {
    link["latency"] = dice.chance(50) ? Json(random_ns(dice.below(20)))
                                      : Json{{"uniform", {"0ns", random_ns(1 + dice.below(20))}}};
  }
  if (dice.chance(60)) link["bandwidth"] = dice.pick({"1Gbps", "3Gbps", "8Gbps", "20Gbps"});
  if (dice.chance(30)) link["loss"] = 0.05 * (1 + dice.below(8));
  return link;
}

std::string host_named(std::size_t host) { return "h" + std::to_string(host); }

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

std::string over_network(const std::string& scenario, std::uint64_t seed) {
  Dice dice(seed);
  Json json = Json::parse(scenario);
  json["run"].erase("warmup");
  const std::size_t hosts = 2 + dice.below(3);
  Json links = Json::array();
  for (std::size_t host = 0; host < hosts; ++host) {
    Json cores = Json::object();
    if (dice.chance(25)) cores = {{"cores", 1 + dice.below(2)}, {"costs", {{"send", "1ns"}}}};
    json["hosts"][host_named(host)] = cores;
    if (host == 0) continue;
    links.push_back(random_link(dice, host_named(dice.below_size(host)), host_named(host)));
  }
  if (hosts > 2 && dice.chance(40)) {
    Json link = random_link(dice, host_named(0), host_named(hosts - 1));
    link["name"] = "short cut";
    links.push_back(link);
  }
  json["links"] = links;
  const Neighbours neighbours = neighbours_in(json);
  std::map<std::size_t, std::string> host_of;
  std::size_t p = 0;
  for (auto& [name, process] : json["processes"].items()) {
    const std::string host = host_named(dice.below_size(hosts));
    process["host"] = host_of.try_emplace(neighbours.leader(p++), host).first->second;
  }
  return json.dump(1);
}

NetworkStory network_story(const RecordedRun& run) { return Teller(run).tell(); }

}  // namespace ipcsim::testing
