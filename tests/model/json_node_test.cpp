#include "sim/model/json_node.hpp"

#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace ipcsim {
namespace {

struct Expected {
  JsonKind kind;
  std::string spelling;
  std::string key;  // spelled, with quotes; empty where there is none
};

/// Writes a random JSON text with comments, blanks, escapes and multibyte characters, and notes
/// what each value and key is spelled like, in the order in which they begin.
class RandomJson {
 public:
  explicit RandomJson(std::uint64_t seed) : random_(seed) {}

  std::string text;
  std::vector<Expected> nodes;

  void write() {
    blanks();
    value("", 0);
    blanks();
  }

 private:
  std::size_t pick(std::size_t n) { return random_() % n; }

  void blanks() {
    static const char* const kBlanks[] = {"",
                                          "",
                                          "",
                                          "",
                                          " ",
                                          "\n",
                                          "\r\n",
                                          "\t",
                                          "  ",
                                          "//\n",
                                          "/**/",
                                          "// \"x\" {\n",
                                          "/* 12 */",
                                          "/* ä \\\" */",
                                          "// ends \\\n",
                                          "/*\n*/ //é\r"};
    text += kBlanks[pick(std::size(kBlanks))];
  }

  std::string string_spelling() {
    static const char* const kPieces[] = {
        "a",  "buffer", "é", "漢字", "😀", "\\\"", "\\\\", "\\n", "\\u00e9", "\\ud83d\\ude00",
        "//", "/*",     "{", "]",    " ", ":",    ",",    "'",   "\\/",     "\\\\\\\\"};
    std::string spelling = "\"";
    for (std::size_t i = pick(5); i > 0; --i) spelling += kPieces[pick(std::size(kPieces))];
    return spelling + "\"";
  }

  std::string number_spelling() {
    static const char* const kNumbers[] = {"0",
                                           "-0",
                                           "7",
                                           "-12",
                                           "3.25",
                                           "0.001",
                                           "1e3",
                                           "1E+3",
                                           "-2.5e-10",
                                           "18446744073709551615",
                                           "123456789012345678901234567890",
                                           "1.00",
                                           "-9223372036854775808",
                                           "0e5"};
    return kNumbers[pick(std::size(kNumbers))];
  }

  void scalar(const std::string& key) {
    static const char* const kLiterals[] = {"true", "false", "null"};
    const std::size_t kind = pick(4);
    if (kind == 0) {
      const std::string literal = kLiterals[pick(3)];
      nodes.push_back({literal == "null" ? JsonKind::null : JsonKind::boolean, literal, key});
    } else if (kind == 1) {
      nodes.push_back({JsonKind::string, string_spelling(), key});
    } else {
      nodes.push_back({JsonKind::number, number_spelling(), key});
    }
    text += nodes.back().spelling;
  }

  void value(const std::string& key, int depth) {
    if (depth == 5 || pick(3) == 0) return scalar(key);
    const bool is_object = pick(2) == 0;
    const std::size_t begin = text.size();
    const std::size_t index = nodes.size();
    nodes.push_back({is_object ? JsonKind::object : JsonKind::array, "", key});
    text += is_object ? "{" : "[";
    const std::size_t size = pick(4);
    for (std::size_t i = 0; i < size; ++i) {
      blanks();
      std::string member;
      if (is_object) {
        member = string_spelling();
        member.insert(1, std::to_string(i) + "#");  // keys must differ
        text += member;
        blanks();
        text += ":";
        blanks();
      }
      value(member, depth + 1);
      blanks();
      if (i + 1 < size) text += ",";
    }
    blanks();
    text += is_object ? "}" : "]";
    nodes[index].spelling = text.substr(begin);
  }

  std::mt19937_64 random_;
};

std::string spelling(const SourceRange& where) {
  return std::string(where.text->text().substr(where.begin, where.end - where.begin));
}

/// Appends what the tree says of itself, in the order in which its values begin.
void collect(const JsonNode& node, const std::string& key, std::vector<Expected>& nodes) {
  nodes.push_back({node.kind, spelling(node.where), key});
  if (node.kind == JsonKind::number) CHECK(node.text == nodes.back().spelling);
  if (node.kind == JsonKind::string) {
    CHECK(nlohmann::json::parse(nodes.back().spelling) == node.text);
  }
  for (const JsonNode& item : node.items) collect(item, "", nodes);
  for (const JsonMember& member : node.members) {
    CHECK(nlohmann::json::parse(spelling(member.key_where)) == member.key);
    collect(member.value, spelling(member.key_where), nodes);
  }
}

TEST_CASE("the place of every key and value spells it, whatever stands around it") {
  for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
    RandomJson json(seed);
    json.write();
    const SourceText text("random.json", json.text);
    Diagnostics diagnostics;
    const std::optional<JsonNode> root = parse_json(text, diagnostics);
    CAPTURE(seed);
    CAPTURE(json.text);
    REQUIRE(root.has_value());
    REQUIRE(diagnostics.render().empty());
    std::vector<Expected> found;
    collect(*root, "", found);
    REQUIRE(found.size() == json.nodes.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      REQUIRE(found[i].kind == json.nodes[i].kind);
      REQUIRE(found[i].spelling == json.nodes[i].spelling);
      REQUIRE(found[i].key == json.nodes[i].key);
    }
  }
}

TEST_CASE("a number that ends the text, or a character before it, has its whole place") {
  for (const std::string number : {"0", "-0", "12", "1.5", "1e5", "-1.25E-3"}) {
    for (const std::string end : {"", " ", "\n", "//", "/**/"}) {
      const SourceText text("number.json", number + end);
      Diagnostics diagnostics;
      const std::optional<JsonNode> root = parse_json(text, diagnostics);
      CAPTURE(number + end);
      REQUIRE(root.has_value());
      CHECK(spelling(root->where) == number);
      CHECK(root->text == number);
    }
  }
}

TEST_CASE("a broken text is refused exactly when the JSON library refuses it") {
  std::size_t refused = 0;
  for (std::uint64_t seed = 1; seed <= 6000; ++seed) {
    RandomJson json(seed);
    json.write();
    std::mt19937_64 random(seed);
    static constexpr std::string_view kBytes = "{}[]:,\"'/*\\ \n\r\tae-+.019tfn#=;";
    for (std::size_t edits = 1 + random() % 3; edits > 0 && !json.text.empty(); --edits) {
      const std::size_t at = random() % json.text.size();
      if (static_cast<unsigned char>(json.text[at]) >= 0x80U) continue;  // stay UTF-8
      if (random() % 2 == 0) {
        json.text[at] = kBytes[random() % kBytes.size()];
      } else if (random() % 2 == 0) {
        json.text.erase(at, 1);
      } else {
        json.text.insert(at, 1, kBytes[random() % kBytes.size()]);
      }
    }
    const SourceText text("broken.json", json.text);
    Diagnostics diagnostics;
    const std::optional<JsonNode> root = parse_json(text, diagnostics);
    CAPTURE(seed);
    CAPTURE(json.text);
    REQUIRE(root.has_value() == nlohmann::json::accept(json.text, true));
    if (root) continue;
    ++refused;
    REQUIRE(diagnostics.in_order().size() >= 1);
    for (const Diagnostic& diagnostic : diagnostics.in_order()) {
      REQUIRE_FALSE(diagnostic.message.empty());
      REQUIRE(diagnostic.where.begin <= diagnostic.where.end);
      REQUIRE(diagnostic.where.end <= json.text.size());
    }
  }
  CHECK(refused > 1000);
}

TEST_CASE("of a repeated key the first stays") {
  const SourceText text("twice.json", R"({"a": 1, "b": 2, "a": 3})");
  Diagnostics diagnostics;
  const std::optional<JsonNode> root = parse_json(text, diagnostics);
  REQUIRE(root.has_value());
  CHECK(diagnostics.has_errors());
  REQUIRE(root->members.size() == 2);
  CHECK(root->find("a")->value.text == "1");
  CHECK(root->find("b")->value.text == "2");
  CHECK(root->find("c") == nullptr);
}

TEST_CASE("nesting is followed to its limit and refused beyond it") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  const auto is_read = [](const std::string& json) {
    const SourceText text("deep.json", json);
    Diagnostics diagnostics;
    return parse_json(text, diagnostics).has_value();
  };
  CHECK(is_read(nested(kDeepestJson)));
  CHECK_FALSE(is_read(nested(kDeepestJson + 1)));
  CHECK_FALSE(is_read(nested(1'000'000)));
  CHECK_FALSE(is_read(std::string(1'000'000, '[')));
}

}  // namespace
}  // namespace ipcsim
