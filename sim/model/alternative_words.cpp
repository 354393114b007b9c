#include "sim/model/alternative_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

struct AlternativeRow {
  AlternativeKind kind;
  std::string_view name;
  std::array<std::string_view, 3> modifiers;  // empty ones: none
};
constexpr AlternativeRow kAlternatives[] = {
    {AlternativeKind::receive, "receive", {"do"}},
    {AlternativeKind::send, "send", {"size", "priority", "do"}},
    {AlternativeKind::after, "after", {"do"}},
    {AlternativeKind::otherwise, "else", {}},
};
constexpr std::string_view kForms =
    R"({ "receive": M, "do": […] }, { "send": M, "do": […] }, { "after": "1s", "do": […] } or )"
    R"({ "else": […] })";

/// What to write instead of a key that people expect an alternative to have.
struct Misplaced {
  std::string_view key;
  std::string_view advice;
};
constexpr std::string_view kMailboxesOnly =
    "the alternatives of a \"select\" name mailboxes, not processes";
constexpr Misplaced kMisplacedModifiers[] = {
    {"else",
     "write it as an alternative of its own, { \"else\": [ … ] }: it is taken if no other "
     "can go"},
    {"timeout", "write it as an alternative of its own: { \"after\": \"1s\", \"do\": [ … ] }"},
    {"mode",
     "a select waits until an alternative can go; with the alternative { \"else\": [] } it "
     "never waits"},
    {"until", "a send of a select has succeeded once its message is accepted"},
};
constexpr Misplaced kMisplacedVerbs[] = {
    {"send_to", kMailboxesOnly},
    {"receive_from", kMailboxesOnly},
    {"call", "receive or send here, and call in the \"do\""},
    {"sleep", "to stop waiting after some time, write { \"after\": \"1s\", \"do\": [ … ] }"},
    {"timeout", "to stop waiting after some time, write { \"after\": \"1s\", \"do\": [ … ] }"},
};

template <std::size_t kRows>
const Misplaced* find_misplaced(const Misplaced (&rows)[kRows], std::string_view key) {
  for (const Misplaced& row : rows) {
    if (row.key == key) return &row;
  }
  return nullptr;
}

const AlternativeRow* row_named(std::string_view name) {
  for (const AlternativeRow& row : kAlternatives) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

void report_nothing(ReaderContext& context, const JsonNode& alternative) {
  for (const JsonMember& member : alternative.members) {
    if (const Misplaced* row = find_misplaced(kMisplacedVerbs, member.key)) {
      context.error(member.key_where, quote(member.key) + " cannot be an alternative of \"select\"",
                    {std::string(row->advice)});
      return;
    }
  }
  for (const JsonMember& member : alternative.members) {
    if (member.key == "do" || member.key == "size" || member.key == "priority") continue;
    std::vector<std::string> known;
    for (const AlternativeRow& row : kAlternatives) known.emplace_back(row.name);
    context.error(member.key_where, "no alternative of \"select\" is named " + quote(member.key),
                  {known_words_hint(member.key, known, "alternatives")});
    return;
  }
  context.error(alternative, "this alternative has no \"receive\", \"send\", \"after\" or \"else\"",
                {"an alternative is " + std::string(kForms)});
}

void check_modifiers(ReaderContext& context, const JsonNode& alternative,
                     const AlternativeRow& row) {
  for (const JsonMember& member : alternative.members) {
    const bool is_known =
        member.key == row.name ||
        std::find(row.modifiers.begin(), row.modifiers.end(), member.key) != row.modifiers.end();
    if (is_known) continue;
    std::vector<std::string> own;
    for (const std::string_view modifier : row.modifiers) {
      if (!modifier.empty()) own.emplace_back(modifier);
    }
    const std::string owner = "the alternative " + quote(row.name);
    if (const Misplaced* misplaced = find_misplaced(kMisplacedModifiers, member.key)) {
      context.error(member.key_where, quote(member.key) + " does not belong to " + owner,
                    {std::string(misplaced->advice)});
    } else {
      context.error(member.key_where, "unknown key " + quote(member.key) + " of " + owner,
                    {own.empty() ? quote(row.name) + " takes no other keys"
                                 : known_words_hint(member.key, own, "known keys")});
    }
  }
}

}  // namespace

std::optional<AlternativeWord> find_alternative(ReaderContext& context,
                                                const JsonNode& alternative) {
  // An "else" is a modifier that does not belong, where there is something else.
  const JsonMember* first = nullptr;
  for (const JsonMember& member : alternative.members) {
    if (row_named(member.key) == nullptr || member.key == "else") continue;
    if (first == nullptr) {
      first = &member;
      continue;
    }
    context.error(member.key_where,
                  "an alternative is one thing, and this one is two: " + quote(first->key) +
                      " and " + quote(member.key),
                  {"write two alternatives, { … }, { … }"});
    return std::nullopt;
  }
  if (first == nullptr) first = alternative.find("else");
  if (first == nullptr) {
    report_nothing(context, alternative);
    return std::nullopt;
  }
  const AlternativeRow* row = row_named(first->key);
  check_modifiers(context, alternative, *row);
  return AlternativeWord{row->kind, first};
}

}  // namespace ipcsim
