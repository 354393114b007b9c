#include "sim/model/read_statements.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/model/indexed_name.hpp"
#include "sim/model/program_reader.hpp"
#include "sim/model/quoting.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {

std::string name_behind_verb(const JsonNode& node) {
  if (node.kind != JsonKind::string) return {};
  const std::optional<IndexedName> name = split_index(node.text);
  if (!name) return {};
  return " " + name->name + (name->index ? "[" + *name->index + "]" : "");
}

Block ProgramReader::block(const JsonNode& node, std::string_view name) {
  Block result;
  if (node.kind != JsonKind::array) {
    report_wrong_type(context_, node, name, "a list of statements",
                      "[ { \"compute\": \"10ms\" } ]");
    return result;
  }
  result.reserve(node.items.size());
  for (const JsonNode& item : node.items) {
    if (std::optional<Statement> read = statement(item)) result.push_back(std::move(*read));
  }
  return result;
}

std::optional<Statement> ProgramReader::statement(const JsonNode& node) {
  if (node.kind == JsonKind::string) return word(node);
  if (node.kind != JsonKind::object) {
    report_wrong_type(context_, node, "a statement", "an object with a verb, or a string",
                      "{ \"compute\": \"10ms\" } or \"stop\"");
    return std::nullopt;
  }
  const VerbRow* verb = find_verb(context_, node);
  if (verb == nullptr) return std::nullopt;
  check_modifiers(context_, node, *verb);
  if (depth_ == kDeepestStatement) {
    context_.error(node, "statements stand more than " + std::to_string(kDeepestStatement) +
                             " deep in one another");
    return std::nullopt;
  }
  ++depth_;
  const JsonNode& operand = node.find(verb->name)->value;
  Statement result{node.where, std::string(verb->name), content(node, *verb, operand)};
  --depth_;
  if (verb->names_peer) result.text += name_behind_verb(operand);
  return result;
}

ProgramReader::Content ProgramReader::content(const JsonNode& statement, const VerbRow& verb,
                                              const JsonNode& operand) {
  switch (verb.verb) {
    case Verb::compute:
      return Compute{duration(operand)};
    case Verb::sleep:
      return Sleep{duration(operand)};
    case Verb::send:
      return send(statement, operand);
    case Verb::receive:
      return receive(statement, operand);
    case Verb::send_to:
      return send_to(statement, operand);
    case Verb::receive_from:
      return receive_from(statement, operand);
    case Verb::call:
      return call(statement, operand);
    case Verb::reply:
      return reply(statement, operand);
    case Verb::multicast:
      return multicast(statement, operand);
    case Verb::select:
      return select(operand);
    case Verb::choose:
      return choose(operand);
    case Verb::loop:
      return loop(statement, operand);
  }
  fail_check("every verb has a reader");
}

std::optional<Statement> ProgramReader::word(const JsonNode& node) {
  const std::optional<SimpleWord> simple = find_simple_word(context_, node);
  if (!simple) return std::nullopt;
  Statement result{node.where, node.text, Stop{}};
  switch (*simple) {
    case SimpleWord::stop:
      return result;
    case SimpleWord::reply:
      note_reply(node);
      result.what = Reply{};
      return result;
    case SimpleWord::break_loop:
      result.what = Break{};
      break;
    case SimpleWord::continue_loop:
      result.what = Continue{};
      break;
  }
  if (loops_ == 0) {
    context_.error(node, quote(node.text) + " stands outside of every loop",
                   {"\"break\" and \"continue\" act on the nearest \"loop\" around them; "
                    "\"stop\" ends the process"});
  }
  return result;
}

std::optional<Block> ProgramReader::optional_block(const JsonNode& statement,
                                                   std::string_view key) {
  const JsonMember* member = statement.find(key);
  if (member == nullptr) return std::nullopt;
  return block(member->value, quote(key));
}

Block ProgramReader::required_block(const JsonNode& statement, std::string_view owner) {
  std::optional<Block> result = optional_block(statement, "do");
  if (!result) {
    context_.error(statement, std::string(owner) + " has no \"do\"",
                   {"\"do\" lists what it does; \"do\": [] does nothing"});
  }
  return std::move(result).value_or(Block{});
}

Loop ProgramReader::loop(const JsonNode& statement, const JsonNode& operand) {
  Loop result;
  const bool is_forever = operand.kind == JsonKind::string && operand.text == "forever";
  if (operand.kind == JsonKind::number) {
    constexpr std::uint64_t kMostRounds = std::numeric_limits<std::uint32_t>::max();
    result.count = read_whole32(context_, operand, "loop", {0, kMostRounds}).value_or(0);
  } else if (!is_forever) {
    context_.error(
        operand,
        "\"loop\" must be a number of rounds or \"forever\", not " + value_in_words(operand),
        hints_for_number(operand, R"({ "loop": 10, "do": [ … ] })"));
  }
  ++loops_;
  result.body = required_block(statement, "this loop");
  --loops_;
  return result;
}

Choose ProgramReader::choose(const JsonNode& operand) {
  Choose result;
  if (operand.kind != JsonKind::array || operand.items.empty()) {
    report_wrong_type(context_, operand, "\"choose\"", "a list of branches",
                      "[ { \"weight\": 3, \"do\": [ … ] }, { \"weight\": 1, \"do\": [ … ] } ]");
    return result;
  }
  const std::size_t errors_before = context_.errors;
  double total = 0;
  for (const JsonNode& item : operand.items) {
    result.branches.push_back(branch(item));
    total += result.branches.back().weight;
  }
  if (context_.errors == errors_before && !(total > 0 && std::isfinite(total))) {
    context_.error(operand, total > 0 ? "the weights of the branches are too large to add up"
                                      : "all weights are 0, so no branch can ever be chosen");
  }
  return result;
}

Choose::Branch ProgramReader::branch(const JsonNode& node) {
  constexpr std::string_view kKeys[] = {"weight", "do"};
  Choose::Branch result;
  if (node.kind != JsonKind::object) {
    report_wrong_type(context_, node, "a branch of \"choose\"", "an object",
                      "{ \"weight\": 3, \"do\": [ … ] }");
    return result;
  }
  check_keys(context_, node, kKeys);
  if (const JsonMember* weight = node.find("weight")) {
    const std::string example = "\"weight\": 3";
    result.weight = read_number(context_, weight->value, "\"weight\"", example).value_or(0);
    if (result.weight < 0) {
      context_.error(weight->value,
                     "a weight cannot be negative, as " + weight->value.text + " is");
      result.weight = 0;
    }
  } else {
    context_.error(node, "this branch has no \"weight\"",
                   {"branches are chosen in proportion to their weights: \"weight\": 1 in each "
                    "makes all equally likely"});
  }
  result.body = required_block(node, "this branch");
  return result;
}

Block read_program(ReaderContext& context, const JsonNode& node, ProcessEntry* process) {
  if (node.kind == JsonKind::array && node.items.empty()) {
    context.error(node, "this program is empty",
                  {"a process does something: for example { \"compute\": \"10ms\" }"});
    return {};
  }
  return ProgramReader(context, process).block(node, "\"program\"");
}

}  // namespace ipcsim
