#include "sim/model/statement_words.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "sim/model/quoting.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {
namespace {

constexpr VerbRow kVerbs[] = {
    {Verb::compute, "compute", {}, R"({ "compute": "10ms" })"},
    {Verb::sleep, "sleep", {}, R"({ "sleep": "10ms" })"},
    {Verb::send,
     "send",
     {"size", "priority", "mode", "until", "timeout", "do", "else"},
     R"({ "send": "buffer" })",
     true},
    {Verb::receive,
     "receive",
     {"mode", "timeout", "do", "else"},
     R"({ "receive": "buffer" })",
     true},
    {Verb::send_to,
     "send_to",
     {"size", "priority", "mode", "until", "timeout", "do", "else"},
     R"({ "send_to": "consumer" })",
     true},
    {Verb::receive_from,
     "receive_from",
     {"mode", "timeout", "do", "else"},
     R"({ "receive_from": "producer" })",
     true},
    {Verb::call,
     "call",
     {"size", "priority", "timeout", "do", "else"},
     R"({ "call": "requests" })",
     true},
    {Verb::reply, "reply", {"size"}, R"({ "reply": true, "size": "1KB" })"},
    {Verb::multicast,
     "multicast",
     {"size", "priority", "mode", "until", "timeout"},
     R"({ "multicast": [ "inbox_a", "inbox_b" ] })"},
    {Verb::select,
     "select",
     {},
     R"({ "select": [ { "receive": "orders", "do": [ … ] }, { "after": "1s", "do": [ … ] } ] })"},
    {Verb::choose, "choose", {}, R"({ "choose": [ { "weight": 1, "do": [ … ] } ] })"},
    {Verb::loop, "loop", {"do"}, R"({ "loop": 10, "do": [ … ] })"},
};

/// What to write instead of a modifier that people expect a verb to have.
struct Misplaced {
  std::string_view verb;
  std::string_view modifier;
  std::string_view advice;
};
constexpr std::string_view kCallWaits =
    "take it away: a call waits for its reply, whatever the strategy; \"timeout\" makes it give up";
constexpr std::string_view kReplyGoesOn = "take it away: a reply never waits";
constexpr std::string_view kMulticastHasNoOutcome =
    "a multicast goes on whatever becomes of its sends: to act on it, write one \"send\" for each "
    "mailbox";
constexpr Misplaced kMisplaced[] = {
    {"call", "mode", kCallWaits},
    {"call", "until", kCallWaits},
    {"reply", "mode", kReplyGoesOn},
    {"reply", "until", kReplyGoesOn},
    {"reply", "timeout", kReplyGoesOn},
    {"multicast", "do", kMulticastHasNoOutcome},
    {"multicast", "else", kMulticastHasNoOutcome},
    {"select", "mode", "to go on at once, add the alternative { \"else\": [] }"},
    {"select", "timeout", "to give up, add an alternative: { \"after\": \"1s\", \"do\": [ … ] }"},
    {"select", "else", "add it as an alternative: { \"else\": [ … ] }"},
    {"select", "do", "give each alternative a \"do\" of its own"},
};

constexpr WordRow<SimpleWord> kSimpleWords[] = {
    {"reply", SimpleWord::reply},
    {"break", SimpleWord::break_loop},
    {"continue", SimpleWord::continue_loop},
    {"stop", SimpleWord::stop},
};

const VerbRow* verb_named(std::string_view name) {
  for (const VerbRow& row : kVerbs) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

bool is_simple_word(std::string_view name) {
  return std::any_of(std::begin(kSimpleWords), std::end(kSimpleWords),
                     [&](const WordRow<SimpleWord>& row) { return row.word == name; });
}

bool takes(const VerbRow& verb, std::string_view modifier) {
  return std::find(verb.modifiers.begin(), verb.modifiers.end(), modifier) != verb.modifiers.end();
}

std::vector<std::string> modifier_list(const VerbRow& verb) {
  std::vector<std::string> result;
  for (const std::string_view modifier : verb.modifiers) {
    if (!modifier.empty()) result.emplace_back(modifier);
  }
  return result;
}

/// The verbs that take this modifier, as `"send" and "receive"`; empty if it is none.
std::string takers(std::string_view modifier) {
  std::vector<std::string> names;
  for (const VerbRow& row : kVerbs) {
    if (takes(row, modifier)) names.push_back(quote(row.name));
  }
  std::string result;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) result += i + 1 == names.size() ? " and " : ", ";
    result += names[i];
  }
  return result;
}

const Misplaced* find_misplaced(std::string_view verb, std::string_view modifier) {
  for (const Misplaced& row : kMisplaced) {
    if (row.verb == verb && row.modifier == modifier) return &row;
  }
  return nullptr;
}

std::vector<std::string> verb_names() {
  std::vector<std::string> names;
  for (const VerbRow& row : kVerbs) names.emplace_back(row.name);
  return names;
}

void report_no_verb(ReaderContext& context, const JsonNode& statement) {
  const std::vector<std::string> verbs = verb_names();
  for (const JsonMember& member : statement.members) {
    if (member.key == "after") {
      context.error(member.key_where, "\"after\" is no statement, but an alternative of \"select\"",
                    {"to let time pass, write { \"sleep\": \"1s\" }"});
      return;
    }
    if (is_simple_word(member.key)) {
      context.error(member.key_where, quote(member.key) + " is a statement by itself",
                    {"write " + quote(member.key) + " instead of the object"});
      return;
    }
  }
  for (const JsonMember& member : statement.members) {
    if (!takers(member.key).empty()) continue;
    context.error(member.key_where, "no statement is named " + quote(member.key),
                  {known_words_hint(member.key, verbs, "verbs")});
    return;
  }
  context.error(statement, "this statement has no verb",
                {"verbs: " + word_list(verbs) + "; for example " + std::string(kVerbs[0].example)});
}

}  // namespace

const VerbRow* find_verb(ReaderContext& context, const JsonNode& statement) {
  const JsonMember* first = nullptr;
  for (const JsonMember& member : statement.members) {
    if (verb_named(member.key) == nullptr) continue;
    if (first == nullptr) {
      first = &member;
      continue;
    }
    context.error(member.key_where,
                  "a statement has one verb, and this one has two: " + quote(first->key) + " and " +
                      quote(member.key),
                  {"write two statements, { … }, { … }"});
    return nullptr;
  }
  if (first == nullptr) {
    report_no_verb(context, statement);
    return nullptr;
  }
  return verb_named(first->key);
}

void check_modifiers(ReaderContext& context, const JsonNode& statement, const VerbRow& verb) {
  for (const JsonMember& member : statement.members) {
    if (member.key == verb.name || takes(verb, member.key)) continue;
    const std::vector<std::string> own = modifier_list(verb);
    const std::string takes_these = own.empty() ? quote(verb.name) + " takes no other keys"
                                                : quote(verb.name) + " takes " + word_list(own);
    if (const Misplaced* row = find_misplaced(verb.name, member.key)) {
      context.error(member.key_where, quote(member.key) + " does not belong to " + quote(verb.name),
                    {std::string(row->advice)});
    } else if (const std::string others = takers(member.key); !others.empty()) {
      context.error(member.key_where, quote(member.key) + " does not belong to " + quote(verb.name),
                    {"it belongs to " + others + "; " + takes_these});
    } else {
      context.error(member.key_where,
                    "unknown key " + quote(member.key) + " of " + quote(verb.name),
                    {own.empty() ? takes_these : known_words_hint(member.key, own, "known keys")});
    }
  }
}

std::optional<SimpleWord> find_simple_word(ReaderContext& context, const JsonNode& node) {
  std::vector<std::string> words;
  for (const WordRow<SimpleWord>& row : kSimpleWords) {
    if (row.word == node.text) return row.value;
    words.emplace_back(row.word);
  }
  if (const VerbRow* verb = verb_named(node.text)) {
    context.error(node, quote(node.text) + " alone is no statement: " + "it needs more",
                  {"for example " + std::string(verb->example)});
  } else {
    context.error(node, "no statement is named " + quote(node.text),
                  {known_words_hint(node.text, words, "statements that are a string")});
  }
  return std::nullopt;
}

}  // namespace ipcsim
