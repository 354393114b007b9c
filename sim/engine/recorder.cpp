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
  measurements_ = {};
  measurements_.mailboxes.resize(program_.mailboxes);
  measurements_.processes.resize(program_.processes);
  measurements_.hosts.resize(program_.hosts.size());
  measurements_.links.resize(program_.links.size());
}

void Recorder::set_initial(MailboxId m, std::uint64_t messages) {
  ledgers_[m.index()].initial = messages;
  ledgers_[m.index()].depth = messages;
  at(m).depth_max = messages;
}

void Recorder::begin_window(Instant now) {
  clear_measurements();
  measurements_.window_begin = now;
  for (std::size_t i = 0; i < ledgers_.size(); ++i) {
    measurements_.mailboxes[i].depth_max = ledgers_[i].depth;
    ledgers_[i].depth_since = now;
    ledgers_[i].stays = 0;
  }
  for (CoreLedger& core : cores_) core.since = now;
}

void Recorder::accept(MailboxId m) {
  ++at(m).accepted;
  ++ledgers_[m.index()].accepted;
}

void Recorder::receive(MailboxId m, const Message& message, Instant now, Duration waited) {
  MailboxMeasurements& mailbox = at(m);
  ++mailbox.received;
  ++ledgers_[m.index()].received;
  mailbox.wait.add(now - message.accepted);
  mailbox.latency.add(now - message.begun);
  mailbox.receive_wait.add(waited);
  end_stay(m, message, now);
}

void Recorder::drop(MailboxId m, const Message& accepted, Instant now) {
  ++at(m).dropped;
  ++ledgers_[m.index()].dropped_inside;
  end_stay(m, accepted, now);
}

void Recorder::end_stay(MailboxId m, const Message& message, Instant now) {
  ledgers_[m.index()].stays += (now - std::max(message.accepted, measurements_.window_begin)).ns;
}

void Recorder::set_depth(MailboxId m, std::uint64_t depth, Instant now) {
  Ledger& ledger = ledgers_[m.index()];
  MailboxMeasurements& mailbox = at(m);
  mailbox.depth_integral += static_cast<__int128>(ledger.depth) * (now - ledger.depth_since).ns;
  mailbox.depth_max = std::max(mailbox.depth_max, depth);
  ledger.depth = depth;
  ledger.depth_since = now;
}

void Recorder::spend(ProcessId p, Activity activity, Duration time) {
  const auto index = static_cast<std::size_t>(activity);
  if (index < kMeasuredActivities) measurements_.processes[p.index()].time[index] += time.ns;
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

void Recorder::leave_behind(MailboxId m, const MessageStore& messages, Instant end) {
  ledgers_[m.index()].left_behind = messages.size();
  messages.for_each([&](const Message& message) { end_stay(m, message, end); });
  set_depth(m, messages.size(), end);
}

Measurements Recorder::end_window(Instant end) {
  measurements_.window_end = end;
  for (std::uint32_t core = 0; core < cores_.size(); ++core) {
    set_core(core, cores_[core].activity, end);
  }
  for (std::uint32_t h = 0; h < program_.hosts.size(); ++h) finish_host(HostId{h});
  for (std::size_t i = 0; i < ledgers_.size(); ++i) {
    const Ledger& ledger = ledgers_[i];
    check(measurements_.mailboxes[i].depth_integral == ledger.stays,
          "the integral of a mailbox's depth is the sum of its messages' stays");
    check(ledger.initial + ledger.accepted ==
              ledger.received + ledger.dropped_inside + ledger.left_behind,
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
