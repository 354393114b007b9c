#include "sim/model/statement_words.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "sim/model/quoting.hpp"
#include "sim/model/read_values.hpp"
#include "sim/model/unsupported.hpp"

namespace ipcsim {
namespace {

constexpr VerbRow kVerbs[] = {
    {Verb::compute, "compute", {}, R"({ "compute": "10ms" })"},
    {Verb::sleep, "sleep", {}, R"({ "sleep": "10ms" })"},
    {Verb::send,
     "send",
     {"size", "priority", "mode", "timeout", "do", "else"},
     R"({ "send": "buffer" })"},
    {Verb::receive, "receive", {"mode", "timeout", "do", "else"}, R"({ "receive": "buffer" })"},
    {Verb::loop, "loop", {"do"}, R"({ "loop": 10, "do": [ … ] })"},
    {Verb::choose, "choose", {}, R"({ "choose": [ { "weight": 1, "do": [ … ] } ] })"},
};

constexpr WordRow<SimpleWord> kSimpleWords[] = {
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

/// Whether the word makes a statement of an object, in this version or a later one.
bool is_verb(std::string_view name) {
  return verb_named(name) != nullptr || find_unsupported("statement", name) != nullptr;
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

std::vector<std::string> verb_names() {
  std::vector<std::string> names;
  for (const VerbRow& row : kVerbs) names.emplace_back(row.name);
  return names;
}

void report_no_verb(ReaderContext& context, const JsonNode& statement) {
  const std::vector<std::string> verbs = verb_names();
  for (const JsonMember& member : statement.members) {
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
    if (!is_verb(member.key)) continue;
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
  if (const Unsupported* row = find_unsupported("statement", first->key)) {
    context.error(first->key_where, quote(first->key) + " is not supported by this version yet",
                  {std::string(row->advice)});
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
    if (const Unsupported* row = find_unsupported(verb.name, member.key)) {
      context.error(
          member.key_where,
          quote(member.key) + " of a " + quote(verb.name) + " is not supported by this version yet",
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
  } else if (const Unsupported* row = find_unsupported("statement", node.text)) {
    context.error(node, quote(node.text) + " is not supported by this version yet",
                  {std::string(row->advice)});
  } else {
    context.error(node, "no statement is named " + quote(node.text),
                  {known_words_hint(node.text, words, "statements that are a string")});
  }
  return std::nullopt;
}

}  // namespace ipcsim
