// Messages over links: to the nanosecond where nothing is drawn, and against closed forms of
// queues and repetitions where something is. Sources: Kleinrock, "Queueing Systems", vol. 1 (1975),
// sections 3.2 (M/M/1) and 5.6 (Pollaczek-Khinchine); Bertsekas & Gallager, "Data Networks" (2nd
// ed.), section 2.4 (stop and wait: a message is sent 1 / (1 - p) times in the mean).
#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"
#include "tests/theory/closed_form.hpp"

namespace ipcsim::testing {
namespace {

struct Link {
  std::int64_t latency = 0;    // ns
  std::int64_t bandwidth = 0;  // bits per second
};

struct Send {
  std::int64_t pause = 0;  // ns before it
  std::int64_t bytes = 0;
};

/// Size / bandwidth in whole ns, halves up.
std::int64_t transmission(std::int64_t bytes, std::int64_t bandwidth) {
  return static_cast<std::int64_t>((__int128{bytes} * 16'000'000'000 + bandwidth) /
                                   (2 * __int128{bandwidth}));
}

/// A sender on host 0, a receiver behind all the links.
std::string scenario_over(const std::vector<Link>& links, const std::vector<Send>& sends,
                          const std::string& modifiers) {
  std::string hosts;
  std::string joined;
  for (std::size_t i = 0; i <= links.size(); ++i) {
    hosts += (i == 0 ? "\"h" : ", \"h") + std::to_string(i) + "\": {}";
    if (i == links.size()) break;
    joined += (i == 0 ? "" : ", ") + std::string("{ \"between\": [\"h") + std::to_string(i) +
              "\", \"h" + std::to_string(i + 1) + "\"], \"latency\": \"" +
              std::to_string(links[i].latency) + "ns\", \"bandwidth\": \"" +
              std::to_string(links[i].bandwidth) + "bps\" }";
  }
  std::string program;
  for (const Send& send : sends) {
    program += (program.empty() ? "" : ", ") + std::string("{ \"sleep\": \"") +
               std::to_string(send.pause) + "ns\" }, { \"send\": \"m\", \"size\": \"" +
               std::to_string(send.bytes) + "B\"" + modifiers + " }";
  }
  return R"({ "ipcsim": 1, "hosts": { )" + hosts + R"( }, "links": [ )" + joined +
         R"( ], "mailboxes": { "m": { "capacity": "unbounded" } }, "processes": {
         "sender": { "host": "h0", "program": [ )" +
         program + R"( ] }, "receiver": { "host": "h)" + std::to_string(links.size()) +
         R"(", "program": [ { "loop": )" + std::to_string(sends.size()) +
         R"(, "do": [ { "receive": "m" } ] } ] } } })";
}

/// When the receiver got each message, and when the sender did something last.
struct Watched {
  std::vector<std::int64_t> receptions;
  std::int64_t last_of_sender = 0;
};

class Watch : public TraceSink {
 public:
  void record(const TraceEvent& event) override {
    using Kind = TraceEvent::Kind;
    if (event.kind == Kind::handed_over || event.kind == Kind::received) {
      watched.receptions.push_back(event.time.ns);
    }
    const bool is_sender = event.process.value == 0 && !event.from_afar;
    if (is_sender) watched.last_of_sender = event.time.ns;
  }
  Watched watched;
};

Watched watch(const std::string& scenario) {
  const Program program = program_of(scenario);
  Watch sink;
  RunOptions options;
  options.trace = &sink;
  CHECK(simulate(program, options).reason == EndReason::completed);
  return sink.watched;
}

std::vector<Link> random_links(std::mt19937_64& random) {
  std::vector<Link> links(1 + random() % 3);
  for (Link& link : links) {
    link.latency = static_cast<std::int64_t>(random() % 5'000);
    link.bandwidth = static_cast<std::int64_t>(1'000'000'000 + random() % 9'000'000'000);
  }
  return links;
}

std::vector<Send> random_sends(std::mt19937_64& random) {
  std::vector<Send> sends(1 + random() % 12);
  for (Send& send : sends) {
    send.pause = random() % 2 == 0 ? 0 : static_cast<std::int64_t>(random() % 4'000);
    send.bytes = random() % 4 == 0 ? 0 : static_cast<std::int64_t>(random() % 3'000);
  }
  return sends;
}

/// So many of each kind are tried.
std::uint64_t chains() { return static_cast<std::uint64_t>(2'000 * test_scale()); }

/// Messages of exponential or constant size with exponential times of mean 1 ms between them.
Results simulate_line(const std::string& size, const std::string& bandwidth, double seconds,
                      int seed) {
  return results_of(R"({ "ipcsim": 1, "run": )" + run_block(seconds, seed) + R"(,
    "hosts": { "a": {}, "b": {} },
    "links": [ { "between": ["a", "b"], "bandwidth": ")" +
                        bandwidth + R"(" } ],
    "mailboxes": { "m": { "capacity": "unbounded" } },
    "processes": {
      "source": { "host": "a", "program": [ { "loop": "forever", "do": [
        { "sleep": { "exponential": "1ms" } },
        { "send": "m", "mode": "nonblocking", "size": )" +
                        size + R"( } ] } ] },
      "sink": { "host": "b", "program": [ { "loop": "forever", "do": [ { "receive": "m" } ] } ] }
    } })",
                    {}, 2);
}

/// A sender that does nothing but send, over these links, from host a to host c over host b.
Results simulate_sender(const std::string& links, const std::string& send, double seconds,
                        int seed) {
  return results_of(R"({ "ipcsim": 1, "run": )" + run_block(seconds, seed) + R"(,
    "hosts": { "a": {}, "b": {}, "c": {} }, "links": [ )" +
                        links + R"( ],
    "mailboxes": { "m": { "capacity": "unbounded" } },
    "processes": {
      "source": { "host": "a", "program": [ { "loop": "forever", "do": [ )" +
                        send + R"( ] } ] },
      "sink": { "host": "c", "program": [ { "loop": "forever", "do": [ { "receive": "m" } ] } ] }
    } })",
                    {}, 2);
}

std::vector<double> quotient(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> result(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) result[i] = a[i] / b[i];
  return result;
}

}  // namespace

TEST_CASE("messages that compete for one, two or three links arrive to the nanosecond") {
  // Store and forward: message n leaves hop i at D(n, i) = max(A(n, i), D(n - 1, i)) + size /
  // bandwidth, where it came at A(n, i) = D(n, i - 1) + latency.
  std::size_t waited = 0;
  for (std::uint64_t seed = 10'000; seed < 10'000 + chains(); ++seed) {
    std::mt19937_64 random(seed);
    const std::vector<Link> links = random_links(random);
    const std::vector<Send> sends = random_sends(random);
    std::vector<std::int64_t> free_at(links.size(), 0);
    std::vector<std::int64_t> expected;
    std::int64_t sent = 0;
    for (const Send& send : sends) {
      sent += send.pause;
      std::int64_t now = sent;
      for (std::size_t i = 0; i < links.size(); ++i) {
        if (free_at[i] > now) ++waited;
        free_at[i] = std::max(now, free_at[i]) + transmission(send.bytes, links[i].bandwidth);
        now = free_at[i] + links[i].latency;
      }
      expected.push_back(now);
    }
    const std::string scenario = scenario_over(links, sends, R"(, "mode": "nonblocking")");
    INFO("seed ", seed, "\n", scenario);
    REQUIRE(watch(scenario).receptions == expected);
  }
  CHECK(waited > 0);
}

TEST_CASE("blocking sends over one, two or three links take both ways to the nanosecond") {
  for (std::uint64_t seed = 20'000; seed < 20'000 + chains(); ++seed) {
    std::mt19937_64 random(seed);
    const std::vector<Link> links = random_links(random);
    const std::vector<Send> sends = random_sends(random);
    std::vector<std::int64_t> expected;
    std::int64_t now = 0;
    for (const Send& send : sends) {
      now += send.pause;
      std::int64_t back = 0;
      for (const Link& link : links) {
        now += transmission(send.bytes, link.bandwidth) + link.latency;
        back += link.latency;
      }
      expected.push_back(now);
      now += back;
    }
    const std::string scenario = scenario_over(links, sends, "");
    INFO("seed ", seed, "\n", scenario);
    const Watched watched = watch(scenario);
    REQUIRE(watched.receptions == expected);
    REQUIRE(watched.last_of_sender == now);
  }
}

TEST_CASE("a link is a server: M/M/1 and M/D/1 by the sizes of its messages") {
  // 10 Mbps carry 875 bytes in 0.7 ms.
  const Results exponential = simulate_line(R"({ "exponential": "875B" })", "10Mbps", 600, 61);
  check_closed_form("link as M/M/1, time", values_at(exponential, "mailboxes.m.latency.mean"),
                    0.001 / (1 / 0.7 - 1));
  check_closed_form("link as M/M/1, utilization", values_at(exponential, "links.a-b.utilization"),
                    0.7);
  const Results constant = simulate_line(R"("875B")", "10Mbps", 600, 62);
  check_closed_form("link as M/D/1, time", values_at(constant, "mailboxes.m.latency.mean"),
                    0.001 * (0.7 + 0.7 * 0.7 / (2 * (1 - 0.7))));
}

TEST_CASE("a saturated link carries its bandwidth, and no more") {
  const Results results = simulate_line(R"("1875B")", "10Mbps", 20, 63);  // 1.5 times as much
  CHECK(mean_of(results, "mailboxes.m.throughput") ==
        doctest::Approx(1e7 / (8 * 1'875)).epsilon(1e-3));
  CHECK(mean_of(results, "links.a-b.utilization") == doctest::Approx(1).epsilon(1e-6));
}

TEST_CASE("at loss p a message sets out 1 / (1 - p) times, two round trips apart") {
  // One way 1 ms of transmission and 2 ms of latency, then 2 ms back: a round trip of 5 ms.
  constexpr double kLoss = 0.3;
  const std::string links =
      R"({ "between": ["a", "c"], "latency": "2ms", "bandwidth": "8Mbps", "loss": 0.3 })";
  const Results results = simulate_sender(links, R"({ "send": "m", "size": "1KB" })", 1'200, 64);
  check_closed_form(
      "repetitions at loss 0.3",
      quotient(values_at(results, "links.a-c.lost"), values_at(results, "mailboxes.m.received")),
      kLoss / (1 - kLoss));
  check_closed_form("blocking send at loss 0.3", values_at(results, "mailboxes.m.send_wait.mean"),
                    0.005 + 0.010 * kLoss / (1 - kLoss));
  CHECK(mean_of(results, "mailboxes.m.lost") == 0);
}

TEST_CASE("over two lossy links both must carry the message") {
  const std::string links =
      R"({ "between": ["a", "b"], "latency": "1ms", "bandwidth": "8Mbps", "loss": 0.2 },
         { "between": ["b", "c"], "latency": "3ms", "loss": 0.1 })";
  const Results results = simulate_sender(links, R"({ "send": "m", "size": "1KB" })", 1'800, 65);
  constexpr double kBoth = 0.8 * 0.9;
  constexpr double kRoundTrip = 0.001 + 2 * 0.004;
  check_closed_form("blocking send over two lossy links",
                    values_at(results, "mailboxes.m.send_wait.mean"),
                    kRoundTrip + 2 * kRoundTrip * (1 - kBoth) / kBoth);
}

TEST_CASE("a nonblocking send loses what the link loses") {
  const Results results =
      simulate_sender(R"({ "between": ["a", "c"], "latency": "2ms", "loss": 0.3 })",
                      R"({ "sleep": "1ms" }, { "send": "m", "mode": "nonblocking" })", 300, 66);
  const std::vector<double> lost = values_at(results, "mailboxes.m.lost");
  check_closed_form("lost part at loss 0.3",
                    quotient(lost, sum(lost, values_at(results, "mailboxes.m.received"))), 0.3);
}

TEST_CASE("word draws its latency anew on each link") {
  const Results results = simulate_sender(
      R"({ "between": ["a", "b"], "latency": { "exponential": "2ms" } },
         { "between": ["b", "c"], "latency": { "exponential": "1ms" } })",
      R"({ "send": "m" })", 400, 67);
  check_closed_form("blocking send at drawn latencies",
                    values_at(results, "mailboxes.m.send_wait.mean"), 2 * 0.003);
}

}  // namespace ipcsim::testing
