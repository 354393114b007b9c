#include "sim/program/compile.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;  // Clang 14 does not deduce it by itself

/// Compiles one program after another into the shared tables.
class Compiler {
 public:
  explicit Compiler(const Scenario& scenario) : scenario_(scenario) {
    program_.poll = scenario.poll;
    program_.symbols.file = scenario.path;
  }

  Program run() && {
    for (const MailboxSpec& mailbox : scenario_.mailboxes) add_group(mailbox);
    for (const ProcessSpec& process : scenario_.processes) add_group(process);
    return std::move(program_);
  }

 private:
  /// Jumps out of a loop that wait for their target.
  struct OpenLoop {
    std::vector<CodeIndex> breaks;
    std::vector<CodeIndex> continues;
  };

  void add_group(const MailboxSpec& mailbox) {
    program_.mailbox_groups.push_back({
        .first = MailboxId{program_.mailboxes},
        .count = mailbox.elements(),
        .capacity = mailbox.capacity.value_or(kUnbounded),
        .initial = mailbox.initial,
        .when_full = policy(mailbox.when_full),
        .order = take_order(mailbox.order),
    });
    program_.mailboxes += mailbox.elements();
    program_.symbols.mailbox_groups.push_back(mailbox.name);
    program_.symbols.mailbox_is_array.push_back(mailbox.count.has_value());
  }

  void add_group(const ProcessSpec& process) {
    loop_depth_ = 0;
    deepest_loop_ = 0;
    const CodeIndex entry = here();
    add_block(process.program);
    begin_statement(process.where, "end of program");
    emit(Opcode::stop);
    program_.process_groups.push_back({
        .first = ProcessId{program_.processes},
        .count = process.count,
        .entry = entry,
        .end = here(),
        .counters = deepest_loop_,
        .service = process.service,
        .start = add_distribution(process.start),
    });
    program_.processes += process.count;
    program_.symbols.process_groups.push_back(process.name);
  }

  static FullPolicy policy(WhenFull when_full) {
    switch (when_full) {
      case WhenFull::refuse:
        return FullPolicy::refuse;
      case WhenFull::drop_newest:
        return FullPolicy::drop_newest;
      case WhenFull::drop_oldest:
        return FullPolicy::drop_oldest;
    }
    fail_check("every when_full has its policy");
  }

  static TakeOrder take_order(Order order) {
    switch (order) {
      case Order::fifo:
        return TakeOrder::fifo;
      case Order::lifo:
        return TakeOrder::lifo;
      case Order::priority:
        return TakeOrder::priority;
    }
    fail_check("every order has its take order");
  }

  void add_block(const Block& block) {
    for (const Statement& statement : block) add_statement(statement);
  }

  void add_statement(const Statement& statement) {
    begin_statement(statement.where, statement.text);
    const std::uint32_t outer = current_statement_;
    std::visit(Overloaded{
                   [&](const Compute& it) { emit(Opcode::compute, add_distribution(it.time)); },
                   [&](const Sleep& it) { emit(Opcode::sleep, add_distribution(it.time)); },
                   [&](const Send& it) { add_send(it); },
                   [&](const Receive& it) { add_receive(it); },
                   [&](const Call&) { fail_check("the reader does not read calls yet"); },
                   [&](const Reply&) { fail_check("the reader does not read replies yet"); },
                   [&](const Multicast&) { fail_check("the reader does not read multicasts yet"); },
                   [&](const Select&) { fail_check("the reader does not read selects yet"); },
                   [&](const Loop& it) { add_loop(it); },
                   [&](const Break&) { loops_.back().breaks.push_back(emit(Opcode::jump)); },
                   [&](const Continue&) { loops_.back().continues.push_back(emit(Opcode::jump)); },
                   [&](const Stop&) { emit(Opcode::stop); },
                   [&](const Choose& it) { add_choose(it, outer); },
               },
               statement.what);
  }

  void add_send(const Send& send) {
    const bool nonblocking = send.pinned.value_or(scenario_.send) == Mode::nonblocking;
    Operation operation = address(std::get<MailboxRef>(send.to));
    operation.priority = send.priority;
    if (!send.size.is_constant()) operation.size = add_distribution(send.size);
    // Drawn also where it cannot come, so that strategies compared under one seed draw alike.
    if (send.timeout) operation.timeout = add_distribution(*send.timeout);
    add_operation(nonblocking ? Opcode::try_send : Opcode::send, operation, send.then,
                  send.otherwise);
  }

  void add_receive(const Receive& receive) {
    const bool nonblocking = receive.pinned.value_or(scenario_.receive) == Mode::nonblocking;
    Operation operation = address(std::get<MailboxRef>(receive.from));
    if (receive.timeout) operation.timeout = add_distribution(*receive.timeout);
    Opcode opcode = Opcode::receive;
    if (nonblocking) {
      const bool goes_on_at_once = receive.otherwise && !receive.timeout;
      opcode = goes_on_at_once ? Opcode::try_receive : Opcode::poll_receive;
    }
    add_operation(opcode, operation, receive.then, receive.otherwise);
  }

  static Operation address(const MailboxSpec& mailbox, const MailboxRef& ref, MailboxId first) {
    Operation operation;
    operation.first = first;
    operation.count = mailbox.elements();
    operation.offset = ref.offset;
    switch (ref.form) {
      case IndexForm::whole:
      case IndexForm::fixed:
        operation.addressing = Addressing::fixed;
        break;
      case IndexForm::self:
      case IndexForm::relative:
        operation.addressing = Addressing::relative;
        break;
      case IndexForm::any:
        operation.addressing = Addressing::drawn;
        break;
      case IndexForm::all:
        fail_check("the reader does not read whole arrays yet");
    }
    return operation;
  }

  [[nodiscard]] Operation address(const MailboxRef& ref) const {
    return address(scenario_.mailboxes[ref.group.index()], ref,
                   program_.mailbox_groups[ref.group.index()].first);
  }

  /// draw (if there is something to draw), the operation, `do`, and `else` behind it.
  void add_operation(Opcode opcode, const Operation& operation, const Block& then,
                     const std::optional<Block>& otherwise) {
    const auto index = static_cast<std::uint32_t>(program_.operations.size());
    program_.operations.push_back(operation);
    if (operation.addressing == Addressing::drawn || operation.size || operation.timeout) {
      emit(Opcode::draw, index);
    }
    emit(opcode, index);
    const std::uint32_t outer = current_statement_;
    add_block(then);
    current_statement_ = outer;
    if (otherwise && !otherwise->empty()) {
      const CodeIndex skip = emit(Opcode::jump);
      program_.operations[index].otherwise = here();
      add_block(*otherwise);
      set_target(skip, here());
    } else {
      program_.operations[index].otherwise = here();
    }
  }

  void add_loop(const Loop& loop) {
    const std::uint32_t outer = current_statement_;
    if (loop.count && *loop.count == 0) return;
    const std::uint16_t slot = loop_depth_;
    if (loop.count) {
      ++loop_depth_;
      deepest_loop_ = std::max(deepest_loop_, loop_depth_);
      emit(Opcode::begin_loop, *loop.count, slot);
    }
    const CodeIndex top = here();
    loops_.emplace_back();
    add_block(loop.body);
    current_statement_ = outer;
    const CodeIndex round_end = here();
    if (loop.count) {
      emit(Opcode::end_round, top, slot);
      --loop_depth_;
    } else {
      emit(Opcode::jump, top);
    }
    const OpenLoop open = std::move(loops_.back());
    loops_.pop_back();
    for (const CodeIndex jump : open.continues) set_target(jump, round_end);
    for (const CodeIndex jump : open.breaks) set_target(jump, here());
  }

  void add_choose(const Choose& choose, std::uint32_t outer) {
    const auto index = static_cast<std::uint32_t>(program_.choices.size());
    program_.choices.emplace_back();
    emit(Opcode::choose, index);
    Choice choice;
    std::vector<CodeIndex> jumps;
    double sum = 0;
    for (const Choose::Branch& branch : choose.branches) {
      if (branch.weight == 0) continue;
      sum += branch.weight;
      choice.branches.push_back({sum, here()});
      add_block(branch.body);
      current_statement_ = outer;
      jumps.push_back(emit(Opcode::jump));
    }
    for (const CodeIndex jump : jumps) set_target(jump, here());
    program_.choices[index] = std::move(choice);
  }

  void begin_statement(const SourceRange& where, std::string text) {
    LineColumn place;
    if (where.text != nullptr) place = where.text->line_column(where.begin);
    current_statement_ = static_cast<std::uint32_t>(program_.symbols.statements.size());
    program_.symbols.statements.push_back({place.line, place.column, std::move(text)});
  }

  CodeIndex emit(Opcode opcode, std::uint32_t operand = 0, std::uint16_t slot = 0) {
    program_.code.push_back({opcode, slot, operand});
    program_.symbols.statement_of.push_back(current_statement_);
    return here() - 1;
  }

  void set_target(CodeIndex jump, CodeIndex target) { program_.code[jump].operand = target; }

  [[nodiscard]] CodeIndex here() const { return static_cast<CodeIndex>(program_.code.size()); }

  std::uint32_t add_distribution(const Distribution& distribution) {
    program_.distributions.push_back(distribution);
    return static_cast<std::uint32_t>(program_.distributions.size() - 1);
  }

  const Scenario& scenario_;
  Program program_;
  std::vector<OpenLoop> loops_;
  std::uint16_t loop_depth_ = 0;    // counted loops around here
  std::uint16_t deepest_loop_ = 0;  // of this program
  std::uint32_t current_statement_ = 0;
};

}  // namespace

Program compile(const Scenario& scenario) { return Compiler(scenario).run(); }

}  // namespace ipcsim
