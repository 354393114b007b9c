#include "sim/engine/cores.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace ipcsim {

Cores::Cores(const Program& program) {
  std::vector<std::uint32_t> users(program.hosts.size(), 0);
  for (const ProcessGroup& group : program.process_groups) users[group.host.index()] += group.count;
  std::vector<std::uint32_t> limited(program.hosts.size(), kNone);
  for (std::uint32_t h = 0; h < program.hosts.size(); ++h) {
    const Host& host = program.hosts[h];
    if (!host.cores) continue;
    limited[h] = static_cast<std::uint32_t>(hosts_.size());
    CoreState core;
    core.host = limited[h];
    const std::uint32_t count = std::min(*host.cores, users[h]);
    hosts_.push_back({HostId{h}, size(), count, count, host.quantum, host.context_switch,
                      RingBuffer<ProcessId>()});
    cores_.resize(cores_.size() + count, core);
  }
  if (hosts_.empty()) return;
  processes_.resize(program.processes);
  for (const ProcessGroup& group : program.process_groups) {
    for (std::uint32_t i = 0; i < group.count; ++i) {
      processes_[group.first.index() + i].host = limited[group.host.index()];
    }
  }
}

std::optional<Cores::Core> Cores::core_of(ProcessId p) const {
  if (processes_.empty() || processes_[p.index()].core == kNone) return std::nullopt;
  return processes_[p.index()].core;
}

bool Cores::is_unrivalled(ProcessId p) const {
  return core_of(p).has_value() && hosts_[processes_[p.index()].host].ready.empty();
}

std::optional<Cores::Turn> Cores::demand(ProcessId p, Duration work_wanted, bool is_look) {
  ProcessOnHost& process = processes_[p.index()];
  process.left = work_wanted;
  process.is_look = is_look;
  HostState& host = hosts_[process.host];
  if (process.core != kNone) {
    const Core core = process.core;
    const bool repeats_a_look = is_look && cores_[core].after_look;
    const bool quantum_is_over = host.quantum.ns > 0 && cores_[core].quantum_left.ns == 0;
    const bool yields = host.quantum.ns > 0 ? quantum_is_over : repeats_a_look;
    if (yields && !host.ready.empty()) {
      put_back(core);
      return dispatch_next(core);
    }
    if (quantum_is_over) cores_[core].quantum_left = host.quantum;
    return work(core);
  }
  if (host.idle == 0) {
    host.ready.push_back(p);
    ++ready_;
    return std::nullopt;
  }
  --host.idle;
  return dispatch(idle_core(host, process), p);
}

std::optional<Cores::Turn> Cores::release(ProcessId p) {
  ProcessOnHost& process = processes_[p.index()];
  const Core core = process.core;
  process.core = kNone;
  cores_[core].process = ProcessId{kNone};
  if (std::optional<Turn> turn = dispatch_next(core)) return turn;
  ++host_of(cores_[core]).idle;
  return std::nullopt;
}

Cores::TurnEnd Cores::end_turn(Core core) {
  CoreState& state = cores_[core];
  const ProcessId p = state.process;
  ProcessOnHost& process = processes_[p.index()];
  TurnEnd end;
  if (state.switching) {
    state.switching = false;
    end.next = work(core);
    return end;
  }
  HostState& host = host_of(state);
  process.left.ns -= state.turn.ns;
  if (host.quantum.ns > 0) state.quantum_left.ns -= state.turn.ns;
  state.after_look = process.is_look;
  if (process.left.ns == 0) {
    end.done = p;
    return end;
  }
  if (!host.ready.empty()) {
    put_back(core);
    end.put_back = p;
    end.next = dispatch_next(core);
    return end;
  }
  state.quantum_left = host.quantum;
  end.next = work(core);
  return end;
}

/// The one that the process had last, if it is idle, else the first that is.
Cores::Core Cores::idle_core(const HostState& host, const ProcessOnHost& process) const {
  const auto is_idle = [&](Core core) { return cores_[core].process == ProcessId{kNone}; };
  if (process.last_core != kNone && is_idle(process.last_core)) return process.last_core;
  for (Core core = host.first; core < host.first + host.count; ++core) {
    if (is_idle(core)) return core;
  }
  fail_check("a host that counts an idle core has one");
}

Cores::Turn Cores::dispatch(Core core, ProcessId p) {
  CoreState& state = cores_[core];
  const HostState& host = host_of(state);
  const bool changes = state.last != p && state.last != ProcessId{kNone};
  state.process = p;
  state.last = p;
  state.quantum_left = host.quantum;
  state.after_look = false;
  processes_[p.index()].core = core;
  processes_[p.index()].last_core = core;
  if (!changes) return work(core);
  state.switching = true;
  return {core, p, true, host.context_switch};
}

std::optional<Cores::Turn> Cores::dispatch_next(Core core) {
  HostState& host = host_of(cores_[core]);
  if (host.ready.empty()) return std::nullopt;
  --ready_;
  return dispatch(core, host.ready.pop_front());
}

/// A stretch of work, to its end or to that of the quantum.
Cores::Turn Cores::work(Core core) {
  CoreState& state = cores_[core];
  const Duration left = processes_[state.process.index()].left;
  const bool is_cut = host_of(state).quantum.ns > 0 && state.quantum_left < left;
  state.turn = is_cut ? state.quantum_left : left;
  return {core, state.process, false, state.turn};
}

void Cores::put_back(Core core) {
  CoreState& state = cores_[core];
  processes_[state.process.index()].core = kNone;
  host_of(state).ready.push_back(state.process);
  ++ready_;
  state.process = ProcessId{kNone};
}

}  // namespace ipcsim
