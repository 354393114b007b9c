// Calls, replies, direct communication, multicast and select, as the reader gives them on.
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <doctest/doctest.h>

#include "sim/model/read_scenario.hpp"

namespace ipcsim {
namespace {

Scenario read_good(const std::string& text) {
  const ReadResult result = read_scenario("good.json", text);
  INFO(result.diagnostics.render());
  REQUIRE(result.scenario.has_value());
  return *result.scenario;
}

/// A scenario in which five replicas of "node" run these statements, beside three of "worker" and
/// a single "clerk".
std::string with_statements(const std::string& statements) {
  return R"({ "ipcsim": 1, "run": { "until": "1s" },
    "mailboxes": { "buffer": { "capacity": 5 }, "fork": { "capacity": 1, "count": 5 } },
    "processes": { "worker": { "count": 3, "program": [ { "sleep": "1s" } ] },
      "node": { "count": 5, "program": [)" +
         statements + R"(] },
      "clerk": { "program": [ { "sleep": "1s" } ] } } })";
}

Statement statement_of(const std::string& statement) {
  return read_good(with_statements(statement)).processes.at(1).program.at(0);
}

TEST_CASE("a send says what it waits for") {
  const auto until = [](const std::string& modifier) {
    return std::get<Send>(statement_of(R"({ "send": "buffer")" + modifier + " }").what).until;
  };
  CHECK(until("") == SendUntil::accepted);
  CHECK(until(R"(, "until": "accepted", "mode": "nonblocking")") == SendUntil::accepted);
  CHECK(until(R"(, "until": "received", "timeout": "1ms")") == SendUntil::received);
}

TEST_CASE("a call has the modifiers of a send, and no mode") {
  const Statement statement = statement_of(R"({ "call": "fork[self+1]", "size": "1KB",
    "priority": -2, "timeout": "3ms", "do": [ "stop" ], "else": [] })");
  CHECK(statement.text == "call fork[self+1]");
  const auto& call = std::get<Call>(statement.what);
  CHECK(call.mailbox.group == MailboxGroupId{1});
  CHECK(call.mailbox.form == IndexForm::relative);
  CHECK(call.mailbox.offset == 1);
  CHECK(call.size == Distribution::constant(1'000));
  CHECK(call.priority == -2);
  CHECK(call.timeout == Distribution::constant(3'000'000));
  CHECK(call.then.size() == 1);
  REQUIRE(call.otherwise.has_value());
  CHECK(call.otherwise->empty());
}

TEST_CASE("a reply is a word, or an object where it has a size") {
  const Statement word = statement_of(R"("reply")");
  CHECK(word.text == "reply");
  CHECK(std::get<Reply>(word.what).size == Distribution::constant(0));
  const Statement object = statement_of(R"({ "reply": true, "size": "2KB" })");
  CHECK(object.text == "reply");
  CHECK(std::get<Reply>(object.what).size == Distribution::constant(2'000));
}

TEST_CASE("a multicast keeps its targets in order, whole arrays among them") {
  const Statement statement = statement_of(R"({ "multicast": [ "fork[*]", "buffer", "fork[any]" ],
    "size": "1KB", "priority": 1, "until": "received", "mode": "blocking", "timeout": "1ms" })");
  CHECK(statement.text == "multicast");
  const auto& multicast = std::get<Multicast>(statement.what);
  REQUIRE(multicast.targets.size() == 3);
  CHECK(multicast.targets[0].form == IndexForm::all);
  CHECK(multicast.targets[0].group == MailboxGroupId{1});
  CHECK(multicast.targets[1].form == IndexForm::whole);
  CHECK(multicast.targets[2].form == IndexForm::any);
  CHECK(multicast.size == Distribution::constant(1'000));
  CHECK(multicast.priority == 1);
  CHECK(multicast.pinned == Mode::blocking);
  CHECK(multicast.until == SendUntil::received);
  CHECK(multicast.timeout == Distribution::constant(1'000'000));
}

TEST_CASE("a select keeps its alternatives in order, and its else apart") {
  const Statement statement = statement_of(R"({ "select": [
    { "receive": "fork[ self ]", "do": [ "stop" ] },
    { "else": [ { "compute": "1ms" } ] },
    { "send": "buffer", "size": "1KB", "priority": 7 },
    { "after": { "exponential": "2us" }, "do": [] } ] })");
  CHECK(statement.text == "select");
  const auto& select = std::get<Select>(statement.what);
  REQUIRE(select.alternatives.size() == 3);
  CHECK(select.alternatives[0].text == "receive fork[self]");
  CHECK(std::get<Select::Receive>(select.alternatives[0].what).mailbox.form == IndexForm::self);
  CHECK(select.alternatives[0].body.size() == 1);
  // The text itself has gone with its scenario; the range has not.
  const SourceRange where = select.alternatives[0].where;
  CHECK(where.end - where.begin ==
        std::string_view(R"({ "receive": "fork[ self ]", "do": [ "stop" ] })").size());
  CHECK(select.alternatives[1].text == "send buffer");
  const auto& send = std::get<Select::Send>(select.alternatives[1].what);
  CHECK(send.size == Distribution::constant(1'000));
  CHECK(send.priority == 7);
  CHECK(select.alternatives[1].body.empty());
  CHECK(select.alternatives[2].text == "after");
  CHECK(std::get<Select::After>(select.alternatives[2].what).time ==
        Distribution::exponential(2'000));
  REQUIRE(select.otherwise.has_value());
  CHECK(select.otherwise->at(0).text == "compute");
}

TEST_CASE("send_to names one replica") {
  const auto ref = [](const std::string& name) {
    const Statement statement = statement_of(R"({ "send_to": ")" + name + R"(" })");
    CHECK(statement.text == "send_to " + name);
    return std::get<ProcessRef>(std::get<Send>(statement.what).to);
  };
  CHECK(ref("clerk").form == IndexForm::whole);
  CHECK(ref("clerk").group == ProcessGroupId{2});
  CHECK(ref("clerk[0]").form == IndexForm::fixed);
  CHECK(ref("worker[2]").offset == 2);
  CHECK(ref("worker[self-1]").form == IndexForm::relative);
  CHECK(ref("worker[self-1]").offset == 2);
  CHECK(ref("worker[any]").form == IndexForm::any);
  CHECK(ref("node[self]").form == IndexForm::self);
}

TEST_CASE("receive_from names one replica, whichever of a process, or whoever sends") {
  const auto from = [](const std::string& name) {
    const Statement statement = statement_of(R"({ "receive_from": ")" + name +
                                             R"(", "mode": "nonblocking", "timeout": "1ms" })");
    CHECK(statement.text == "receive_from " + name);
    const auto& receive = std::get<Receive>(statement.what);
    CHECK(receive.pinned == Mode::nonblocking);
    CHECK(receive.timeout.has_value());
    return receive.from;
  };
  CHECK(std::get<ProcessRef>(from("worker")).form == IndexForm::whole);
  CHECK(std::get<ProcessRef>(from("worker[1]")).offset == 1);
  CHECK(std::get<ProcessRef>(from("worker[any]")).form == IndexForm::any);
  CHECK(std::holds_alternative<AnySender>(from("any")));
}

TEST_CASE("a direct link stands for each pair that somebody names, in order") {
  const Scenario scenario = read_good(R"({ "ipcsim": 1, "run": { "until": "1s" },
    "direct": { "capacity": 3 },
    "processes": {
      "a": { "program": [ { "receive_from": "any" }, { "send_to": "b" }, { "send_to": "b[0]" } ] },
      "b": { "program": [ { "select": [ { "receive": "m", "do": [ { "send_to": "a" } ] } ] },
                          { "receive_from": "c" }, { "send_to": "b" } ] },
      "c": { "count": 2, "program": [ { "receive_from": "any" }, { "send": "m" } ] } },
    "mailboxes": { "m": { "capacity": 1, "transport": "message" } },
    "expect": { "deadlock": "partial", "direct.b.a.wait.p95": "< 1ms",
                "direct.c.b.late_replies": "== 0" } })");
  CHECK(scenario.direct_capacity == 3);
  CHECK(scenario.direct_links ==
        std::vector<DirectLink>{{{0}, {1}}, {{1}, {0}}, {{1}, {1}}, {{2}, {1}}});
  CHECK(scenario.expect.deadlock == ExpectedDeadlock::partial);
  REQUIRE(scenario.expect.metrics.size() == 2);
  CHECK(scenario.expect.metrics[0].metric ==
        MetricPath{MetricSubject::direct, 1, std::nullopt,
                   static_cast<std::uint8_t>(MailboxMetric::wait), Statistic::p95});
  CHECK(scenario.expect.metrics[1].metric.group == 3);
}

TEST_CASE("direct links are rendezvous unless they are said to be more") {
  const auto capacity = [](const std::string& direct) {
    return read_good(R"({ "ipcsim": 1, )" + direct + R"( "run": { "until": "1s" }, "processes": {
      "a": { "program": [ { "send_to": "a" }, { "receive_from": "a" } ] } } })")
        .direct_capacity;
  };
  CHECK(capacity("") == 0);
  CHECK(capacity(R"("direct": {}, )") == 0);
  CHECK_FALSE(capacity(R"("direct": { "capacity": "unbounded" }, )").has_value());
}

TEST_CASE("programs that no process runs make no direct links") {
  const Scenario scenario = read_good(R"({ "ipcsim": 1,
    "programs": { "unused": [ { "send_to": "a" }, { "receive_from": "any" }, "reply" ] },
    "processes": { "a": { "program": [ { "compute": "1ms" } ] } } })");
  CHECK(scenario.direct_links.empty());
}

TEST_CASE("values of with reach into every part of the new statements") {
  const Scenario scenario = read_good(R"({ "ipcsim": 1, "run": { "until": "1s" },
    "mailboxes": { "m": { "capacity": 1, "count": 3 } },
    "programs": { "p": [ { "select": [
      { "receive": "m[${k}]", "do": [ { "call": "m[${k}]", "else": [ { "send_to": "${peer}" } ] } ] },
      { "after": "${patience}", "do": [ { "multicast": [ "m[${star}]" ] } ] } ] },
      { "receive_from": "${peer}" }, { "reply": true, "size": "${size}" } ] },
    "processes": { "q": { "program": "p", "with": {
      "k": 2, "peer": "q", "patience": "5ms", "star": "*", "size": "1KB" } } } })");
  const Block& program = scenario.processes.at(0).program;
  const auto& select = std::get<Select>(program.at(0).what);
  CHECK(std::get<Select::Receive>(select.alternatives.at(0).what).mailbox.offset == 2);
  const auto& call = std::get<Call>(select.alternatives.at(0).body.at(0).what);
  CHECK(call.mailbox.offset == 2);
  CHECK(std::holds_alternative<Send>(call.otherwise->at(0).what));
  CHECK(std::get<Select::After>(select.alternatives.at(1).what).time ==
        Distribution::constant(5'000'000));
  const auto& multicast = std::get<Multicast>(select.alternatives.at(1).body.at(0).what);
  CHECK(multicast.targets.at(0).form == IndexForm::all);
  CHECK(std::get<Reply>(program.at(2).what).size == Distribution::constant(1'000));
}

TEST_CASE("selects stand as deep in one another as the limit says") {
  const auto nested = [](int depth) {
    std::string statement = R"({ "compute": "1ms" })";
    for (int i = 1; i < depth; ++i) {
      statement = R"({ "select": [ { "receive": "buffer", "do": [)" + statement + "] } ] }";
    }
    return read_scenario("deep.json", with_statements(statement)).scenario.has_value();
  };
  CHECK(nested(60));
  CHECK_FALSE(nested(61));
}

TEST_CASE("a select of very many alternatives is refused") {
  const auto error_of = [](std::size_t alternatives) {
    std::string list = R"({ "receive": "buffer" })";
    for (std::size_t i = 1; i < alternatives; ++i) list += R"(, { "receive": "buffer" })";
    const ReadResult read =
        read_scenario("long.json", with_statements(R"({ "select": [)" + list + "] }"));
    const std::string text = read.scenario ? "" : read.diagnostics.render();
    return text.substr(0, text.find('\n'));
  };
  CHECK(error_of(10'000).empty());
  CHECK(error_of(10'001).ends_with(
      "error: there are 10,001 alternatives of a \"select\", and at most 10,000 are possible"));
}

}  // namespace
}  // namespace ipcsim
