#include "tests/check/naive_program.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "sim/base/overloaded.hpp"
#include "sim/model/routes.hpp"

namespace ipcsim::testing {
namespace {

int host_number(HostId host) { return static_cast<int>(host.index()); }

std::vector<std::vector<bool>> losses(const Scenario& scenario) {
  const std::size_t hosts = std::max<std::size_t>(scenario.hosts.size(), 1);
  std::vector<std::vector<bool>> result(hosts, std::vector<bool>(hosts, false));
  for (std::uint32_t from = 0; from < hosts; ++from) {
    for (std::uint32_t to = 0; to < hosts; ++to) {
      const auto way = route(hosts, scenario.links, HostId{from}, HostId{to});
      if (!way) continue;
      result[from][to] = std::any_of(way->begin(), way->end(), [&](const Hop& hop) {
        return scenario.links[hop.link.index()].loss > 0;
      });
    }
  }
  return result;
}

/// Writes the places of one replica's program, from its end to its beginning: so whatever goes on
/// elsewhere knows where.
class Writer {
 public:
  struct Numbers {
    std::vector<int> first_mailbox;            // by mailbox group
    std::vector<int> first_process;            // by process group
    std::map<std::pair<int, int>, int> links;  // mailbox by sender and receiver
  };

  Writer(const Scenario& scenario, const Numbers& numbers, int group, int replica)
      : scenario_(scenario), numbers_(numbers), group_(group), replica_(replica) {}

  NaiveProcess process() {
    const ProcessSpec& spec = scenario_.processes[static_cast<std::size_t>(group_)];
    result_.service = spec.service;
    result_.host = host_number(spec.host);
    add({.kind = NaivePlace::Kind::jump});  // the beginning, set below
    const int end = add({.kind = NaivePlace::Kind::end});
    end_ = end;
    result_.places[0].next = block(spec.program, end);
    return result_;
  }

 private:
  struct OpenLoop {
    int leave = 0;
    int next_round = 0;
  };

  int add(NaivePlace place) {
    result_.places.push_back(std::move(place));
    return static_cast<int>(result_.places.size()) - 1;
  }

  int block(const Block& statements, int next) {
    for (auto it = statements.rbegin(); it != statements.rend(); ++it) next = statement(*it, next);
    return next;
  }

  /// The place at which the statement begins; behind it `next` follows.
  int statement(const Statement& it, int next) {
    return std::visit(
        Overloaded{
            [&](const Compute&) { return add({.kind = NaivePlace::Kind::pass, .next = next}); },
            [&](const Sleep&) { return add({.kind = NaivePlace::Kind::pass, .next = next}); },
            [&](const Send& send) { return add_send(send, next); },
            [&](const Receive& receive) { return add_receive(receive, next); },
            [&](const Call& call) { return add_call(call, next); },
            [&](const Reply&) { return add({.kind = NaivePlace::Kind::reply, .next = next}); },
            [&](const Multicast& multicast) { return add_multicast(multicast, next); },
            [&](const Select& select) { return add_select(select, next); },
            [&](const Loop& loop) { return add_loop(loop, next); },
            [&](const Break&) { return loops_.back().leave; },
            [&](const Continue&) { return loops_.back().next_round; },
            [&](const Stop&) { return end_; },
            [&](const Choose& choose) { return add_choose(choose, next); },
        },
        it.what);
  }

  NaiveTarget target(const MailboxRef& ref) const {
    const int first = numbers_.first_mailbox[ref.group.index()];
    const auto count = static_cast<int>(scenario_.mailboxes[ref.group.index()].elements());
    return indexed(first, 1, count, ref.form, static_cast<int>(ref.offset));
  }

  NaiveTarget indexed(int first, int stride, int count, IndexForm form, int offset) const {
    if (form == IndexForm::any) return {first, stride, count};
    int index = 0;
    if (form == IndexForm::fixed) index = offset;
    if (form == IndexForm::self || form == IndexForm::relative) {
      index = (replica_ + offset) % count;
    }
    return {first + index * stride, 0, 1};
  }

  [[nodiscard]] int replicas(ProcessGroupId group) const {
    return static_cast<int>(scenario_.processes[group.index()].count);
  }
  [[nodiscard]] int link(int from, int to) const { return numbers_.links.at({from, to}); }
  [[nodiscard]] int self() const {
    return numbers_.first_process[static_cast<std::size_t>(group_)] + replica_;
  }

  NaiveTarget target(const ProcessRef& ref) const {
    const int to = numbers_.first_process[ref.group.index()];
    const int count = replicas(ref.group);
    const int stride = count > 1 ? link(self(), to + 1) - link(self(), to) : 0;
    return indexed(link(self(), to), stride, count, ref.form, static_cast<int>(ref.offset));
  }

  std::vector<NaiveTarget> sources(const ProcessRef& ref) const {
    const int from = numbers_.first_process[ref.group.index()];
    const int count = replicas(ref.group);
    if (ref.form == IndexForm::whole) {
      std::vector<NaiveTarget> all;
      for (int i = 0; i < count; ++i) all.push_back({link(from + i, self()), 0, 1});
      return all;
    }
    const int stride = count > 1 ? link(from + 1, self()) - link(from, self()) : 0;
    return {indexed(link(from, self()), stride, count, ref.form, static_cast<int>(ref.offset))};
  }

  int add_send(const Send& send, int next) {
    NaivePlace place{.kind = NaivePlace::Kind::send, .next = block(send.then, next)};
    place.to = std::visit([&](const auto& to) { return target(to); }, send.to);
    place.otherwise = send.otherwise ? block(*send.otherwise, next) : next;
    place.priority = send.priority;
    make_sending(place, send.pinned, send.until, send.timeout.has_value());
    return add(place);
  }

  void make_sending(NaivePlace& place, std::optional<Mode> pinned, SendUntil until,
                    bool has_timeout) const {
    if (pinned.value_or(scenario_.send) == Mode::nonblocking) {
      place.mode = NaiveMode::at_once;
      return;
    }
    place.has_timeout = has_timeout;
    if (until == SendUntil::received) place.word = NaiveWord::receipt;
  }

  int add_call(const Call& call, int next) {
    return add({.kind = NaivePlace::Kind::send,
                .next = block(call.then, next),
                .otherwise = call.otherwise ? block(*call.otherwise, next) : next,
                .to = target(call.mailbox),
                .word = NaiveWord::reply,
                .has_timeout = call.timeout.has_value(),
                .priority = call.priority});
  }

  int add_receive(const Receive& receive, int next) {
    NaivePlace place{.kind = NaivePlace::Kind::receive, .next = block(receive.then, next)};
    place.otherwise = receive.otherwise ? block(*receive.otherwise, next) : next;
    place.has_timeout = receive.timeout.has_value();
    place.from =
        std::visit(Overloaded{
                       [&](const MailboxRef& ref) { return std::vector<NaiveTarget>{target(ref)}; },
                       [&](const ProcessRef& ref) { return sources(ref); },
                       [&](const AnySender&) { return all_sources(); },
                   },
                   receive.from);
    if (receive.pinned.value_or(scenario_.receive) == Mode::nonblocking) {
      const bool looks_once = receive.otherwise && !receive.timeout;
      place.mode = looks_once ? NaiveMode::at_once : NaiveMode::polling;
    }
    return add(place);
  }

  [[nodiscard]] std::vector<NaiveTarget> all_sources() const {
    std::vector<NaiveTarget> all;
    for (const auto& [pair, mailbox] : numbers_.links) {
      if (pair.second == self()) all.push_back({mailbox, 0, 1});
    }
    return all;
  }

  int add_multicast(const Multicast& multicast, int next) {
    for (auto ref = multicast.targets.rbegin(); ref != multicast.targets.rend(); ++ref) {
      const NaiveTarget whole = target(*ref);
      const bool is_all = ref->form == IndexForm::all;
      const auto elements = static_cast<int>(scenario_.mailboxes[ref->group.index()].elements());
      for (int i = is_all ? elements - 1 : 0; i >= 0; --i) {
        NaivePlace place{.kind = NaivePlace::Kind::send, .next = next, .otherwise = next};
        place.to = is_all ? NaiveTarget{whole.first + i, 0, 1} : whole;
        place.priority = multicast.priority;
        make_sending(place, multicast.pinned, multicast.until, multicast.timeout.has_value());
        next = add(place);
      }
    }
    return next;
  }

  int add_select(const Select& select, int next) {
    NaivePlace place{.kind = NaivePlace::Kind::select};
    for (const Select::Alternative& alternative : select.alternatives) {
      const int body = block(alternative.body, next);
      if (const auto* send = std::get_if<Select::Send>(&alternative.what)) {
        place.alternatives.push_back({true, target(send->mailbox), send->priority, body});
      } else if (const auto* receive = std::get_if<Select::Receive>(&alternative.what)) {
        place.alternatives.push_back({false, target(receive->mailbox), 0, body});
      } else {
        place.ways.push_back(body);
      }
    }
    place.has_else = select.otherwise.has_value();
    if (select.otherwise) place.otherwise = block(*select.otherwise, next);
    return add(place);
  }

  int add_loop(const Loop& loop, int next) {
    if (loop.count && *loop.count == 0) return next;
    const int round = add({.kind = NaivePlace::Kind::jump});
    loops_.push_back({next, round});
    if (!loop.count) {
      result_.places[static_cast<std::size_t>(round)].next = block(loop.body, round);
      loops_.pop_back();
      return round;
    }
    const int counter = result_.counters++;
    const int begin = block(loop.body, round);
    loops_.pop_back();
    result_.places[static_cast<std::size_t>(round)] = {
        .kind = NaivePlace::Kind::end_round, .next = begin, .otherwise = next, .counter = counter};
    return add({.kind = NaivePlace::Kind::begin_loop,
                .next = begin,
                .counter = counter,
                .rounds = static_cast<int>(*loop.count)});
  }

  int add_choose(const Choose& choose, int next) {
    NaivePlace place{.kind = NaivePlace::Kind::branch};
    for (const Choose::Branch& branch : choose.branches) {
      if (branch.weight > 0) place.ways.push_back(block(branch.body, next));
    }
    return add(place);
  }

  const Scenario& scenario_;
  const Numbers& numbers_;
  int group_;
  int replica_;
  int end_ = 0;
  std::vector<OpenLoop> loops_;
  NaiveProcess result_;
};

}  // namespace

NaiveProgram naive_program(const Scenario& scenario) {
  NaiveProgram program;
  program.loses = losses(scenario);
  Writer::Numbers numbers;
  for (const MailboxSpec& spec : scenario.mailboxes) {
    numbers.first_mailbox.push_back(static_cast<int>(program.mailboxes.size()));
    const int capacity = spec.capacity ? static_cast<int>(*spec.capacity) : -1;
    for (std::uint32_t i = 0; i < spec.elements(); ++i) {
      program.mailboxes.push_back({capacity, spec.when_full, spec.order,
                                   static_cast<int>(spec.initial), host_number(spec.host)});
    }
  }
  int processes = 0;
  for (const ProcessSpec& spec : scenario.processes) {
    numbers.first_process.push_back(processes);
    processes += static_cast<int>(spec.count);
  }
  const int capacity = scenario.direct_capacity ? static_cast<int>(*scenario.direct_capacity) : -1;
  for (const DirectLink& link : scenario.direct_links) {
    // By sender and, for each, by receiver: so the links of one sender lie at equal distances.
    for (std::uint32_t from = 0; from < scenario.processes[link.from.index()].count; ++from) {
      for (std::uint32_t to = 0; to < scenario.processes[link.to.index()].count; ++to) {
        numbers.links[{numbers.first_process[link.from.index()] + static_cast<int>(from),
                       numbers.first_process[link.to.index()] + static_cast<int>(to)}] =
            static_cast<int>(program.mailboxes.size());
        program.mailboxes.push_back({capacity, WhenFull::refuse, Order::fifo, 0,
                                     host_number(scenario.processes[link.to.index()].host)});
      }
    }
  }
  for (std::size_t group = 0; group < scenario.processes.size(); ++group) {
    for (std::uint32_t replica = 0; replica < scenario.processes[group].count; ++replica) {
      program.processes.push_back(
          Writer(scenario, numbers, static_cast<int>(group), static_cast<int>(replica)).process());
    }
  }
  return program;
}

}  // namespace ipcsim::testing
