// When messages arrive that go over a link, to the nanosecond.
#include "sim/engine/links.hpp"

#include <doctest/doctest.h>

#include "sim/base/distribution.hpp"

namespace ipcsim {
namespace {

constexpr Hop kForward{LinkId{0}, true};
constexpr Hop kBackward{LinkId{0}, false};

Program with_link(const Distribution& latency, std::uint64_t bandwidth, double loss = 0) {
  Program program;
  program.distributions.push_back(latency);
  program.links.push_back({.latency = 0, .bandwidth = bandwidth, .loss = loss});
  program.symbols.links.emplace_back("a-b");
  return program;
}

}  // namespace

TEST_CASE("a message of s bits holds the link for s / bandwidth, rounded to the nanosecond") {
  CHECK(transmission_time(1'000, 8'000'000).ns == 1'000'000);
  CHECK(transmission_time(1, 3'000'000'000).ns == 3);   // 2.67 ns
  CHECK(transmission_time(1, 16'000'000'000).ns == 1);  // 0.5 ns
  CHECK(transmission_time(0, 1).ns == 0);
  CHECK(transmission_time(1'000'000, 0).ns == 0);
  CHECK(transmission_time(kNever.ns, 1).ns == kNever.ns);
}

TEST_CASE("a link sends one message at a time in each direction, and both directions at once") {
  const Program program = with_link(Distribution::constant(500), 8'000'000'000);
  Links links(program, 1, 0);
  CHECK(links.send(program, kForward, 100, {0}).arrival.ns == 600);
  CHECK(links.send(program, kForward, 100, {40}).arrival.ns == 700);
  CHECK(links.send(program, kBackward, 100, {40}).arrival.ns == 640);
  CHECK(links.send(program, kForward, 100, {1'000}).arrival.ns == 1'600);
}

TEST_CASE("a link's busy time is exact at every instant") {
  const Program program = with_link(Distribution::constant(500), 8'000'000'000);
  Links links(program, 1, 0);
  links.send(program, kForward, 100, {10});
  links.send(program, kForward, 50, {20});
  CHECK(links.busy(kForward, {60}) == 50);
  CHECK(links.busy(kForward, {160}) == 150);
  CHECK(links.busy(kForward, {1'000}) == 150);
  CHECK(links.busy(kBackward, {1'000}) == 0);
}

TEST_CASE("no message overtakes another on the same link, whatever its latency") {
  const Program program = with_link(Distribution::exponential(1e6), 0);
  Links links(program, 7, 0);
  Instant last;
  bool caught_up = false;
  for (std::int64_t i = 0; i < 1'000; ++i) {
    const Instant arrival = links.send(program, kForward, 0, {i * 1'000}).arrival;
    CHECK(arrival >= last);
    caught_up = caught_up || (i > 0 && arrival == last);
    last = arrival;
  }
  CHECK(caught_up);
}

TEST_CASE("a lost message holds its link, and what is lost changes no other message's latency") {
  const Distribution latency = Distribution::constant(500);
  const Program lossy = with_link(latency, 8'000'000'000, 0.25);
  Links links(lossy, 3, 0);
  int lost = 0;
  for (std::int64_t i = 1; i <= 10'000; ++i) {
    const Links::Passage passage = links.send(lossy, kForward, 100, {0});
    if (passage.lost) {
      ++lost;
    } else {
      CHECK(passage.arrival.ns == 100 * i + 500);
    }
  }
  // Binomial(10000, 1/4): mean 2500, standard deviation 43.3; four of them.
  CHECK(lost > 2'500 - 174);
  CHECK(lost < 2'500 + 174);
  CHECK(links.busy(kForward, {2'000'000}) == 1'000'000);
}

TEST_CASE("word of acceptance waits for no link and takes no draw from the messages") {
  const Program program = with_link(Distribution::exponential(1e6), 1'000);
  Links with_words(program, 5, 2);
  Links without(program, 5, 2);
  with_words.send(program, kForward, 1'000, {0});
  without.send(program, kForward, 1'000, {0});
  for (int i = 0; i < 10; ++i) {
    CHECK(with_words.word_latency(program, {kBackward}).ns < 100'000'000);
  }
  CHECK(with_words.send(program, kForward, 10, {0}).arrival ==
        without.send(program, kForward, 10, {0}).arrival);
}

TEST_CASE("seed, replication, name and direction each give a link other latencies") {
  const Program program = with_link(Distribution::exponential(1e9), 0);
  Program renamed = program;
  renamed.symbols.links[0] = "a-c";
  const auto arrival = [](const Program& of, std::uint64_t seed, std::uint64_t replication,
                          Hop hop) {
    return Links(of, seed, replication).send(of, hop, 0, {0}).arrival;
  };
  const Instant first = arrival(program, 1, 0, kForward);
  CHECK(first == arrival(program, 1, 0, kForward));
  CHECK(first != arrival(program, 2, 0, kForward));
  CHECK(first != arrival(program, 1, 1, kForward));
  CHECK(first != arrival(program, 1, 0, kBackward));
  CHECK(first != arrival(renamed, 1, 0, kForward));
}

TEST_CASE("a transfer that would end after the clock's end never arrives") {
  const Program program = with_link(Distribution::constant(500), 1);
  Links links(program, 1, 0);
  CHECK(links.send(program, kForward, kNever.ns, {10}).arrival == kNever);
  CHECK(links.send(program, kForward, 1, {20}).arrival == kNever);
  CHECK(links.busy(kForward, {20}) == 10);
}

}  // namespace ipcsim
