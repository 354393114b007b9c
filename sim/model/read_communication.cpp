// The statements that send and receive: what ProgramReader knows of them, `select` apart.
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <variant>

#include "sim/model/process_ref.hpp"
#include "sim/model/program_reader.hpp"
#include "sim/model/quoting.hpp"
#include "sim/model/read_distribution.hpp"
#include "sim/model/read_statements.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {
namespace {

constexpr WordRow<SendUntil> kUntil[] = {
    {"accepted", SendUntil::accepted},
    {"received", SendUntil::received},
};

void note_first(std::optional<SourceRange>& first, SourceRange where) {
  if (!first) first = where;
}

}  // namespace

ProcessGroupId ProgramReader::own_group() const {
  return {static_cast<std::uint32_t>(process_ - context_.processes.data())};
}

Distribution ProgramReader::duration(const JsonNode& node) {
  return read_distribution(context_, node, QuantityKind::duration).value_or(Distribution());
}

Distribution ProgramReader::size(const JsonNode& statement) {
  const JsonMember* member = statement.find("size");
  if (member == nullptr) return {};
  return read_distribution(context_, member->value, QuantityKind::size).value_or(Distribution());
}

std::int32_t ProgramReader::priority(const JsonNode& statement) {
  const JsonMember* member = statement.find("priority");
  if (member == nullptr) return 0;
  const JsonNode& node = member->value;
  const std::optional<double> number =
      read_number(context_, node, "\"priority\"", "\"priority\": 1");
  if (!number) return 0;
  constexpr double kLeast = std::numeric_limits<std::int32_t>::min();
  constexpr double kMost = std::numeric_limits<std::int32_t>::max();
  if (std::trunc(*number) != *number || *number < kLeast || *number > kMost) {
    context_.error(node,
                   "\"priority\" must be a whole number from -2147483648 to 2147483647, "
                   "not " +
                       node.text.substr(0, 40));
    return 0;
  }
  return static_cast<std::int32_t>(*number);
}

std::optional<Mode> ProgramReader::mode(const JsonNode& statement) {
  const JsonMember* member = statement.find("mode");
  if (member == nullptr) return std::nullopt;
  return read_mode(context_, member->value, "mode");
}

SendUntil ProgramReader::until(const JsonNode& statement) {
  const JsonMember* member = statement.find("until");
  if (member == nullptr) return SendUntil::accepted;
  return read_word(context_, member->value, "until", kUntil).value_or(SendUntil::accepted);
}

std::optional<Distribution> ProgramReader::timeout(const JsonNode& statement) {
  const JsonMember* member = statement.find("timeout");
  if (member == nullptr) return std::nullopt;
  return duration(member->value);
}

MailboxRef ProgramReader::mailbox(const JsonNode& node, MailboxNaming naming) {
  naming.process = process_;
  return read_mailbox_ref(context_, node, naming).value_or(MailboxRef());
}

/// The modifiers of a send and of all that is one.
template <class Sending>
void ProgramReader::sending(const JsonNode& statement, Sending& result) {
  result.size = size(statement);
  result.priority = priority(statement);
  result.pinned = mode(statement);
  result.until = until(statement);
  result.timeout = timeout(statement);
  if (result.pinned != Mode::nonblocking) return;
  if (result.timeout) {
    context_.error(statement.find("timeout")->key_where,
                   "a nonblocking send goes on at once, so it has no \"timeout\"",
                   {"take \"timeout\" away, or make the mode \"blocking\""});
  }
  if (result.until == SendUntil::received) {
    context_.error(statement.find("until")->key_where,
                   "a nonblocking send goes on at once, so it cannot wait until its message is "
                   "received",
                   {"take \"until\" away, or make the mode \"blocking\""});
  }
}

/// `do` and `else`.
template <class Operation>
void ProgramReader::outcomes(const JsonNode& statement, Operation& result) {
  result.then = optional_block(statement, "do").value_or(Block{});
  result.otherwise = optional_block(statement, "else");
}

Send ProgramReader::send(const JsonNode& statement, const JsonNode& operand) {
  Send result;
  result.to = mailbox(operand, {.advice_for_process = "use { \"send_to\": % }",
                                .advice_for_all = "or send to all: { \"multicast\": [ % ] }"});
  sending(statement, result);
  outcomes(statement, result);
  return result;
}

Send ProgramReader::send_to(const JsonNode& statement, const JsonNode& operand) {
  Send result;
  if (const std::optional<ProcessRef> ref = read_receiver(context_, operand, process_)) {
    result.to = *ref;
    if (process_ != nullptr) {
      note_first(context_.direct_links[{own_group(), ref->group}].first_send, operand.where);
    }
  }
  sending(statement, result);
  outcomes(statement, result);
  return result;
}

void ProgramReader::receiving(const JsonNode& statement, Receive& result) {
  result.pinned = mode(statement);
  result.timeout = timeout(statement);
  outcomes(statement, result);
}

Receive ProgramReader::receive(const JsonNode& statement, const JsonNode& operand) {
  Receive result;
  result.from = mailbox(
      operand,
      {.advice_for_process = "use { \"receive_from\": % }",
       .advice_for_all =
           "or receive from whichever has a message: \"select\" with a \"receive\" for each"});
  receiving(statement, result);
  return result;
}

Receive ProgramReader::receive_from(const JsonNode& statement, const JsonNode& operand) {
  Receive result;
  if (const auto sender = read_sender(context_, operand, process_)) {
    if (const auto* ref = std::get_if<ProcessRef>(&*sender)) {
      result.from = *ref;
      if (process_ != nullptr) {
        note_first(context_.direct_links[{ref->group, own_group()}].first_receive, operand.where);
      }
    } else {
      result.from = AnySender{};
      if (process_ != nullptr) note_first(process_->first_receive_from_any, operand.where);
    }
  }
  receiving(statement, result);
  return result;
}

Call ProgramReader::call(const JsonNode& statement, const JsonNode& operand) {
  Call result;
  result.mailbox =
      mailbox(operand, {.advice_for_process = "call a mailbox that process % receives from"});
  result.size = size(statement);
  result.priority = priority(statement);
  result.timeout = timeout(statement);
  outcomes(statement, result);
  return result;
}

void ProgramReader::note_reply(const JsonNode& node) {
  if (process_ != nullptr) note_first(process_->first_reply, node.where);
}

Reply ProgramReader::reply(const JsonNode& statement, const JsonNode& operand) {
  if (operand.kind != JsonKind::boolean || !operand.boolean) {
    context_.error(operand, "\"reply\" must be true, not " + value_in_words(operand),
                   {"a reply goes to whoever made the oldest unanswered call: write \"reply\", or "
                    "{ \"reply\": true, \"size\": \"1KB\" }"});
  }
  note_reply(statement);
  return {size(statement)};
}

bool ProgramReader::fits(const JsonNode& list, std::string_view of_what) {
  if (list.items.size() <= kLongestList) return true;
  context_.error(SourceRange{list.where.text, list.where.begin, list.where.begin + 1},
                 "there are " + grouped(list.items.size()) + " " + std::string(of_what) +
                     ", and at most " + grouped(kLongestList) + " are possible");
  return false;
}

Multicast ProgramReader::multicast(const JsonNode& statement, const JsonNode& operand) {
  Multicast result;
  if (operand.kind != JsonKind::array || operand.items.empty()) {
    report_wrong_type(context_, operand, "\"multicast\"", "a list of mailboxes",
                      R"([ "inbox_a", "inbox_b" ], or [ "fork[*]" ] for a whole array)");
  }
  if (!fits(operand, "targets of a \"multicast\"")) return result;
  for (const JsonNode& item : operand.items) {
    result.targets.push_back(mailbox(
        item, {.takes_all = true,
               .advice_for_process =
                   "a multicast goes to mailboxes: send to the process with { \"send_to\": % }"}));
  }
  sending(statement, result);
  return result;
}

}  // namespace ipcsim
