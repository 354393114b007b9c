// Who has which core on the hosts that have a limited number of them: first come, first served, or
// round robin with a quantum, as docs/semantics.md defines it. Knows nothing of clocks, events or
// what a process does with its core: whoever keeps the time begins and ends the turns.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/engine/ring_buffer.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

class Cores {
 public:
  /// A core of a limited host; they are counted through, host after host. A host has no more than
  /// it has processes: the cores beyond are never used.
  using Core = std::uint32_t;

  /// How long a core does one thing for one process.
  struct Turn {
    Core core = 0;
    ProcessId process;
    bool switches = false;  // to the process; else works for it
    Duration length;
  };

  explicit Cores(const Program& program);

  /// Of all limited hosts.
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(cores_.size()); }
  [[nodiscard]] HostId host_of_core(Core core) const { return hosts_[cores_[core].host].id; }
  /// Processes that want a core and have none.
  [[nodiscard]] std::uint64_t ready() const { return ready_; }
  /// The core that p has, also between two turns.
  [[nodiscard]] std::optional<Core> core_of(ProcessId p) const;
  /// p has a core, and nobody on its host waits for one.
  [[nodiscard]] bool is_unrivalled(ProcessId p) const;
  /// Who has the core. REQUIRES: somebody has.
  [[nodiscard]] ProcessId process_on(Core core) const { return cores_[core].process; }

  /// p wants a core for `work`; a look that found nothing is `is_look`. The turn that begins now:
  /// p's, or that of a process for which p has to give up its core, or none. REQUIRES: p's host is
  /// limited, and p has no turn and is not ready.
  std::optional<Turn> demand(ProcessId p, Duration work, bool is_look);

  /// p needs its core no longer. The turn that begins on it. REQUIRES: p has a core, and no turn.
  std::optional<Turn> release(ProcessId p);

  /// What the end of a turn brings about.
  struct TurnEnd {
    std::optional<ProcessId> done;      // has had all that it wanted; keeps the core
    std::optional<ProcessId> put_back;  // its quantum is over, and another one is ready
    std::optional<Turn> next;           // on the same core
  };
  /// REQUIRES: the core's turn is over.
  TurnEnd end_turn(Core core);

 private:
  static constexpr std::uint32_t kNone = 0xFFFF'FFFF;

  struct HostState {
    HostId id;
    Core first = 0;
    std::uint32_t count = 0;
    std::uint32_t idle = 0;  // of its cores
    Duration quantum;        // 0: none
    Duration context_switch;
    RingBuffer<ProcessId> ready;
  };
  struct CoreState {
    std::uint32_t host = 0;  // index into hosts_
    ProcessId process{kNone};
    ProcessId last{kNone};  // who had it last, or has it
    bool switching = false;
    bool after_look = false;  // its process has just looked and found nothing
    Duration quantum_left;
    Duration turn;
  };
  struct ProcessOnHost {
    std::uint32_t host = kNone;  // index into hosts_; kNone: its host is not limited
    Core core = kNone;
    Core last_core = kNone;
    bool is_look = false;  // what it wants the core for
    Duration left;         // of that
  };

  HostState& host_of(const CoreState& core) { return hosts_[core.host]; }
  [[nodiscard]] Core idle_core(const HostState& host, const ProcessOnHost& process) const;
  Turn dispatch(Core core, ProcessId p);
  std::optional<Turn> dispatch_next(Core core);
  Turn work(Core core);
  void put_back(Core core);

  std::vector<HostState> hosts_;          // the limited ones
  std::vector<CoreState> cores_;          // of all of them
  std::vector<ProcessOnHost> processes_;  // by ProcessId; empty if no host is limited
  std::uint64_t ready_ = 0;
};

}  // namespace ipcsim
