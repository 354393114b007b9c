#include "sim/model/mailbox_uses.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <variant>

namespace ipcsim {
namespace {

class UseCollector {
 public:
  UseCollector(ProcessGroupId process, Uses& uses) : process_(process), uses_(uses) {}

  void block(const Block& block) {
    for (const Statement& statement : block) {
      where_ = statement.where;
      std::visit([this](const auto& what) { visit(what); }, statement.what);
    }
  }

 private:
  using Kind = MailboxUse::Kind;

  void add(Kind kind, const MailboxRef& mailbox, bool until_received = false) {
    uses_.mailboxes.push_back({kind, process_, mailbox, where_, until_received});
  }

  void optional(const std::optional<Block>& other) {
    if (other) block(*other);
  }

  void visit(const Send& send) {
    if (const auto* mailbox = std::get_if<MailboxRef>(&send.to)) {
      add(Kind::send, *mailbox, send.until == SendUntil::received);
      const bool has_else = send.otherwise && !send.otherwise->empty();
      uses_.mailboxes.back().seeks_refusal = has_else && send.pinned == Mode::nonblocking;
    } else {
      uses_.direct.push_back({process_, std::get<ProcessRef>(send.to)});
    }
    block(send.then);
    optional(send.otherwise);
  }
  void visit(const Receive& receive) {
    if (const auto* mailbox = std::get_if<MailboxRef>(&receive.from)) add(Kind::receive, *mailbox);
    block(receive.then);
    optional(receive.otherwise);
  }
  void visit(const Call& call) {
    add(Kind::call, call.mailbox);
    block(call.then);
    optional(call.otherwise);
  }
  void visit(const Multicast& multicast) {
    for (const MailboxRef& target : multicast.targets) {
      add(Kind::send, target, multicast.until == SendUntil::received);
    }
  }
  void visit(const Select& select) {
    for (const Select::Alternative& way : select.alternatives) {
      where_ = way.where;
      if (const auto* receive = std::get_if<Select::Receive>(&way.what)) {
        add(Kind::select_receive, receive->mailbox);
      } else if (const auto* send = std::get_if<Select::Send>(&way.what)) {
        add(Kind::select_send, send->mailbox);
      }
      block(way.body);
    }
    optional(select.otherwise);
  }
  void visit(const Loop& loop) { block(loop.body); }
  void visit(const Choose& choose) {
    for (const Choose::Branch& branch : choose.branches) block(branch.body);
  }
  void visit(const Compute& /*unused*/) {}
  void visit(const Sleep& /*unused*/) {}
  void visit(const Reply& /*unused*/) {}
  void visit(const Break& /*unused*/) {}
  void visit(const Continue& /*unused*/) {}
  void visit(const Stop& /*unused*/) {}

  ProcessGroupId process_;
  Uses& uses_;
  SourceRange where_;  // of the statement or alternative that is being visited
};

}  // namespace

std::vector<MailboxUsers> users_of_mailboxes(const Uses& uses, std::size_t mailboxes) {
  std::vector<MailboxUsers> users(mailboxes);
  for (const MailboxUse& use : uses.mailboxes) {
    MailboxUsers& mailbox = users[use.mailbox.group.index()];
    if (use.receives()) {
      mailbox.receivers.insert(use.process);
      continue;
    }
    mailbox.is_sent_to = true;
    const bool is_first_call = use.kind == MailboxUse::Kind::call && !mailbox.first_call;
    if (is_first_call) mailbox.first_call = use.mailbox.where;
  }
  return users;
}

Uses uses_of(const ReaderContext& context) {
  Uses uses;
  for (std::uint32_t p = 0; p < context.processes.size(); ++p) {
    UseCollector(ProcessGroupId{p}, uses).block(context.processes[p].spec.program);
  }
  return uses;
}

}  // namespace ipcsim
