// What a search says beside deadlocks: on small scenarios by hand, and on random ones against a
// search that leaves nothing out.
#include "sim/check/facts.hpp"

#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "sim/check/check_program.hpp"
#include "sim/program/compile.hpp"
#include "tests/check/random_programs.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

/// Facts of `"m": { … }` and `"A": { … }`, proved.
Facts facts_of(const std::string& mailboxes, const std::string& processes) {
  const Program program = program_of(R"({ "ipcsim": 1, "run": { "until": "1s" }, "mailboxes": {)" +
                                     mailboxes + R"(}, "processes": {)" + processes + "} }");
  const CheckResult result = check_program(program, {.proves_facts = true});
  CHECK(result.facts.proved);
  return result.facts;
}

/// "1 0 put taken; " for each mailbox group, then the places of unused code.
std::string in_words(const Facts& facts) {
  std::string text;
  for (const MailboxFacts& it : facts.mailboxes) {
    text += std::to_string(it.peak) + " " + std::to_string(it.left) + (it.was_put ? " put" : "") +
            (it.was_taken ? " taken" : "") + (it.refused ? " refused" : "") +
            (it.dropped ? " dropped" : "") + "; ";
  }
  for (const UnusedStatement& it : facts.unused) text += std::to_string(it.at) + " ";
  return text;
}

bool is_part_of(const MailboxFacts& seen, const MailboxFacts& all) {
  return seen.peak <= all.peak && seen.left <= all.left && (!seen.was_put || all.was_put) &&
         (!seen.was_taken || all.was_taken) && (!seen.refused || all.refused) &&
         (!seen.dropped || all.dropped);
}

constexpr std::uint64_t kMostStates = 20'000;

}  // namespace

TEST_CASE("the peak of a mailbox is the most messages that any order of steps puts into it") {
  const Facts facts = facts_of(R"("box": { "capacity": "unbounded" })", R"(
      "A": { "count": 2, "program": [ { "loop": 2, "do": [ { "send": "box" } ] } ] },
      "B": { "program": [ { "receive": "box" }, { "receive": "box" }, { "receive": "box" } ] })");
  CHECK_EQ(facts.mailboxes[0].peak, 4);
  CHECK_EQ(facts.mailboxes[0].left, 1);
  CHECK(facts.unused.empty());
}

TEST_CASE("a message that can be refused or dropped is told, and one that cannot is not") {
  const Facts facts = facts_of(
      R"("full": { "capacity": 1 }, "wide": { "capacity": 2 },
         "ring": { "capacity": 1, "when_full": "drop_oldest" })",
      R"(
      "A": { "program": [ { "loop": 2, "do": [
        { "send": "full", "mode": "nonblocking" }, { "send": "wide", "mode": "nonblocking" },
        { "send": "ring" } ] } ] })");
  CHECK(facts.mailboxes[0].refused);
  CHECK_FALSE(facts.mailboxes[1].refused);
  CHECK(facts.mailboxes[2].dropped);
  CHECK_FALSE(facts.mailboxes[2].was_taken);
}

/// Facts of mailboxes of each kind on one host, to all of which a process sends twice.
std::string fates_of(const std::string& modifiers, const std::string& host_of_sender) {
  const std::pair<const char*, const char*> kinds[] = {
      {"refuse", R"("capacity": 1)"},
      {"newest", R"("capacity": 1, "when_full": "drop_newest")"},
      {"oldest", R"("capacity": 1, "when_full": "drop_oldest")"},
      {"gap", R"("capacity": 0)"},
      {"gap_newest", R"("capacity": 0, "when_full": "drop_newest")"},
      {"wide", R"("capacity": 2)"}};
  std::string mailboxes;
  std::string sends;
  for (const auto& [name, rest] : kinds) {
    const std::string box = "\"" + std::string(name) + "\"";
    mailboxes += (mailboxes.empty() ? "" : ", ") + box + R"(: { "host": "there", )" + rest + " }";
    sends += (sends.empty() ? "" : ", ") + (R"({ "send": )" + box) + ", " + modifiers + " }";
  }
  const Program program = program_of(
      R"({ "ipcsim": 1, "run": { "until": "1s" }, "hosts": { "here": {}, "there": {} },
           "links": [ { "between": ["here", "there"] } ], "mailboxes": {)" +
      mailboxes + R"(}, "processes": { "A": { "host": ")" + host_of_sender +
      R"(", "program": [ { "loop": 2, "do": [)" + sends + R"(] }, { "sleep": "1ms" } ] } } })");
  const CheckResult result = check_program(program, {.proves_facts = true});
  CHECK(result.facts.proved);
  return in_words(result.facts);
}

TEST_CASE("each kind of mailbox refuses or drops what it has no room for, from wherever it comes") {
  const std::string all =
      "1 1 put refused; 1 1 put dropped; 1 1 put dropped; 0 0 refused; 0 0 dropped; 2 2 put; ";
  CHECK_EQ(fates_of(R"("mode": "nonblocking")", "there"), all);
  CHECK_EQ(fates_of(R"("mode": "nonblocking")", "here"), all);
}

TEST_CASE("a message of a sender who gave up is refused or dropped only if it was under way then") {
  CHECK_EQ(fates_of(R"("timeout": "1ms")", "there"),
           "1 1 put; 1 1 put; 1 1 put dropped; 0 0; 0 0; 2 2 put; ");
  CHECK_EQ(
      fates_of(R"("timeout": "1ms")", "here"),
      "1 1 put refused; 1 1 put dropped; 1 1 put dropped; 0 0 refused; 0 0 dropped; 2 2 put; ");
}

TEST_CASE(
    "a message handed over on its arrival was received, and may have come too early for that") {
  const Program program = program_of(R"({ "ipcsim": 1, "run": { "until": "1s" },
      "hosts": { "here": {}, "there": {} }, "links": [ { "between": ["here", "there"] } ],
      "mailboxes": { "gap": { "capacity": 0 } },
      "processes": {
        "A": { "host": "here", "program": [ { "send": "gap", "mode": "nonblocking" } ] },
        "B": { "host": "there", "program": [ { "receive": "gap" } ] } } })");
  CHECK_EQ(in_words(check_program(program, {.proves_facts = true}).facts),
           "0 0 put taken refused; ");
}

TEST_CASE("a message that a link loses is neither refused nor dropped") {
  const Program program = program_of(R"({ "ipcsim": 1, "run": { "until": "1s" },
      "hosts": { "here": {}, "there": {} },
      "links": [ { "between": ["here", "there"], "loss": 0.5 } ],
      "mailboxes": { "box": { "capacity": 1 }, "last": { "capacity": 1, "when_full": "drop_newest" } },
      "processes": {
        "A": { "host": "here", "program": [
          { "send": "box", "mode": "nonblocking" }, { "send": "last", "mode": "nonblocking" } ] },
        "B": { "host": "there", "program": [ { "receive": "box" }, { "receive": "last" } ] } } })");
  const CheckResult result = check_program(program, {.proves_facts = true});
  CHECK(result.facts.proved);
  CHECK_EQ(length_of(result), 4);  // both set out, one is lost, and something becomes of the other
  CHECK_EQ(in_words(result.facts), "1 0 put taken; 1 1 put taken; ");
}

TEST_CASE("a statement that nobody gets to is told, and one behind a deadlock is unused too") {
  const Facts facts = facts_of(R"("box": { "capacity": 2 }, "gap": { "capacity": 0 })", R"(
      "A": { "program": [ { "send": "box", "mode": "nonblocking", "else": [ { "compute": "1ms" } ] },
                          { "receive": "gap" }, { "sleep": "1ms" } ] })");
  REQUIRE_EQ(facts.unused.size(), 3);  // compute, receive, sleep
}

TEST_CASE("facts of a search by symmetry and memory are those of one that takes every step anew") {
  std::size_t unused = 0;
  for (const std::uint64_t seed : seeds_from(1'400'000, 4'000)) {
    const std::string text = here_or_over_network(seed);
    INFO("IPCSIM_PROPERTY_SEED=" << seed << "\n" << text);
    const Program program = compile(*scenario_of(text));
    const CheckResult whole = check_program(program, {.bound = 4,
                                                      .reduces = false,
                                                      .proves_facts = true,
                                                      .max_states = kMostStates,
                                                      .remembers = false});
    if (!whole.facts.proved) continue;
    unused += whole.facts.unused.size();
    const CheckResult merged =
        check_program(program, {.bound = 4, .proves_facts = true, .max_states = kMostStates});
    REQUIRE_EQ(in_words(merged.facts), in_words(whole.facts));
    const CheckResult reduced = checked(*scenario_of(text), true, kMostStates);
    REQUIRE_EQ(length_of(reduced), length_of(whole));
    REQUIRE(reduced.verdict == whole.verdict);
    REQUIRE(merged.verdict == whole.verdict);
    REQUIRE_EQ(length_of(merged), length_of(whole));
    for (std::size_t g = 0; g < whole.facts.mailboxes.size(); ++g) {
      REQUIRE(is_part_of(reduced.facts.mailboxes[g], whole.facts.mailboxes[g]));
    }
  }
  CHECK_GT(unused, 0);
}

}  // namespace ipcsim::testing
