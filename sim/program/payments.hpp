// What a mailbox's transport and the costs of a host make of the calls of a program. For
// compile.cpp alone.
#pragma once

#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

/// The instruction for a `send` or `receive` of this operation: one to another host sets out, and
/// who must wait for a ring in shared memory looks again and again.
Opcode opcode_for(const Program& program, Opcode plain, const Operation& operation);

/// For the call and the copy out of the sender's memory. `begins_send`: it is paid before the
/// message goes. A ring takes no call.
Payment payment_to_send(const Program& program, const HostCosts& costs, const Operation& operation,
                        bool begins_send);

/// For the call and the copy into the receiver's memory; nothing for a ring.
Payment payment_to_receive(const Program& program, const HostCosts& costs,
                           const Operation& operation);

/// It takes no time, whatever is copied.
bool is_nothing(const Payment& payment);

/// On some host a copy costs time by the byte.
bool copies_cost(const Scenario& scenario);

}  // namespace ipcsim
