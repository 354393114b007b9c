#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sim/model/read_scenario.hpp"

namespace ipcsim {
namespace {

/// The scenario in `text`, which must have no mistakes; warnings are allowed.
Scenario read_good(const std::string& text, const std::vector<Override>& overrides = {}) {
  const ReadResult result = read_scenario("good.json", text, overrides);
  INFO(result.diagnostics.render());
  REQUIRE(result.scenario.has_value());
  return *result.scenario;
}

/// Two hosts, a link, and a mailbox from the process on the one to the process on the other.
std::string two_hosts(const std::string& paris, const std::string& link,
                      const std::string& mailbox) {
  return R"({ "ipcsim": 1, "hosts": { "paris": )" + paris + R"(, "oslo": {} }, "links": [ )" +
         link + R"( ], "mailboxes": { "inbox": )" + mailbox + R"( },
    "processes": {
      "ann": { "host": "paris", "program": [ { "send": "inbox" } ] },
      "bob": { "host": "oslo", "program": [ { "receive": "inbox" } ] } } })";
}
const std::string kLink = R"({ "between": ["paris", "oslo"] })";
const std::string kMailbox = R"({ "capacity": 1 })";

HostSpec host(const std::string& paris) {
  return read_good(two_hosts(paris, kLink, kMailbox)).hosts.at(0);
}

LinkSpec link(const std::string& text) {
  return read_good(two_hosts("{}", text, kMailbox)).links.at(0);
}

TEST_CASE("the chat of the design reads as it is meant") {
  const ReadResult result =
      read_scenario_file(std::string(IPCSIM_SOURCE_DIR) + "/tests/model/examples/chat.json");
  CHECK(result.diagnostics.render().empty());
  REQUIRE(result.scenario.has_value());
  const Scenario& scenario = *result.scenario;
  REQUIRE(scenario.hosts.size() == 3);
  CHECK(scenario.hosts[0].name == "paris");
  CHECK_FALSE(scenario.hosts[0].cores.has_value());
  CHECK(scenario.hosts[2].name == "cloud");
  CHECK(scenario.hosts[2].cores == 2);
  CHECK(scenario.hosts[2].context_switch == Duration{5'000});
  REQUIRE(scenario.links.size() == 2);
  CHECK(scenario.links[1].name == "oslo-cloud");
  CHECK(scenario.links[1].first == HostId{1});
  CHECK(scenario.links[1].second == HostId{2});
  CHECK(scenario.links[1].latency.mean() == doctest::Approx(30e6));
  CHECK(scenario.links[1].bandwidth == 10'000'000);
  CHECK(scenario.links[1].loss == doctest::Approx(0.01));
  REQUIRE(scenario.mailboxes.size() == 3);
  CHECK(scenario.mailboxes[0].host == HostId{2});
  CHECK(scenario.mailboxes[2].host == HostId{1});
  REQUIRE(scenario.processes.size() == 5);
  CHECK(scenario.processes[1].host == HostId{1});
}

TEST_CASE("a host without settings has unlimited cores and costs nothing") {
  const HostSpec spec = host("{}");
  CHECK_FALSE(spec.cores.has_value());
  CHECK_FALSE(spec.quantum.has_value());
  CHECK(spec.context_switch == Duration{});
  CHECK(spec.costs.send == Duration{});
  CHECK(spec.costs.receive == Duration{});
  CHECK(spec.costs.copy_of_gigabyte == Duration{});
  CHECK_FALSE(spec.costs.poll.has_value());
}

TEST_CASE("the settings of a host are read exactly") {
  const HostSpec spec = host(R"({ "cores": 4, "quantum": "10ms", "context_switch": "5us",
    "costs": { "send": "2us", "receive": "3us", "per_byte": "1.25ns", "poll": "100ns" } })");
  CHECK(spec.cores == 4);
  CHECK(spec.quantum == Duration{10'000'000});
  CHECK(spec.context_switch == Duration{5'000});
  CHECK(spec.costs.send == Duration{2'000});
  CHECK(spec.costs.receive == Duration{3'000});
  CHECK(spec.costs.copy_of_gigabyte == Duration{1'250'000'000});
  CHECK(spec.costs.poll == Duration{100});
}

TEST_CASE("the time per byte keeps nine decimals of a nanosecond") {
  const auto copy = [](const std::string& per_byte) {
    return host(R"({ "costs": { "per_byte": ")" + per_byte + R"(" } })").costs.copy_of_gigabyte;
  };
  CHECK(copy("0.5ns") == Duration{500'000'000});
  CHECK(copy("0.123456789ns") == Duration{123'456'789});
  CHECK(copy("0.1234567894ns") == Duration{123'456'789});
  CHECK(copy("0.0000000005ns") == Duration{1});
  CHECK(copy("2us") == Duration{2'000'000'000'000});
  CHECK(copy("0ns") == Duration{});
}

TEST_CASE("a link is named after its hosts, and costs nothing unless it says so") {
  const LinkSpec spec = link(R"({ "between": ["oslo", "paris"] })");
  CHECK(spec.name == "oslo-paris");
  CHECK(spec.first == HostId{1});
  CHECK(spec.second == HostId{0});
  CHECK(spec.latency == Distribution::constant(0));
  CHECK_FALSE(spec.bandwidth.has_value());
  CHECK(spec.loss == 0);
}

TEST_CASE("the bandwidth of a link is whole bits per second") {
  const auto bandwidth = [](const std::string& rate) {
    return link(R"({ "between": ["oslo", "paris"], "bandwidth": ")" + rate + R"(" })").bandwidth;
  };
  CHECK(bandwidth("9600bps") == 9'600);
  CHECK(bandwidth("1.5Kbps") == 1'500);
  CHECK(bandwidth("10 Mbps") == 10'000'000);
  CHECK(bandwidth("2.5Gbps") == 2'500'000'000);
}

TEST_CASE("a mailbox without host lives with its receivers, then its senders, then on the first") {
  const Scenario scenario = read_good(R"({ "ipcsim": 1,
    "hosts": { "paris": {}, "oslo": {} }, "links": [ { "between": ["paris", "oslo"] } ],
    "mailboxes": { "received": { "capacity": 1 }, "selected": { "capacity": 1 },
                   "sent": { "capacity": 1 }, "unused": { "capacity": 1 } },
    "processes": {
      "ann": { "host": "paris", "program": [ { "send": "received" }, { "send": "selected" } ] },
      "bob": { "host": "oslo", "program": [ { "send": "sent" },
        { "loop": 1, "do": [ { "receive": "received" } ] },
        { "select": [ { "receive": "selected" } ] } ] } } })");
  CHECK(scenario.mailboxes[0].host == HostId{1});
  CHECK(scenario.mailboxes[1].host == HostId{1});
  CHECK(scenario.mailboxes[2].host == HostId{1});
  CHECK(scenario.mailboxes[3].host == HostId{0});
}

TEST_CASE("a ring in shared memory has room for one message less than it has slots") {
  const Scenario scenario = read_good(R"({ "ipcsim": 1,
    "mailboxes": { "ring": { "transport": "shared_memory", "slots": 8, "count": 3 } },
    "processes": {
      "producer": { "count": 3, "program": [ { "send": "ring[self]" } ] },
      "consumer": { "program": [ { "receive": "ring[any]" } ] } } })");
  CHECK(scenario.mailboxes[0].transport == Transport::shared_memory);
  CHECK(scenario.mailboxes[0].capacity == 7);
}

TEST_CASE("replicas that each have their own element of an array share no ring") {
  const Scenario scenario = read_good(R"({ "ipcsim": 1,
    "mailboxes": { "ring": { "transport": "shared_memory", "slots": 2, "count": 3 } },
    "processes": { "node": { "count": 3, "program": [
      { "send": "ring[self+1]" }, { "receive": "ring[self]" } ] } } })");
  CHECK(scenario.mailboxes[0].elements() == 3);
}

TEST_CASE("settings of hosts and links can be set from outside of the file") {
  const Scenario scenario = read_good(two_hosts(R"({ "cores": 2 })", kLink, kMailbox),
                                      {{"--set", "hosts.paris.cores", "4"},
                                       {"--set", "hosts.paris.quantum", "1ms"},
                                       {"--set", "links[0].loss", "0.5"}});
  CHECK(scenario.hosts[0].cores == 4);
  CHECK(scenario.hosts[0].quantum == Duration{1'000'000});
  CHECK(scenario.links[0].loss == 0.5);
}

}  // namespace
}  // namespace ipcsim
