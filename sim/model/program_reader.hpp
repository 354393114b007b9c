// Reads the statements of one program for one process, block by block. A part that is wrong gets a
// stand-in: the scenario is not used then. Notes in the context what the program does with
// mailboxes and processes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/model/mailbox_ref.hpp"
#include "sim/model/reader_context.hpp"
#include "sim/model/statement_words.hpp"

namespace ipcsim {

class ProgramReader {
 public:
  /// `process` is null where a program is read that no process runs.
  ProgramReader(ReaderContext& context, ProcessEntry* process)
      : context_(context), process_(process) {}

  /// The statements in `node`, which messages call `name`.
  Block block(const JsonNode& node, std::string_view name);

 private:
  using Content = decltype(Statement::what);

  std::optional<Statement> statement(const JsonNode& node);
  std::optional<Statement> word(const JsonNode& node);
  Content content(const JsonNode& statement, const VerbRow& verb, const JsonNode& operand);
  Loop loop(const JsonNode& statement, const JsonNode& operand);
  Choose choose(const JsonNode& operand);
  Choose::Branch branch(const JsonNode& node);
  std::optional<Block> optional_block(const JsonNode& statement, std::string_view key);
  Block required_block(const JsonNode& statement, std::string_view owner);

  // read_communication.cpp
  Send send(const JsonNode& statement, const JsonNode& operand);
  Send send_to(const JsonNode& statement, const JsonNode& operand);
  /// What `receive` and `receive_from` have in common.
  void receiving(const JsonNode& statement, Receive& result);
  Receive receive(const JsonNode& statement, const JsonNode& operand);
  Receive receive_from(const JsonNode& statement, const JsonNode& operand);
  Call call(const JsonNode& statement, const JsonNode& operand);
  Reply reply(const JsonNode& statement, const JsonNode& operand);
  /// Reports a list that is too long.
  bool fits(const JsonNode& list, std::string_view of_what);
  Multicast multicast(const JsonNode& statement, const JsonNode& operand);
  template <class Sending>
  void sending(const JsonNode& statement, Sending& result);
  template <class Operation>
  void outcomes(const JsonNode& statement, Operation& result);
  Distribution duration(const JsonNode& node);
  Distribution size(const JsonNode& statement);
  std::int32_t priority(const JsonNode& statement);
  std::optional<Mode> mode(const JsonNode& statement);
  SendUntil until(const JsonNode& statement);
  std::optional<Distribution> timeout(const JsonNode& statement);
  MailboxRef mailbox(const JsonNode& node, MailboxNaming naming);
  void note_reply(const JsonNode& node);
  [[nodiscard]] ProcessGroupId own_group() const;

  // read_select.cpp
  Select select(const JsonNode& operand);
  std::optional<Select::Alternative> alternative(const JsonNode& node, Select& select);
  void check_select(const JsonNode& operand, const Select& select);

  ReaderContext& context_;
  ProcessEntry* process_;
  int loops_ = 0;  // around the statement that is being read
  int depth_ = 0;  // statements around it
};

/// ` fork[self+1]`, without blanks in the index: how a statement on `node` is spoken of behind its
/// verb. Empty where the node names nothing.
std::string name_behind_verb(const JsonNode& node);

}  // namespace ipcsim
