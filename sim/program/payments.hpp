// What the calls of a program cost on its host. For compile.cpp alone.
#pragma once

#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// For the call and the copy out of the sender's memory. `begins_send`: it is paid before the
/// message goes.
Payment payment_to_send(const HostCosts& costs, const Operation& operation, bool begins_send);

/// For the call and the copy into the receiver's memory.
Payment payment_to_receive(const HostCosts& costs);

/// It takes no time, whatever is copied.
bool is_nothing(const Payment& payment);

/// On some host a copy costs time by the byte.
bool copies_cost(const Scenario& scenario);

}  // namespace ipcsim
