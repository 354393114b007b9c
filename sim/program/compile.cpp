#include "sim/program/compile.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/overloaded.hpp"
#include "sim/program/addresses.hpp"
#include "sim/program/assembler.hpp"
#include "sim/program/hosts_and_mailboxes.hpp"
#include "sim/program/payments.hpp"
#include "sim/program/route_table.hpp"

namespace ipcsim {
namespace {

/// Compiles one program after another into the shared tables.
class Compiler {
 public:
  explicit Compiler(const Scenario& scenario) : scenario_(scenario) {
    program_.symbols.file = scenario.path;
  }

  Program run() && {
    add_hosts_and_mailboxes(scenario_, program_);
    routes_.add_links();
    for (std::uint32_t i = 0; i < scenario_.processes.size(); ++i) {
      process_ = ProcessGroupId{i};
      addresses_.set_process(process_);
      add_group(scenario_.processes[i]);
    }
    return std::move(program_);
  }

 private:
  /// Jumps out of a loop that wait for their target.
  struct OpenLoop {
    std::vector<CodeIndex> breaks;
    std::vector<CodeIndex> continues;
  };

  void add_group(const ProcessSpec& process) {
    costs_ = scenario_.hosts.empty() ? HostCosts() : scenario_.hosts[process.host.index()].costs;
    registers_ = 0;
    most_registers_ = 0;
    const CodeIndex entry = code_.here();
    add_block(process.program);
    code_.begin_statement(process.where, "end of program");
    code_.emit(Opcode::stop);
    program_.process_groups.push_back({
        .first = ProcessId{program_.processes},
        .count = process.count,
        .entry = entry,
        .end = code_.here(),
        .registers = most_registers_,
        .service = process.service,
        .host = process.host,
        .start = add_distribution(process.start),
    });
    program_.processes += process.count;
    program_.symbols.process_groups.push_back(process.name);
  }

  void add_block(const Block& block) {
    for (const Statement& statement : block) add_statement(statement);
  }

  void add_statement(const Statement& statement) {
    code_.begin_statement(statement.where, statement.text);
    const std::uint32_t outer = code_.statement();
    std::visit(
        Overloaded{
            [&](const Compute& it) { code_.emit(Opcode::compute, add_distribution(it.time)); },
            [&](const Sleep& it) { code_.emit(Opcode::sleep, add_distribution(it.time)); },
            [&](const Send& it) { add_send(it); },
            [&](const Receive& it) { add_receive(it); },
            [&](const Call& it) { add_call(it); },
            [&](const Reply& it) { add_reply(it); },
            [&](const Multicast& it) { add_multicast(it); },
            [&](const Select& it) { add_select(it, outer); },
            [&](const Loop& it) { add_loop(it); },
            [&](const Break&) { loops_.back().breaks.push_back(code_.emit(Opcode::jump)); },
            [&](const Continue&) { loops_.back().continues.push_back(code_.emit(Opcode::jump)); },
            [&](const Stop&) { code_.emit(Opcode::stop); },
            [&](const Choose& it) { add_choose(it, outer); },
        },
        statement.what);
  }

  void add_send(const Send& send) {
    const bool nonblocking = send.pinned.value_or(scenario_.send) == Mode::nonblocking;
    Operation operation =
        with_register(std::visit([&](const auto& to) { return addresses_.target(to); }, send.to));
    operation.priority = send.priority;
    operation = on_its_way(operation, nonblocking, send.until);
    operation = with_size(operation, send.size);
    // Drawn also where it cannot come, so that strategies compared under one seed draw alike.
    if (send.timeout) operation.timeout = add_distribution(*send.timeout);
    add_operation(nonblocking ? Opcode::try_send : Opcode::send, operation, send.then,
                  send.otherwise);
  }

  /// Gives a send its route, if it needs one, and what its sender waits for.
  Operation on_its_way(Operation operation, bool nonblocking, SendUntil until) {
    operation.route = routes_.route_of(process_, operation);
    if (nonblocking) return operation;
    if (operation.route) operation.awaits = Awaits::word;
    if (until == SendUntil::received) operation.awaits = Awaits::receipt;
    return operation;
  }

  void add_call(const Call& call) {
    Operation operation = with_register(addresses_.target(call.mailbox));
    operation.priority = call.priority;
    operation.route = routes_.route_of(process_, operation);
    operation.awaits = Awaits::reply;
    operation = with_size(operation, call.size);
    if (call.timeout) operation.timeout = add_distribution(*call.timeout);
    add_operation(Opcode::send, operation, call.then, call.otherwise);
  }

  void add_reply(const Reply& reply) {
    const Operation to_nobody{.count = 0, .addressing = Addressing::several};  // known when it runs
    const Operation operation = with_size(to_nobody, reply.size);
    const std::uint32_t index = add_operation(operation);
    if (operation.size) code_.emit(Opcode::draw, index);
    pay_to_send(operation, false);
    code_.emit(Opcode::reply, index);
  }

  void add_receive(const Receive& receive) {
    const bool nonblocking = receive.pinned.value_or(scenario_.receive) == Mode::nonblocking;
    Operation operation = with_register(
        std::visit([&](const auto& from) { return addresses_.source(from); }, receive.from));
    if (receive.timeout) operation.timeout = add_distribution(*receive.timeout);
    Opcode opcode = Opcode::receive;
    if (nonblocking) {
      const bool goes_on_at_once = receive.otherwise && !receive.timeout;
      opcode = goes_on_at_once ? Opcode::try_receive : Opcode::poll_receive;
    }
    add_operation(opcode, operation, receive.then, receive.otherwise);
  }

  /// All that is drawn is drawn first; then one send after another.
  void add_multicast(const Multicast& multicast) {
    const bool nonblocking = multicast.pinned.value_or(scenario_.send) == Mode::nonblocking;
    const std::uint16_t outer_registers = registers_;
    std::vector<std::uint32_t> operations;
    for (const Operation& target : addresses_.targets(multicast)) {
      Operation operation = with_register(target);
      operation.priority = multicast.priority;
      operation = on_its_way(operation, nonblocking, multicast.until);
      operations.push_back(add_operation(operation));
      keep_register(operation);
      if (operation.addressing == Addressing::drawn) {
        code_.emit(Opcode::draw, add_operation(operation));  // the index alone
      }
    }
    Operation shared = with_size({}, multicast.size);
    keep_register(shared);
    if (multicast.timeout) shared.timeout = add_distribution(*multicast.timeout);
    if (shared.size || shared.timeout) code_.emit(Opcode::draw, add_operation(shared));
    for (const std::uint32_t index : operations) {
      program_.operations[index].timeout = shared.timeout;
      program_.operations[index].constant_size = shared.constant_size;
      program_.operations[index].size_slot = shared.size_slot;
      add_send_to_target(nonblocking ? Opcode::try_send : Opcode::send, index);
    }
    registers_ = outer_registers;
  }

  /// One send of a multicast, or a loop of them: whatever becomes of one, the next begins.
  void add_send_to_target(Opcode opcode, std::uint32_t index) {
    const Operation operation = program_.operations[index];
    const bool is_loop = operation.addressing == Addressing::counted;
    if (is_loop) code_.emit(Opcode::begin_loop, operation.count, operation.slot);
    const CodeIndex top = code_.here();
    pay_to_send(operation, true);
    code_.emit(opcode_for(program_, opcode, operation), index);
    if (operation.awaits != Awaits::acceptance) code_.emit(Opcode::await, index);
    program_.operations[index].otherwise = code_.here();
    if (is_loop) code_.emit(Opcode::end_round, top, operation.slot);
  }

  void add_select(const Select& select, std::uint32_t outer) {
    const auto index = static_cast<std::uint32_t>(program_.selections.size());
    program_.selections.emplace_back();
    const std::uint16_t outer_registers = registers_;
    Selection selection;
    for (const Select::Alternative& alternative : select.alternatives) {
      add_guard(alternative, selection);
    }
    if (!selection.afters.empty()) code_.emit(Opcode::draw_after, index);
    code_.emit(Opcode::select, index);
    registers_ = outer_registers;

    std::vector<CodeIndex> jumps;
    const auto add_branch = [&](const Block& body, const Selection::Alternative* gone) {
      const CodeIndex target = code_.here();
      if (gone != nullptr) pay_for(*gone);
      add_block(body);
      code_.go_back_to(outer);
      jumps.push_back(code_.emit(Opcode::jump));
      return target;
    };
    auto communication = selection.alternatives.begin();
    auto after = selection.afters.begin();
    for (const Select::Alternative& alternative : select.alternatives) {
      if (std::holds_alternative<Select::After>(alternative.what)) {
        (after++)->target = add_branch(alternative.body, nullptr);
      } else {
        communication->target = add_branch(alternative.body, &*communication);
        ++communication;
      }
    }
    if (select.otherwise) selection.otherwise = add_branch(*select.otherwise, nullptr);
    for (const CodeIndex jump : jumps) code_.set_target(jump, code_.here());
    program_.selections[index] = std::move(selection);
  }

  /// The alternative's operation and what it draws, or the time of an `after`.
  void add_guard(const Select::Alternative& alternative, Selection& selection) {
    if (const auto* after = std::get_if<Select::After>(&alternative.what)) {
      selection.afters.push_back({add_distribution(after->time)});
      return;
    }
    Operation operation;
    Direction direction = Direction::receive;
    if (const auto* send = std::get_if<Select::Send>(&alternative.what)) {
      direction = Direction::send;
      operation = with_register(addresses_.target(send->mailbox));
      operation.priority = send->priority;
      operation = with_size(operation, send->size);
    } else {
      const MailboxRef& from = std::get<Select::Receive>(alternative.what).mailbox;
      operation = with_register(addresses_.target(from));
    }
    keep_register(operation);
    const std::uint32_t index = add_operation(operation);
    const bool draws = operation.addressing == Addressing::drawn || operation.size;
    if (draws) code_.emit(Opcode::draw, index);
    selection.alternatives.push_back({direction, index});
  }

  static bool uses_register(const Operation& operation) {
    return operation.addressing == Addressing::drawn || operation.addressing == Addressing::counted;
  }

  /// Gives the operation the next free register, if it needs one. It is its own until the next
  /// operation asks, or with keep_register until `registers_` is set back.
  Operation with_register(Operation operation) {
    if (!uses_register(operation)) return operation;
    operation.slot = registers_;
    most_registers_ = std::max<std::uint16_t>(most_registers_, registers_ + 1);
    return operation;
  }
  void keep_register(const Operation& operation) {
    if (uses_register(operation)) ++registers_;
    if (operation.size_slot) registers_ += 2;
  }

  /// Gives the operation a size; a drawn one has its registers as of with_register, if any host
  /// copies messages by the byte, or any link carries them.
  Operation with_size(Operation operation, const Distribution& size) {
    if (size.is_constant()) {
      operation.constant_size = size.constant_value();
      return operation;
    }
    operation.size = add_distribution(size);
    if (!copies_cost(scenario_) && scenario_.links.empty()) return operation;
    operation.size_slot = uses_register(operation) ? registers_ + 1 : registers_;
    most_registers_ = std::max<std::uint16_t>(most_registers_, *operation.size_slot + 2);
    return operation;
  }

  void pay_to_send(const Operation& operation, bool begins_send) {
    pay(payment_to_send(program_, costs_, operation, begins_send));
  }
  /// Also for the reply to a call.
  void pay_to_receive(const Operation& operation) {
    pay(payment_to_receive(program_, costs_, operation));
  }
  void pay_for(const Selection::Alternative& gone) {
    const Operation operation = program_.operations[gone.operation];
    const bool sends = gone.direction == Direction::send;
    pay(sends ? payment_to_send(program_, costs_, operation, false)
              : payment_to_receive(program_, costs_, operation));
  }
  void pay(const Payment& payment) {
    if (is_nothing(payment)) return;
    program_.payments.push_back(payment);
    code_.emit(Opcode::pay, static_cast<std::uint32_t>(program_.payments.size() - 1));
  }

  std::uint32_t add_operation(const Operation& operation) {
    program_.operations.push_back(operation);
    Operation& added = program_.operations.back();
    added.has_one_mailbox = operation.addressing == Addressing::fixed && operation.own_stride == 0;
    if (added.has_one_mailbox)
      added.only_mailbox.value = added.first.value + added.offset * added.stride;
    return static_cast<std::uint32_t>(program_.operations.size() - 1);
  }

  /// draw (if there is something to draw), the operation, what it awaits, `do`, and `else` behind
  /// it.
  void add_operation(Opcode plain, const Operation& operation, const Block& then,
                     const std::optional<Block>& otherwise) {
    const Opcode opcode = opcode_for(program_, plain, operation);
    const std::uint32_t index = add_operation(operation);
    if (operation.addressing == Addressing::drawn || operation.size || operation.timeout) {
      code_.emit(Opcode::draw, index);
    }
    const bool sends = direction_of(opcode) == Direction::send;
    if (sends) pay_to_send(operation, true);
    code_.emit(opcode, index);
    if (operation.awaits != Awaits::acceptance) code_.emit(Opcode::await, index);
    if (!sends || operation.awaits == Awaits::reply) pay_to_receive(operation);
    const std::uint32_t outer = code_.statement();
    add_block(then);
    code_.go_back_to(outer);
    const Payment null{.call = payment_to_receive(program_, costs_, operation).call};
    const bool null_is_paid = opcode == Opcode::try_receive && !is_nothing(null);
    if (null_is_paid || (otherwise && !otherwise->empty())) {
      const CodeIndex skip = code_.emit(Opcode::jump);
      program_.operations[index].otherwise = code_.here();
      if (null_is_paid) pay(null);
      add_block(*otherwise);
      code_.set_target(skip, code_.here());
    } else {
      program_.operations[index].otherwise = code_.here();
    }
  }

  void add_loop(const Loop& loop) {
    const std::uint32_t outer = code_.statement();
    if (loop.count && *loop.count == 0) return;
    const std::uint16_t slot = registers_;
    if (loop.count) {
      ++registers_;
      most_registers_ = std::max(most_registers_, registers_);
      code_.emit(Opcode::begin_loop, *loop.count, slot);
    }
    const CodeIndex top = code_.here();
    loops_.emplace_back();
    add_block(loop.body);
    code_.go_back_to(outer);
    const CodeIndex round_end = code_.here();
    if (loop.count) {
      code_.emit(Opcode::end_round, top, slot);
      --registers_;
    } else {
      code_.emit(Opcode::jump, top);
    }
    const OpenLoop open = std::move(loops_.back());
    loops_.pop_back();
    for (const CodeIndex jump : open.continues) code_.set_target(jump, round_end);
    for (const CodeIndex jump : open.breaks) code_.set_target(jump, code_.here());
  }

  void add_choose(const Choose& choose, std::uint32_t outer) {
    const auto index = static_cast<std::uint32_t>(program_.choices.size());
    program_.choices.emplace_back();
    code_.emit(Opcode::choose, index);
    Choice choice;
    std::vector<CodeIndex> jumps;
    double sum = 0;
    for (const Choose::Branch& branch : choose.branches) {
      if (branch.weight == 0) continue;
      sum += branch.weight;
      choice.branches.push_back({sum, code_.here()});
      add_block(branch.body);
      code_.go_back_to(outer);
      jumps.push_back(code_.emit(Opcode::jump));
    }
    for (const CodeIndex jump : jumps) code_.set_target(jump, code_.here());
    program_.choices[index] = std::move(choice);
  }

  std::uint32_t add_distribution(const Distribution& distribution) {
    program_.distributions.push_back(distribution);
    return static_cast<std::uint32_t>(program_.distributions.size() - 1);
  }

  const Scenario& scenario_;
  Program program_;
  Assembler code_{program_};
  Addresses addresses_{scenario_, program_};
  RouteTable routes_{scenario_, program_};
  ProcessGroupId process_;  // whose program it is
  std::vector<OpenLoop> loops_;
  std::uint16_t registers_ = 0;       // in use here
  std::uint16_t most_registers_ = 0;  // of this program
  HostCosts costs_;                   // of this program's host
};

}  // namespace

Program compile(const Scenario& scenario) { return Compiler(scenario).run(); }

}  // namespace ipcsim
