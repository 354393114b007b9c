// What calls and copies cost in the timed world, and the sizes of messages where they matter.
#include <algorithm>

#include "sim/engine/timed_world.hpp"

namespace ipcsim {

void TimedWorld::set_up_costs() {
  if (program_.payments.empty()) return;
  paid_calls_.resize(processes_.size());
  const bool sizes_matter =
      std::any_of(program_.payments.begin(), program_.payments.end(),
                  [](const Payment& it) { return it.copy == PaidCopy::received; });
  if (sizes_matter) sizes_.resize(mailboxes_.size());
}

void TimedWorld::pay(ProcessId p, const Payment& payment) {
  Process& process = at(p);
  Call& call = paid_calls_[p.index()];
  if (payment.begins_send) {
    call.begun = now_;
    call.send = process.state.at + 1;
  }
  std::int64_t bytes = 0;
  if (payment.copy == PaidCopy::received) bytes = call.received;
  if (payment.copy == PaidCopy::sent) {
    bytes = size_in_registers(process.state, payment.size_slot);
  }
  const Duration length = core_time(payment, bytes);
  use_core(p, length, Activity::computing);
  tell(TraceEvent::Kind::pays, p, now_ + length);
}

std::int64_t TimedWorld::size_in_registers(const ProcessState& process, std::uint16_t slot) const {
  const std::size_t first = std::size_t{process.first_register} + slot;
  return static_cast<std::int64_t>(registers_[first] | std::uint64_t{registers_[first + 1]} << 32U);
}

std::int64_t TimedWorld::size_of(ProcessId p, const Operation& operation) const {
  if (!operation.size_slot) return operation.constant_size;
  return size_in_registers(processes_[p.index()].state, *operation.size_slot);
}

void TimedWorld::keep_size(MailboxId m, std::uint64_t message, std::int64_t bytes) {
  if (!sizes_.empty()) sizes_[m.index()].emplace(message, bytes);
}

std::int64_t TimedWorld::take_size(MailboxId m, std::uint64_t message) {
  if (sizes_.empty()) return 0;
  const auto found = sizes_[m.index()].find(message);
  if (found == sizes_[m.index()].end()) return 0;  // there from the beginning
  const std::int64_t size = found->second;
  sizes_[m.index()].erase(found);
  return size;
}

Instant TimedWorld::begin_of_paid_send(ProcessId p) const {
  if (paid_calls_.empty()) return kNotBegun;
  const Call& call = paid_calls_[p.index()];
  return call.send == processes_[p.index()].state.at ? call.begun : kNotBegun;
}

}  // namespace ipcsim
