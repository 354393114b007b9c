#include "sim/program/payments.hpp"

#include <algorithm>

namespace ipcsim {

Payment payment_to_send(const HostCosts& costs, const Operation& operation, bool begins_send) {
  Payment payment{
      .call = costs.send, .copy_of_gigabyte = costs.copy_of_gigabyte, .begins_send = begins_send};
  if (operation.size_slot && costs.copy_of_gigabyte.ns > 0) {
    payment.copy = PaidCopy::sent;
    payment.size_slot = *operation.size_slot;
  } else {
    payment.call = core_time(payment, operation.constant_size);
  }
  return payment;
}

Payment payment_to_receive(const HostCosts& costs) {
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
