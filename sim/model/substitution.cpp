#include "sim/model/substitution.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::string_view kOpen = "${";

std::string scalar_text(const JsonNode& node) {
  if (node.kind == JsonKind::boolean) return node.boolean ? "true" : "false";
  return node.text;
}

std::string place(SourceRange where) {
  const LineColumn at = where.text->line_column(where.begin);
  return where.text->name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

class Substitution {
 public:
  Substitution(ReaderContext& context, WithValues& with) : context_(context), with_(with) {}

  JsonNode apply(const JsonNode& node) {
    if (node.kind == JsonKind::string && node.text.find(kOpen) != std::string::npos) {
      return replaced(node);
    }
    JsonNode result;
    result.kind = node.kind;
    result.boolean = node.boolean;
    result.where = node.where;
    result.text = node.text;
    result.note = node.note;
    result.items.reserve(node.items.size());
    for (const JsonNode& item : node.items) result.items.push_back(apply(item));
    result.members.reserve(node.members.size());
    for (const JsonMember& member : node.members) {
      result.members.push_back({member.key, member.key_where, apply(member.value)});
    }
    return result;
  }

 private:
  JsonNode replaced(const JsonNode& node) {
    const std::string_view text = node.text;
    JsonNode result = node;
    result.text.clear();
    std::string put_in;  // what was put in, in words
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t open = std::min(text.find(kOpen, at), text.size());
      result.text += text.substr(at, open - at);
      if (open == text.size()) break;
      const std::size_t close = text.find('}', open);
      if (close == std::string_view::npos) {
        context_.error(node, "a '${' without its '}'", {"write ${key}, key being one of \"with\""});
        return node;
      }
      const std::string_view key = text.substr(open + 2, close - open - 2);
      const JsonMember* member = find(node, key);
      if (member == nullptr) return node;
      if (open == 0 && close + 1 == text.size()) return whole(node, *member);
      const std::string value = scalar_text(member->value);
      result.text += value;
      put_in +=
          (put_in.empty() ? "" : ", ") + std::string("${") + member->key + "} is " + quote(value);
      at = close + 1;
    }
    result.note =
        std::make_shared<const std::string>("for process " + quote(with_.process) + ", " + put_in);
    return result;
  }

  JsonNode whole(const JsonNode& node, const JsonMember& member) {
    JsonNode result = member.value;
    result.note = std::make_shared<const std::string>("it stands for ${" + member.key + "} at " +
                                                      place(node.where));
    return result;
  }

  const JsonMember* find(const JsonNode& node, std::string_view key) {
    for (WithValue& value : with_.values) {
      if (value.member->key != key) continue;
      value.used = true;
      return value.member;
    }
    const std::vector<std::string> keys = with_.keys();
    context_.error(
        node, "nothing is given for ${" + std::string(key.substr(0, 80)) + "}",
        {keys.empty()
             ? "give process " + quote(with_.process) + " a \"with\": { " + quote(key) + ": … }"
             : known_words_hint(key, keys,
                                "\"with\" of process " + quote(with_.process) + " has")});
    return nullptr;
  }

  ReaderContext& context_;
  WithValues& with_;
};

}  // namespace

std::vector<std::string> WithValues::keys() const {
  std::vector<std::string> result;
  for (const WithValue& value : values) result.push_back(value.member->key);
  return result;
}

bool has_placeholder(const JsonNode& tree) {
  return (tree.kind == JsonKind::string && tree.text.find(kOpen) != std::string::npos) ||
         std::any_of(tree.items.begin(), tree.items.end(), has_placeholder) ||
         std::any_of(tree.members.begin(), tree.members.end(),
                     [](const JsonMember& member) { return has_placeholder(member.value); });
}

JsonNode substitute(ReaderContext& context, const JsonNode& tree, WithValues& with) {
  return Substitution(context, with).apply(tree);
}

}  // namespace ipcsim
