// What the reader says of scenarios that run, but look unintended.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sim/model/read_scenario.hpp"

namespace ipcsim {
namespace {

/// The messages and hints about a scenario with these processes and the mailboxes "in" and "out".
std::vector<std::string> remarks(const std::string& processes, const std::string& top = "") {
  const ReadResult result =
      read_scenario("warn.json", R"({ "ipcsim": 1, "run": { "until": "1s" },
    "mailboxes": { "in": { "capacity": 1, "initial": 1 }, "out": { "capacity": 1 } }, )" +
                                     top + R"( "processes": {)" + processes + "} }");
  INFO(result.diagnostics.render());
  CHECK(result.scenario.has_value());
  std::vector<std::string> lines;
  for (const Diagnostic& diagnostic : result.diagnostics.in_order()) {
    CHECK(diagnostic.severity == Severity::warning);
    const SourceRange where = diagnostic.where;
    lines.push_back(std::string(where.text->text().substr(where.begin, where.end - where.begin)) +
                    ": " + diagnostic.message);
    lines.insert(lines.end(), diagnostic.hints.begin(), diagnostic.hints.end());
  }
  return lines;
}
using Lines = std::vector<std::string>;

TEST_CASE("select, call and multicast use a mailbox as send and receive do") {
  CHECK(remarks(R"("p": { "program": [ { "multicast": [ "out" ] } ] },
    "q": { "program": [ { "select": [ { "receive": "in" }, { "receive": "out" } ] } ] })")
            .empty());
  CHECK(remarks(R"("p": { "program": [ { "call": "out" } ] },
    "q": { "program": [ { "receive": "in" }, { "receive": "out" }, "reply" ] })")
            .empty());
  CHECK(remarks(R"("p": { "program": [ { "select": [ { "send": "out" } ] } ] },
    "q": { "program": [ { "receive": "in" }, { "receive": "out" } ] })")
            .empty());
}

TEST_CASE("a call whose receivers never reply is a warning") {
  CHECK(
      remarks(R"("p": { "program": [ { "receive": "in" }, { "call": "out" } ] },
                   "q": { "program": [ { "receive": "out" } ] })") ==
      Lines{"\"out\": no process that receives from mailbox \"out\" ever replies, so this call is "
            "never answered",
            "answer it with \"reply\" behind the \"receive\", or use \"send\""});
}

TEST_CASE("a reply of a process that nobody calls is a warning") {
  CHECK(remarks(R"("p": { "program": [ { "receive": "in" }, { "send": "out" } ] },
                   "q": { "program": [ { "receive": "out", "do": [ "reply" ] } ] })") ==
        Lines{"\"reply\": nobody calls a mailbox that process \"q\" receives from, so this "
              "\"reply\" has nothing to answer",
              "it would end the run with a program error",
              "a message is to be answered if it was sent by \"call\", not by \"send\""});
}

TEST_CASE("a direct link of which only one end is used is a warning") {
  const std::string mail = R"("m": { "program": [ { "receive": "in" }, { "send": "out" },
    { "receive": "out" } ] }, )";
  CHECK(remarks(mail + R"("p": { "program": [ { "send_to": "q" } ] },
                          "q": { "program": [ { "sleep": "1s" } ] })") ==
        Lines{"\"q\": process \"q\" never receives from process \"p\"",
              "it would do so with { \"receive_from\": \"p\" } or { \"receive_from\": \"any\" }"});
  CHECK(remarks(mail + R"("p": { "program": [ { "sleep": "1s" } ] },
                          "q": { "program": [ { "receive_from": "p" } ] })") ==
        Lines{"\"p\": process \"p\" never sends to process \"q\"",
              "it would do so with { \"send_to\": \"q\" }"});
  CHECK(remarks(mail + R"("q": { "program": [ { "receive_from": "any" } ] })") ==
        Lines{"\"any\": nobody sends to process \"q\"",
              "others would do so with { \"send_to\": \"q\" }"});
  CHECK(remarks(mail + R"("p": { "program": [ { "send_to": "q" }, { "send_to": "p" } ] },
      "q": { "program": [ { "receive_from": "any" } ] }, "r": { "program": [ { "send_to": "q" } ] })") ==
        Lines{"\"p\": process \"p\" never receives from process \"p\"",
              "it would do so with { \"receive_from\": \"p\" } or { \"receive_from\": \"any\" }"});
}

TEST_CASE("a capacity of direct links without links is a warning") {
  CHECK(remarks(R"("p": { "program": [ { "receive": "in" }, { "send": "out" },
                                       { "receive": "out" } ] })",
                R"("direct": { "capacity": 1 }, )") ==
        Lines{"\"direct\": \"direct\" has no effect: there are no direct links",
              "\"send_to\" and \"receive_from\" make them"});
}

TEST_CASE("alternatives of a select that are never taken are warnings") {
  CHECK(
      remarks(R"("p": { "program": [ { "select": [ { "receive": "in" }, { "send": "out" },
      { "receive": "in", "do": [ "stop" ] }, { "receive": "out" }, { "after": "1s" },
      { "else": [] } ] } ] })") ==
      Lines{"{ \"receive\": \"in\", \"do\": [ \"stop\" ] }: this alternative is never taken: an "
            "earlier one is \"receive in\", too",
            "{ \"after\": \"1s\" }: this \"after\" never comes: with its \"else\", the \"select\" "
            "never waits",
            "take one of the two away"});
}

TEST_CASE("a quantum and a context switch have no effect where nobody waits for a core") {
  const std::string users = R"("p": { "host": "h", "program": [ { "send": "out" } ] },
    "q": { "host": "h", "program": [ { "receive": "in" }, { "receive": "out" } ] })";
  CHECK(remarks(users, R"("hosts": { "h": { "quantum": "1ms", "context_switch": "5us" } },)") ==
        Lines{"\"quantum\": \"quantum\" has no effect: host \"h\" has unlimited cores, so no two "
              "processes share one",
              "say how many it has: \"cores\": 1",
              "\"context_switch\": \"context_switch\" has no effect: host \"h\" has unlimited "
              "cores, so no two processes share one",
              "say how many it has: \"cores\": 1"});
  CHECK(remarks(users, R"("hosts": { "h": { "cores": 1, "quantum": "1ms" } },)").empty());
}

TEST_CASE("the else of a nonblocking send to another host never runs") {
  const std::string network = R"("hosts": { "h": {}, "k": {} },
    "links": [ { "between": ["h", "k"] } ],)";
  const auto users = [](const std::string& host, const std::string& send) {
    return R"("p": { "host": ")" + host + R"(", "program": [ { "send": "out", )" + send +
           R"( } ] }, "q": { "host": "k", "program": [ { "receive": "in" },
           { "receive": "out" } ] })";
  };
  const std::string with_else = R"("mode": "nonblocking", "else": [ "stop" ])";
  CHECK(remarks(users("h", with_else), network) ==
        Lines{"\"out\": the \"else\" of this send never runs: mailbox \"out\" is on host \"k\", "
              "and a nonblocking send to another host does not learn what becomes of its message",
              "to learn it, send blocking with a \"timeout\""});
  CHECK(remarks(users("k", with_else), network).empty());
  CHECK(remarks(users("h", R"("mode": "nonblocking")"), network).empty());
  CHECK(remarks(users("h", R"("timeout": "1s", "else": [ "stop" ])"), network).empty());
}

}  // namespace
}  // namespace ipcsim
