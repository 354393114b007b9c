#include "sim/program/payments.hpp"

#include <algorithm>

namespace ipcsim {
namespace {

bool is_ring(const Program& program, const Operation& operation) {
  if (operation.addressing == Addressing::several) return false;  // direct links are none
  return program.mailbox_groups[group_of(program, operation.first).index()].is_ring;
}

}  // namespace

Opcode opcode_for(const Program& program, Opcode plain, const Operation& operation) {
  if (operation.route) return Opcode::transmit;
  if (!is_ring(program, operation)) return plain;
  if (plain == Opcode::send) return Opcode::poll_send;
  return plain == Opcode::receive ? Opcode::poll_receive : plain;
}

Payment payment_to_send(const Program& program, const HostCosts& costs, const Operation& operation,
                        bool begins_send) {
  Payment payment{.call = is_ring(program, operation) ? Duration{0} : costs.send,
                  .copy_of_gigabyte = costs.copy_of_gigabyte,
                  .begins_send = begins_send};
  if (operation.size_slot && costs.copy_of_gigabyte.ns > 0) {
    payment.copy = PaidCopy::sent;
    payment.size_slot = *operation.size_slot;
  } else {
    payment.call = core_time(payment, operation.constant_size);
  }
  return payment;
}

Payment payment_to_receive(const Program& program, const HostCosts& costs,
                           const Operation& operation) {
  if (is_ring(program, operation)) return {};
  return {.call = costs.receive,
          .copy_of_gigabyte = costs.copy_of_gigabyte,
          .copy = costs.copy_of_gigabyte.ns > 0 ? PaidCopy::received : PaidCopy::none};
}

bool is_nothing(const Payment& payment) {
  return payment.call.ns == 0 && payment.copy == PaidCopy::none;
}

bool copies_cost(const Scenario& scenario) {
  return std::any_of(scenario.hosts.begin(), scenario.hosts.end(),
                     [](const HostSpec& it) { return it.costs.copy_of_gigabyte.ns > 0; });
}

}  // namespace ipcsim
