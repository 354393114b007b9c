// The verbs of statements and the modifiers that each one takes, in one table; and what is wrong
// with a statement as a set of words. Knows nothing of what the words mean.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

enum class Verb : std::uint8_t {
  compute,
  sleep,
  send,
  receive,
  send_to,
  receive_from,
  call,
  reply,
  multicast,
  select,
  choose,
  loop,
};

struct VerbRow {
  Verb verb;
  std::string_view name;
  std::array<std::string_view, 7> modifiers;  // empty ones: none
  std::string_view example;
  bool names_peer = false;  // its value is a mailbox or a process, and the statement's text has it
};

/// Statements that are a string.
enum class SimpleWord : std::uint8_t { reply, break_loop, continue_loop, stop };

/// The verb of a statement; null after a report that it has none, two, or one that is unknown.
const VerbRow* find_verb(ReaderContext& context, const JsonNode& statement);

/// Reports the keys of a statement that do not belong to its verb.
void check_modifiers(ReaderContext& context, const JsonNode& statement, const VerbRow& verb);

/// The statement that the string in `node` is; empty after a report.
std::optional<SimpleWord> find_simple_word(ReaderContext& context, const JsonNode& node);

}  // namespace ipcsim
