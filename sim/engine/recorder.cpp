#include "sim/engine/recorder.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace ipcsim {

Recorder::Recorder(const Program& program, const Cores& cores) : program_(program) {
  clear_measurements();
  busy_before_.resize(2 * program.links.size());
  ledgers_.resize(program.mailboxes);
  cores_.resize(cores.size());
  for (std::uint32_t core = 0; core < cores.size(); ++core) {
    cores_[core].host = cores.host_of_core(core);
  }
}

void Recorder::clear_measurements() {
  measurements_.processes.assign(program_.processes, {});
  measurements_.hosts.assign(program_.hosts.size(), {});
  measurements_.links.assign(program_.links.size(), {});
}

void Recorder::set_initial(MailboxId m, std::uint64_t messages) {
  at(m).depth = messages;
  at(m).ever_before = messages;
  at(m).measured.depth_max = messages;
}

void Recorder::begin_window(Instant now) {
  clear_measurements();
  window_begin_ = now;
  measurements_.window_begin = now;
  for (Ledger& ledger : ledgers_) {
    ledger.received_before += ledger.waits_and_latencies.count() + ledger.measured.wait.count();
    ledger.waits_and_latencies = {};
    ledger.measured = {};
    ledger.measured.depth_max = ledger.depth;
    ledger.depth_since = now;
    ledger.stays = 0;
  }
  for (CoreLedger& core : cores_) core.since = now;
}

void Recorder::drop(MailboxId m, const Message& accepted, Instant now) {
  ++at(m).measured.dropped;
  ++at(m).dropped_inside;
  end_stay(m, accepted, now);
}

void Recorder::set_core(Cores::Core core, CoreActivity activity, Instant now) {
  CoreLedger& ledger = cores_[core];
  HostMeasurements& host = measurements_.hosts[ledger.host.index()];
  const std::int64_t spent = (now - ledger.since).ns;
  if (ledger.activity == CoreActivity::idle) host.idle += spent;
  if (ledger.activity == CoreActivity::switching) host.switching += spent;
  ledger.activity = activity;
  ledger.since = now;
}

void Recorder::begin_switch(Cores::Core core, Instant now) {
  set_core(core, CoreActivity::switching, now);
  ++measurements_.hosts[cores_[core].host.index()].context_switches;
}

void Recorder::end_mailbox(MailboxId m, std::uint64_t messages_ever, const MessageStore& messages,
                           Instant end) {
  Ledger& ledger = at(m);
  ledger.ever = messages_ever;
  ledger.left_behind = messages.size();
  messages.for_each([&](const Message& message) { end_stay(m, message, end); });
  set_depth(m, messages.size(), end);
}

Measurements Recorder::end_window(Instant end) {
  measurements_.window_end = end;
  for (std::uint32_t core = 0; core < cores_.size(); ++core) {
    set_core(core, cores_[core].activity, end);
  }
  for (std::uint32_t h = 0; h < program_.hosts.size(); ++h) finish_host(HostId{h});
  measurements_.mailboxes.reserve(ledgers_.size());
  for (Ledger& ledger : ledgers_) {
    MailboxMeasurements& mailbox =
        measurements_.mailboxes.emplace_back(std::exchange(ledger.measured, {}));
    mailbox.wait.add_all(ledger.waits_and_latencies);
    mailbox.latency.add_all(ledger.waits_and_latencies);
    ledger.waits_and_latencies = {};
    mailbox.accepted = ledger.ever - ledger.ever_before;
    mailbox.received = mailbox.wait.count();
    ledger.received_before += mailbox.received;
    check(mailbox.depth_integral == ledger.stays + mailbox.wait.sum_ns(),
          "the integral of a mailbox's depth is the sum of its messages' stays");
    check(ledger.ever == ledger.received_before + ledger.dropped_inside + ledger.left_behind,
          "what came into a mailbox was received, dropped, or is still there");
  }
  return std::move(measurements_);
}

void Recorder::finish_host(HostId host) {
  const std::optional<std::uint32_t> cores = program_.hosts[host.index()].cores;
  if (!cores) return;
  const auto used = std::count_if(cores_.begin(), cores_.end(),
                                  [&](const CoreLedger& core) { return core.host == host; });
  const __int128 elapsed = (measurements_.window_end - measurements_.window_begin).ns;
  HostMeasurements& measured = measurements_.hosts[host.index()];
  measured.idle += (*cores - used) * elapsed;  // those that no process can ever come to
  const __int128 spent = time_on_host(program_, measurements_, host, Activity::computing) +
                         time_on_host(program_, measurements_, host, Activity::polling) +
                         measured.switching + measured.idle;
  check(spent == *cores * elapsed,
        "the cores of a host compute, poll, switch or are idle all the time");
}

}  // namespace ipcsim
