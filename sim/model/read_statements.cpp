#include "sim/model/read_statements.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/model/decimal.hpp"
#include "sim/model/mailbox_ref.hpp"
#include "sim/model/quoting.hpp"
#include "sim/model/read_distribution.hpp"
#include "sim/model/read_values.hpp"
#include "sim/model/statement_words.hpp"

namespace ipcsim {
namespace {

/// Reads the statements of one program for one process.
class ProgramReader {
 public:
  ProgramReader(ReaderContext& context, const ProcessEntry* process)
      : context_(context), process_(process) {}

  Block block(const JsonNode& node, std::string_view name) {
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

 private:
  std::optional<Statement> statement(const JsonNode& node) {
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
    Statement result{node.where, std::string(verb->name), {}};
    const JsonNode& operand = node.find(verb->name)->value;
    switch (verb->verb) {
      case Verb::compute:
        result.what = Compute{duration(operand)};
        break;
      case Verb::sleep:
        result.what = Sleep{duration(operand)};
        break;
      case Verb::send:
        result.what = send(node, operand);
        break;
      case Verb::receive:
        result.what = receive(node, operand);
        break;
      case Verb::loop:
        result.what = loop(node, operand);
        break;
      case Verb::choose:
        result.what = choose(operand);
        break;
    }
    --depth_;
    if (verb->verb == Verb::send || verb->verb == Verb::receive) {
      result.text += mailbox_in_words(operand);
    }
    return result;
  }

  /// " fork[self+1]", without blanks in the index.
  static std::string mailbox_in_words(const JsonNode& node) {
    const std::optional<IndexedName> name = split_index(node.text);
    if (!name) return {};
    return " " + name->name + (name->index ? "[" + *name->index + "]" : "");
  }

  std::optional<Statement> word(const JsonNode& node) {
    const std::optional<SimpleWord> simple = find_simple_word(context_, node);
    if (!simple) return std::nullopt;
    Statement result{node.where, node.text, Stop{}};
    if (*simple == SimpleWord::stop) return result;
    if (loops_ == 0) {
      context_.error(node, quote(node.text) + " stands outside of every loop",
                     {"\"break\" and \"continue\" act on the nearest \"loop\" around them; "
                      "\"stop\" ends the process"});
    }
    if (*simple == SimpleWord::break_loop) {
      result.what = Break{};
    } else {
      result.what = Continue{};
    }
    return result;
  }

  // What follows reads the parts of statements. A part that is wrong gets a stand-in: the scenario
  // is not used then.

  Distribution duration(const JsonNode& node) {
    return read_distribution(context_, node, QuantityKind::duration).value_or(Distribution());
  }

  MailboxRef mailbox(const JsonNode& node, bool MailboxEntry::*used) {
    const std::optional<MailboxRef> ref = read_mailbox_ref(context_, node, process_);
    if (!ref) return {};
    if (process_ != nullptr) context_.mailboxes[ref->group.index()].*used = true;
    return *ref;
  }

  std::optional<Mode> mode(const JsonNode& statement) {
    const JsonMember* member = statement.find("mode");
    if (member == nullptr) return std::nullopt;
    return read_mode(context_, member->value, "mode");
  }

  std::optional<Distribution> timeout(const JsonNode& statement) {
    const JsonMember* member = statement.find("timeout");
    if (member == nullptr) return std::nullopt;
    return duration(member->value);
  }

  std::optional<Block> optional_block(const JsonNode& statement, std::string_view key) {
    const JsonMember* member = statement.find(key);
    if (member == nullptr) return std::nullopt;
    return block(member->value, quote(key));
  }

  Block required_block(const JsonNode& statement, std::string_view owner) {
    std::optional<Block> result = optional_block(statement, "do");
    if (!result) {
      context_.error(statement, std::string(owner) + " has no \"do\"",
                     {"\"do\" lists what it does; \"do\": [] does nothing"});
    }
    return std::move(result).value_or(Block{});
  }

  std::int32_t priority(const JsonNode& statement) {
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

  Send send(const JsonNode& statement, const JsonNode& operand) {
    Send result;
    result.to = mailbox(operand, &MailboxEntry::sent_to);
    if (const JsonMember* size = statement.find("size")) {
      result.size =
          read_distribution(context_, size->value, QuantityKind::size).value_or(Distribution());
    }
    result.priority = priority(statement);
    result.pinned = mode(statement);
    result.timeout = timeout(statement);
    if (result.timeout && result.pinned == Mode::nonblocking) {
      context_.error(statement.find("timeout")->key_where,
                     "a nonblocking send goes on at once, so it has no \"timeout\"",
                     {"take \"timeout\" away, or make the mode \"blocking\""});
    }
    result.then = optional_block(statement, "do").value_or(Block{});
    result.otherwise = optional_block(statement, "else");
    return result;
  }

  Receive receive(const JsonNode& statement, const JsonNode& operand) {
    Receive result;
    result.from = mailbox(operand, &MailboxEntry::received_from);
    result.pinned = mode(statement);
    result.timeout = timeout(statement);
    result.then = optional_block(statement, "do").value_or(Block{});
    result.otherwise = optional_block(statement, "else");
    return result;
  }

  Loop loop(const JsonNode& statement, const JsonNode& operand) {
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

  Choose choose(const JsonNode& operand) {
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

  Choose::Branch branch(const JsonNode& node) {
    constexpr std::string_view kKeys[] = {"weight", "do"};
    Choose::Branch result;
    if (node.kind != JsonKind::object) {
      report_wrong_type(context_, node, "a branch of \"choose\"", "an object",
                        "{ \"weight\": 3, \"do\": [ … ] }");
      return result;
    }
    check_keys(context_, node, "branch", kKeys);
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

  ReaderContext& context_;
  const ProcessEntry* process_;
  int loops_ = 0;  // around the statement that is being read
  int depth_ = 0;  // statements around it
};

}  // namespace

Block read_program(ReaderContext& context, const JsonNode& node, const ProcessEntry* process) {
  if (node.kind == JsonKind::array && node.items.empty()) {
    context.error(node, "this program is empty",
                  {"a process does something: for example { \"compute\": \"10ms\" }"});
    return {};
  }
  return ProgramReader(context, process).block(node, "\"program\"");
}

}  // namespace ipcsim
