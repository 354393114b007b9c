// Valid scenarios, broken at random: whatever comes out, the reader must neither crash nor be
// silent, and must point into the text.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "sim/base/utf8.hpp"
#include "sim/model/read_scenario.hpp"

namespace ipcsim {
namespace {

std::vector<std::string> valid_texts() {
  std::vector<std::string> texts;
  const auto folder = std::filesystem::path(IPCSIM_SOURCE_DIR) / "tests" / "model" / "examples";
  for (const char* name : {"bounded_buffer.json", "circular_wait.json", "chat.json"}) {
    std::ifstream stream(folder / name, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    REQUIRE_FALSE(texts.back().empty());
  }
  texts.emplace_back(R"({ "ipcsim": 1, "run": { "until": { "messages": 9, "mailbox": "q[1]" } },
    "mailboxes": { "q": { "capacity": "unbounded", "count": 3, "initial": 2 } },
    "programs": { "w": [ { "loop": "forever", "do": [ { "send": "q[${k}]", "timeout": "1ms",
      "else": [ "continue" ] }, { "receive": "q[self-1]", "do": [ "break" ] } ] },
      { "choose": [ { "weight": 0.5, "do": [ "stop" ] }, { "weight": 2, "do": [] } ] } ] },
    "processes": { "p": { "count": 3, "program": "w", "with": { "k": "self" },
      "start": { "empirical": [ [ "1us", 1 ], [ "2us", 3 ] ] } } },
    "expect": { "deadlock": "some", "processes.p[2].polls": "< 1e3" } })");
  texts.emplace_back(R"({ "ipcsim": 1, "run": { "until": "1s" }, "direct": { "capacity": 2 },
    "mailboxes": { "q": { "capacity": 0, "count": 3 }, "r": { "capacity": 1 } },
    "programs": { "w": [ { "loop": "forever", "do": [ { "select": [
      { "receive": "q[self]", "do": [ "reply", "break" ] }, { "send": "r", "size": "1KB" },
      { "after": "${t}", "do": [ { "multicast": [ "q[*]", "r" ], "until": "received" } ] },
      { "else": [ { "call": "q[any]", "timeout": "1ms", "else": [ "continue" ] } ] } ] } ] },
      { "send_to": "v", "priority": 2 }, { "reply": true, "size": "1KB" } ] },
    "processes": { "p": { "count": 3, "program": "w", "with": { "t": "1ms" } },
      "v": { "program": [ { "receive_from": "p[any]" }, { "receive_from": "any" },
        { "receive": "r" }, { "send_to": "p[self+1]", "mode": "nonblocking" } ] } },
    "expect": { "deadlock": "partial", "direct.p.v.wait.p95": "< 1ms" } })");
  return texts;
}

/// Breaks the text in one place.
void mutate(std::string& text, std::mt19937_64& random) {
  static constexpr std::string_view kPieces[] = {
      "{",  "}",    "[",         "]",        ",",      ":",        "\"",    "null",     "true",
      "-1", "1e99", "\"x\"",     "0",        "\"10\"", "${",       "}",     "[self+1]", "[any]",
      "//", "/*",   "\\",        "\xC3\xA9", "\xFF",   "forever",  "break", "\"do\"",   "\"send\"",
      "\n", "ms",   "\"until\"", "[*]",      "reply",  "\"else\"", "any",   "\"after\""};
  if (text.empty()) return;
  const std::size_t at = random() % text.size();
  const std::size_t length = 1 + random() % 12;
  switch (random() % 5) {
    case 0:
      text.erase(at, length);
      break;
    case 1:
      text.insert(at, kPieces[random() % std::size(kPieces)]);
      break;
    case 2:
      text.insert(at, text.substr(random() % text.size(), length));
      break;
    case 3:
      text[at] = static_cast<char>(random() % 256);
      break;
    default:
      text.replace(at, 1, kPieces[random() % std::size(kPieces)]);
      break;
  }
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

void check_result(const ReadResult& result) {
  REQUIRE(result.scenario.has_value() != result.diagnostics.has_errors());
  for (const Diagnostic& diagnostic : result.diagnostics.in_order()) {
    REQUIRE_FALSE(diagnostic.message.empty());
    REQUIRE(diagnostic.message.back() != '.');
    const SourceRange& where = diagnostic.where;
    if (where.text == nullptr) {
      REQUIRE_FALSE(diagnostic.file.empty());
      continue;
    }
    REQUIRE(where.begin <= where.end);
    REQUIRE(where.end <= where.text->text().size());
    REQUIRE(where.text->line_column(where.begin).line >= 1);
  }
  REQUIRE(is_utf8(result.diagnostics.render()));
}

TEST_CASE("a scenario broken at random is read or refused, never mishandled") {
  const char* const given = std::getenv("IPCSIM_TEST_SEED");
  const std::uint64_t first = given == nullptr ? 1 : std::strtoull(given, nullptr, 10);
  const std::uint64_t rounds = given == nullptr ? 20'000 : 1;
  std::size_t refused = 0;
  const std::vector<std::string> texts = valid_texts();
  for (std::uint64_t seed = first; seed < first + rounds; ++seed) {
    std::mt19937_64 random(seed);
    std::string text = texts[random() % texts.size()];
    for (std::size_t edits = 1 + random() % 4; edits > 0; --edits) mutate(text, random);
    INFO("repeat with IPCSIM_TEST_SEED=", seed);
    const ReadResult result = read_scenario("/nonexistent/mutated.json", text);
    check_result(result);
    if (!result.scenario) ++refused;
  }
  if (given == nullptr) CHECK(refused > rounds / 2);
}

TEST_CASE("overrides broken at random are applied or refused, never mishandled") {
  const std::vector<std::string> texts = valid_texts();
  for (std::uint64_t seed = 1; seed <= 5'000; ++seed) {
    std::mt19937_64 random(seed);
    std::string path =
        random() % 2 == 0 ? "processes.p.program[0].do[1].compute" : "mailboxes.buffer.capacity";
    std::string value = random() % 2 == 0 ? "10ms" : "{\"uniform\": [1, 2]}";
    for (std::size_t edits = random() % 3; edits > 0; --edits) mutate(path, random);
    for (std::size_t edits = random() % 3; edits > 0; --edits) mutate(value, random);
    INFO("seed ", seed);
    check_result(read_scenario("/nonexistent/mutated.json", texts[random() % texts.size()],
                               {{"--set", path, value}}));
  }
}

}  // namespace
}  // namespace ipcsim
