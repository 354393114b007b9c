#include "sim/model/read_scenario.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

ReadResult read_example(const std::string& name) {
  return read_scenario_file(std::string(IPCSIM_SOURCE_DIR) + "/tests/model/examples/" + name);
}

/// The scenario in `text`, which must have no mistakes; warnings are allowed.
Scenario read_good(const std::string& text) {
  const ReadResult result = read_scenario("good.json", text);
  INFO(result.diagnostics.render());
  REQUIRE(result.scenario.has_value());
  return *result.scenario;
}

std::string shown(const std::string& text) {
  return read_scenario("bad.json", text).diagnostics.render();
}

/// A scenario whose only process runs these statements for one second.
std::string with_statements(const std::string& statements) {
  return R"({ "ipcsim": 1, "run": { "until": "1s" },
    "mailboxes": { "buffer": { "capacity": 5 }, "fork": { "capacity": 1, "count": 5 } },
    "processes": { "worker": { "count": 5, "program": [)" +
         statements + "] } } }";
}

Block statements_of(const std::string& statements) {
  return read_good(with_statements(statements)).processes.at(0).program;
}

TEST_CASE("the bounded buffer of the design reads as it is meant") {
  const ReadResult result = read_example("bounded_buffer.json");
  CHECK(result.diagnostics.render().empty());
  REQUIRE(result.scenario.has_value());
  const Scenario& scenario = *result.scenario;
  CHECK(scenario.title == "Bounded-buffer producer/consumer");
  CHECK(scenario.path.ends_with("examples/bounded_buffer.json"));
  CHECK(scenario.run.until == Duration{60'000'000'000});
  CHECK(scenario.run.warmup == Duration{5'000'000'000});
  CHECK(scenario.run.seed == 42);
  CHECK(scenario.run.replications == 10);
  CHECK(scenario.run.zero_time_limit == 1'000'000);
  CHECK(scenario.send == Mode::blocking);
  CHECK(scenario.receive == Mode::blocking);
  CHECK(scenario.poll == Duration{1'000});
  REQUIRE(scenario.mailboxes.size() == 1);
  CHECK(scenario.mailboxes[0].name == "buffer");
  CHECK(scenario.mailboxes[0].capacity == 5);
  CHECK_FALSE(scenario.mailboxes[0].count.has_value());

  REQUIRE(scenario.processes.size() == 2);
  const ProcessSpec& producer = scenario.processes[0];
  CHECK(producer.name == "producer");
  CHECK(producer.count == 2);
  CHECK_FALSE(producer.service);
  const auto& loop = std::get<Loop>(producer.program.at(0).what);
  CHECK_FALSE(loop.count.has_value());
  CHECK(std::get<Compute>(loop.body.at(0).what).time == Distribution::exponential(1e7));
  const auto& send = std::get<Send>(loop.body.at(1).what);
  const auto& mailbox = std::get<MailboxRef>(send.to);
  CHECK(mailbox.group == MailboxGroupId{0});
  CHECK(mailbox.form == IndexForm::whole);
  CHECK(send.size == Distribution::constant(1'000));
  CHECK(send.priority == 0);
  CHECK_FALSE(send.pinned.has_value());
  CHECK_FALSE(send.otherwise.has_value());
  CHECK(loop.body[1].text == "send buffer");
  const auto& consumer = std::get<Loop>(scenario.processes[1].program.at(0).what);
  CHECK(std::get<Compute>(consumer.body.at(1).what).time == Distribution::uniform(3e6, 6e6));

  CHECK(scenario.expect.deadlock == ExpectedDeadlock::none);
  CHECK(scenario.expect.deadlock_stated);
  REQUIRE(scenario.expect.metrics.size() == 1);
  const MetricExpectation& metric = scenario.expect.metrics[0];
  CHECK(metric.path == "mailboxes.buffer.wait.p95");
  CHECK(metric.condition == "< 50ms");
  CHECK(metric.metric == MetricPath{MetricSubject::mailbox, 0, std::nullopt,
                                    static_cast<std::uint8_t>(MailboxMetric::wait),
                                    Statistic::p95});
  CHECK(metric.comparison == Comparison::less);
  CHECK(metric.bound == doctest::Approx(0.05).epsilon(1e-15));
}

TEST_CASE("the circular wait of the design reads without a remark") {
  const ReadResult result = read_example("circular_wait.json");
  CHECK(result.diagnostics.render().empty());
  REQUIRE(result.scenario.has_value());
  CHECK(result.scenario->mailboxes.at(1).capacity == 0);
  CHECK(result.scenario->expect.deadlock == ExpectedDeadlock::all);
  CHECK(std::get<Loop>(result.scenario->processes.at(0).program.at(0).what).count == 3);
}

TEST_CASE("a place in the scenario points at the statement in the file") {
  const ReadResult result = read_example("bounded_buffer.json");
  const auto& loop = std::get<Loop>(result.scenario->processes.at(0).program.at(0).what);
  const SourceRange where = loop.body.at(1).where;
  CHECK(where.text->text().substr(where.begin, where.end - where.begin) ==
        R"({ "send": "buffer", "size": "1KB" })");
  CHECK(where.text->line_column(where.begin).line == 12);
  CHECK(result.scenario->texts.at(0).get() == where.text);
}

TEST_CASE("what is left out has the defaults of the format") {
  const Scenario scenario = read_good(R"({ "ipcsim": 1, "$schema": "x.json",
    "mailboxes": { "m": { "capacity": "unbounded" } },
    "processes": { "p": { "program": [ { "send": "m" }, { "receive": "m" } ] } } })");
  CHECK_FALSE(scenario.run.until.has_value());
  CHECK_FALSE(scenario.run.message_limit.has_value());
  CHECK(scenario.run.warmup == Duration{0});
  CHECK(scenario.run.seed == 1);
  CHECK(scenario.run.replications == 1);
  CHECK_FALSE(scenario.expect.deadlock_stated);
  CHECK(scenario.expect.deadlock == ExpectedDeadlock::none);
  const MailboxSpec& mailbox = scenario.mailboxes.at(0);
  CHECK_FALSE(mailbox.capacity.has_value());
  CHECK(mailbox.when_full == WhenFull::refuse);
  CHECK(mailbox.order == Order::fifo);
  CHECK(mailbox.initial == 0);
  CHECK(mailbox.elements() == 1);
  CHECK(scenario.processes.at(0).count == 1);
  CHECK(scenario.processes[0].start == Distribution::constant(0));
  CHECK(std::get<Send>(scenario.processes[0].program.at(0).what).size == Distribution::constant(0));
}

TEST_CASE("every setting of the run is read") {
  const Scenario scenario = read_good(R"({ "ipcsim": 1,
    "run": { "until": { "messages": 1e3, "mailbox": "fork[2]" }, "warmup": "1ms",
             "seed": 18446744073709551615, "replications": 1000000, "zero_time_limit": "unlimited" },
    "send": "nonblocking", "receive": "nonblocking", "poll": "7ns", "description": "d",
    "mailboxes": { "fork": { "capacity": 4294967295, "count": 3, "initial": 2, "order": "lifo",
                             "when_full": "drop_oldest" } },
    "processes": { "p": { "count": 3, "start": { "normal": [ "1s", "1ms" ] },
      "program": [ { "loop": "forever", "do": [
        { "send": "fork[self]" }, { "receive": "fork[any]" } ] } ] },
      "s": { "service": true, "program": [ { "receive": "fork[0]" } ] } },
    "expect": { "check": "free", "deadlock": "some" } })");
  REQUIRE(scenario.run.message_limit.has_value());
  CHECK(scenario.run.message_limit->messages == 1'000);
  CHECK(scenario.run.message_limit->element == 2);
  CHECK(scenario.run.seed == 18446744073709551615U);
  CHECK(scenario.run.replications == 1'000'000);
  CHECK_FALSE(scenario.run.zero_time_limit.has_value());
  CHECK(scenario.send == Mode::nonblocking);
  CHECK(scenario.receive == Mode::nonblocking);
  CHECK(scenario.poll == Duration{7});
  CHECK(scenario.mailboxes.at(0).capacity == 4294967295U);
  CHECK(scenario.mailboxes[0].order == Order::lifo);
  CHECK(scenario.mailboxes[0].when_full == WhenFull::drop_oldest);
  CHECK(scenario.mailboxes[0].initial == 2);
  CHECK(scenario.processes.at(0).start == Distribution::normal(1e9, 1e6));
  CHECK(scenario.processes.at(1).service);
  CHECK(scenario.expect.deadlock == ExpectedDeadlock::some);
}

TEST_CASE("how the figures of a run are estimated is read") {
  const auto run = [](const std::string& settings) {
    return read_good(R"({ "ipcsim": 1, "run": { "until": "10s", )" + settings + R"( },
      "mailboxes": { "m": { "capacity": 3 } },
      "processes": { "p": { "program": [ { "send": "m" }, { "receive": "m" } ] } } })")
        .run;
  };
  CHECK(run(R"("warmup": "auto")").find_warmup);
  CHECK(run(R"("warmup": "auto")").warmup == Duration{0});
  CHECK(run(R"("batches": 20)").batches == 20);
  CHECK(run(R"("batches": 20, "replications": 1)").batches == 20);

  const RunSettings precise = run(R"("precision": { "mailboxes.m.wait.mean": 0.02,
                                                    "mailboxes.m.throughput": 0.5 })");
  REQUIRE(precise.precision.size() == 2);
  CHECK(precise.precision[0].path == "mailboxes.m.wait.mean");
  CHECK(precise.precision[0].bound == 0.02);
  CHECK(precise.precision[1].bound == 0.5);
  CHECK(precise.replications == 10);
  CHECK(precise.max_replications == 1'000);

  const std::string precision = R"("precision": { "mailboxes.m.throughput": 0.5 }, )";
  CHECK(run(precision + R"("replications": 5000)").max_replications == 5'000);
  const RunSettings few = run(precision + R"("max_replications": 4)");
  CHECK(few.replications == 4);
  CHECK(few.max_replications == 4);
}

TEST_CASE("every modifier of send and receive is read") {
  const Block block = statements_of(R"(
    { "send": "buffer", "size": { "uniform": [ "1B", "2KiB" ] }, "priority": -7,
      "mode": "blocking", "timeout": { "exponential": "1ms" },
      "do": [ { "compute": 0 } ], "else": [] },
    { "receive": "buffer", "mode": "nonblocking", "timeout": "2ms", "else": [ "stop" ] })");
  const auto& send = std::get<Send>(block.at(0).what);
  CHECK(send.size == Distribution::uniform(1, 2048));
  CHECK(send.priority == -7);
  CHECK(send.pinned == Mode::blocking);
  CHECK(send.timeout == Distribution::exponential(1e6));
  CHECK(std::get<Compute>(send.then.at(0).what).time == Distribution::constant(0));
  REQUIRE(send.otherwise.has_value());
  CHECK(send.otherwise->empty());
  const auto& receive = std::get<Receive>(block.at(1).what);
  CHECK(receive.pinned == Mode::nonblocking);
  CHECK(receive.timeout == Distribution::constant(2'000'000));
  CHECK(receive.then.empty());
  CHECK(std::holds_alternative<Stop>(receive.otherwise->at(0).what));
}

TEST_CASE("statements are spoken of by their verb and mailbox") {
  const Block block = statements_of(R"({ "send": "fork[self + 1]" }, { "receive": "fork[any]" },
    { "compute": "1ms" }, { "sleep": "1ms" }, { "loop": 2, "do": [ "break", "continue" ] },
    { "choose": [ { "weight": 0.5, "do": [] }, { "weight": 0, "do": [] } ] }, "stop")");
  std::vector<std::string> texts;
  for (const Statement& statement : block) texts.push_back(statement.text);
  CHECK(texts == std::vector<std::string>{"send fork[self+1]", "receive fork[any]", "compute",
                                          "sleep", "loop", "choose", "stop"});
  CHECK(std::get<Loop>(block[4].what).body.at(0).text == "break");
  CHECK(std::get<Choose>(block[5].what).branches.at(0).weight == 0.5);
}

TEST_CASE("every index form resolves modulo the size of the array") {
  const auto ref = [](const std::string& name) {
    const Block block = statements_of(R"({ "send": ")" + name + R"(" })");
    return std::get<MailboxRef>(std::get<Send>(block.at(0).what).to);
  };
  CHECK(ref("buffer").form == IndexForm::whole);
  CHECK(ref("fork[4]").form == IndexForm::fixed);
  CHECK(ref("fork[4]").offset == 4);
  CHECK(ref("fork[4]").group == MailboxGroupId{1});
  CHECK(ref("fork[self]").form == IndexForm::self);
  CHECK(ref("fork[any]").form == IndexForm::any);
  CHECK(ref("fork[self+1]").form == IndexForm::relative);
  CHECK(ref("fork[self+1]").offset == 1);
  CHECK(ref("fork[self-1]").offset == 4);
  CHECK(ref("fork[self+5]").offset == 0);
  CHECK(ref("fork[self-5]").offset == 0);
  CHECK(ref("fork[self+12]").offset == 2);
  CHECK(ref("fork[self-7]").offset == 3);
  CHECK(ref("fork[self+0]").offset == 0);
  CHECK(ref("fork[ self - 1 ]").offset == 4);
  CHECK(ref("fork[self+100000000000000000003]").offset == 3);
}

TEST_CASE("every distribution is read with its parameters in nanoseconds") {
  const auto law = [](const std::string& json) {
    return std::get<Compute>(statements_of(R"({ "compute": )" + json + " }").at(0).what).time;
  };
  CHECK(law(R"("1.5us")") == Distribution::constant(1'500));
  CHECK(law("0") == Distribution::constant(0));
  CHECK(law(R"({"exponential": "2.5ns"})") == Distribution::exponential(2.5));
  CHECK(law(R"({"uniform": [0, "1us"]})") == Distribution::uniform(0, 1000));
  CHECK(law(R"({"uniform": ["1us", "1us"]})") == Distribution::uniform(1000, 1000));
  CHECK(law(R"({"normal": [0, 0]})") == Distribution::normal(0, 0));
  CHECK(law(R"({"lognormal": ["1us", "2us"]})") == Distribution::lognormal(1000, 2000));
  CHECK(law(R"({"erlang": [3, "1us"]})") == Distribution::erlang(3, 1000));
  CHECK(law(R"({"gamma": [0.5, "1us"]})") == Distribution::gamma(0.5, 1000));
  CHECK(law(R"({"weibull": [2, "1us"]})") == Distribution::weibull(2, 1000));
  CHECK(law(R"({"pareto": [1.5, "1us"]})") == Distribution::pareto(1.5, 1000));
  CHECK(law(R"({"empirical": [["1us", 3], [0, 0.5], ["2us", 0]]})") ==
        Distribution::empirical({{1000, 3}, {0, 0.5}, {2000, 0}}));
}

TEST_CASE("a trace is read beside the scenario, past its header, comments and further columns") {
  const std::string name = std::string(IPCSIM_SOURCE_DIR) + "/tests/invalid/some.json";
  const ReadResult result =
      read_scenario(name, with_statements(R"({ "compute": { "trace": "traces/good.csv" } })"));
  REQUIRE(result.scenario.has_value());
  const Block& block = result.scenario->processes.at(0).program;
  CHECK(std::get<Compute>(block.at(0).what).time == Distribution::trace({1'000'000, 2'500'000, 0}));
}

TEST_CASE("the order of the file's entries does not matter") {
  const Scenario scenario = read_good(R"({
    "expect": { "processes.p[1].time.computing": ">= 0.5", "mailboxes.m[0].received": "!= 3" },
    "processes": { "p": { "count": 2, "program": "shared" } },
    "programs": { "shared": [ { "send": "m[self]" }, { "receive": "m[self]" } ] },
    "mailboxes": { "m": { "count": 2, "capacity": 1 } },
    "ipcsim": 1 })");
  CHECK(
      std::get<MailboxRef>(std::get<Send>(scenario.processes.at(0).program.at(0).what).to).group ==
      MailboxGroupId{0});
  REQUIRE(scenario.expect.metrics.size() == 2);
  CHECK(scenario.expect.metrics[0].metric.element == 1);
  CHECK(scenario.expect.metrics[0].bound == 0.5);
  CHECK(scenario.expect.metrics[0].comparison == Comparison::greater_equal);
  CHECK(scenario.expect.metrics[1].comparison == Comparison::not_equal);
  CHECK(scenario.expect.metrics[1].bound == 3);
}

TEST_CASE("every metric can be expected under its path") {
  for (const MetricName& name : metric_names()) {
    const std::map<MetricSubject, std::string> beginnings = {
        {MetricSubject::mailbox, "mailboxes.m."},
        {MetricSubject::process, "processes.p."},
        {MetricSubject::host, "hosts.h."},
        {MetricSubject::link, "links.h-i."}};
    const std::string path = beginnings.at(name.subject) + name.suffix;
    const std::string bound = name.unit == Unit::time ? "0.5ms" : "0.5";
    const Scenario scenario = read_good(R"({ "ipcsim": 1, "hosts": { "h": {}, "i": {} },
      "links": [ { "between": ["h", "i"], "latency": "1ms" } ], "mailboxes": { "m": { "capacity": 1 } },
      "processes": { "p": { "host": "h", "program": [ { "send": "m" }, { "receive": "m" } ] } },
      "expect": { ")" + path + R"(": "<=)" +
                                        bound + R"( " } })");
    const MetricExpectation& metric = scenario.expect.metrics.at(0);
    CAPTURE(path);
    CHECK(metric.metric.metric == name.metric);
    CHECK(metric.metric.statistic == name.statistic);
    CHECK(metric.metric.subject == name.subject);
    CHECK(metric.bound == (name.unit == Unit::time ? doctest::Approx(5e-4) : doctest::Approx(0.5)));
  }
}

TEST_CASE("a fraction may be expected to be all or nothing") {
  const Scenario scenario = read_good(R"({ "ipcsim": 1,
    "processes": { "p": { "program": [ { "compute": "1ms" } ] } },
    "expect": { "processes.p.time.computing": "== 1", "processes.p.time.ready": "== 0" } })");
  CHECK(scenario.expect.metrics.at(0).bound == 1);
  CHECK(scenario.expect.metrics.at(1).bound == 0);
}

TEST_CASE("an array of one mailbox takes indices, a mailbox takes none") {
  const Scenario scenario = read_good(R"({ "ipcsim": 1,
    "mailboxes": { "one": { "capacity": 1, "count": 1 } },
    "processes": { "p": { "program": [ { "send": "one[0]" }, { "receive": "one[self]" } ] } } })");
  CHECK(scenario.mailboxes.at(0).count == 1);
}

TEST_CASE("a mailbox that nobody sends to or receives from is a warning") {
  const std::string text = R"({ "ipcsim": 1, "mailboxes": {
    "in": { "capacity": 1 }, "out": { "capacity": 1 }, "idle": { "capacity": 1 },
    "tokens": { "capacity": 1, "initial": 1 } },
    "processes": { "p": { "program": [
      { "send": "in" }, { "receive": "out" }, { "receive": "tokens" } ] } } })";
  const ReadResult result = read_scenario("warn.json", text);
  CHECK(result.scenario.has_value());
  CHECK(result.diagnostics.render() ==
        "warn.json:2:5: warning: nobody receives from mailbox \"in\"\n"
        "    2 |     \"in\": { \"capacity\": 1 }, \"out\": { \"capacity\": 1 }, \"idle\": { "
        "\"capacity\": 1 },\n"
        "      |     ^~~~\n"
        "warn.json:2:30: warning: nobody sends to mailbox \"out\"\n"
        "    2 |     \"in\": { \"capacity\": 1 }, \"out\": { \"capacity\": 1 }, \"idle\": { "
        "\"capacity\": 1 },\n"
        "      |                              ^~~~~\n"
        "warn.json:2:56: warning: nobody uses mailbox \"idle\"\n"
        "    2 |     \"in\": { \"capacity\": 1 }, \"out\": { \"capacity\": 1 }, \"idle\": { "
        "\"capacity\": 1 },\n"
        "      |                                                        ^~~~~~\n");
}

TEST_CASE("a run without end needs no until if it ends with a number of messages") {
  read_good(R"({ "ipcsim": 1, "run": { "until": { "messages": 5, "mailbox": "m" } },
    "mailboxes": { "m": { "capacity": 1 } },
    "processes": { "p": { "program": [ { "loop": "forever", "do": [
      { "send": "m" }, { "receive": "m" } ] } ] } } })");
}

TEST_CASE("an endless program that is broken elsewhere is not blamed for a missing until") {
  const std::string text = R"({ "ipcsim": 1, "processes": { "p": { "program": [
    { "loop": "forever", "do": [ "brek" ] } ] } } })";
  CHECK(shown(text).find("until") == std::string::npos);
}

TEST_CASE("a byte order mark counts for no column, and a NUL within a string cannot end the text") {
  CHECK(
      shown("\xEF\xBB\xBF{ \"ipcsim\": 1, \"x\": 2 }").find("bad.json:1:16: error: unknown key") !=
      std::string::npos);
  CHECK(shown(std::string("{ \"ipcsim\": 1 }\0x", 17))
            .starts_with("bad.json:1:16: error: a NUL byte"));
}

TEST_CASE("messages show control characters as escapes and cut what is long") {
  const std::string text =
      shown("{ \"ipcsim\": 1, \"\\u001b[31m" + std::string(200, 'a') + "\": 1 }");
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("unknown key \"\\u001b[31maaa") != std::string::npos);
  CHECK(text.find("aaa…\"\n") != std::string::npos);
}

TEST_CASE("statements stand as deep in one another as the limit says") {
  const auto nested = [](int depth) {
    std::string statement = R"({ "compute": "1ms" })";
    for (int i = 1; i < depth; ++i) {
      statement = R"({ "choose": [ { "weight": 1, "do": [)" + statement + "] } ] }";
    }
    return read_scenario("deep.json", with_statements(statement)).scenario.has_value();
  };
  CHECK(nested(60));
  CHECK_FALSE(nested(61));
}

}  // namespace
}  // namespace ipcsim
