// What one event costs in the event list, by how many are pending and how far ahead they are: the
// hold model of Jones ("An empirical comparison of priority-queue and event-set implementations",
// CACM 29, 1986). The next event is taken, and its owner enters a new one.
#include <cstdint>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "sim/base/distribution.hpp"
#include "sim/base/random.hpp"
#include "sim/engine/event_list.hpp"

namespace {

using ipcsim::Distribution;
using ipcsim::Duration;
using ipcsim::EventList;
using ipcsim::Instant;
using ipcsim::Urgency;

constexpr double kMean = 1'000'000;  // ns
constexpr std::size_t kDrawn = 1U << 16U;

/// Drawn beforehand: what is measured is the list.
std::vector<Duration> increments(const Distribution& law) {
  ipcsim::RandomStream random = ipcsim::make_stream(1, 0, "event list", 0);
  std::uint32_t cursor = 0;
  std::vector<Duration> drawn(kDrawn);
  for (Duration& increment : drawn) increment = {law.draw(random, cursor)};
  return drawn;
}

void hold(benchmark::State& state, const Distribution& law) {
  const std::vector<Duration> drawn = increments(law);
  const auto pending = static_cast<std::uint32_t>(state.range(0));
  EventList events(pending);
  std::size_t next = 0;
  for (std::uint32_t owner = 0; owner < pending; ++owner) {
    events.schedule(owner, Instant{} + drawn[next++ % kDrawn], Urgency::prompt);
  }
  for (auto _ : state) {
    const EventList::Event event = events.pop();
    events.schedule(event.owner, event.time + drawn[next++ % kDrawn], Urgency::prompt);
  }
  state.SetItemsProcessed(state.iterations());
}

/// Each event is also given a timeout of a long time, and the one before is cancelled.
void hold_with_timeouts(benchmark::State& state) {
  const std::vector<Duration> drawn = increments(Distribution::exponential(kMean));
  const auto pending = static_cast<std::uint32_t>(state.range(0));
  EventList events(2 * pending);
  std::size_t next = 0;
  for (std::uint32_t owner = 0; owner < pending; ++owner) {
    events.schedule(owner, Instant{} + drawn[next++ % kDrawn], Urgency::prompt);
    events.schedule(pending + owner, Instant{1'000'000'000'000}, Urgency::late);
  }
  for (auto _ : state) {
    const EventList::Event event = events.pop();
    events.cancel(pending + event.owner);
    events.schedule(pending + event.owner, event.time + Duration{1'000'000'000'000}, Urgency::late);
    events.schedule(event.owner, event.time + drawn[next++ % kDrawn], Urgency::prompt);
  }
  state.SetItemsProcessed(state.iterations());
}

/// All at once into an empty list, and all out again: one operation is one event.
void fill_and_empty(benchmark::State& state, const Distribution& law) {
  const std::vector<Duration> drawn = increments(law);
  const auto pending = static_cast<std::uint32_t>(state.range(0));
  EventList events(pending);
  Instant now;
  std::size_t next = 0;
  for (auto _ : state) {
    for (std::uint32_t owner = 0; owner < pending; ++owner) {
      events.schedule(owner, now + drawn[next++ % kDrawn], Urgency::prompt);
    }
    while (!events.empty()) now = events.pop().time;
  }
  state.SetItemsProcessed(state.iterations() * pending);
}

void add(const std::string& name, void (*run)(benchmark::State&, const Distribution&),
         const Distribution& law) {
  benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) { run(state, law); })
      ->Arg(1'000)
      ->Arg(32'000)
      ->Arg(1'000'000)
      ->MinTime(0.2);
}

}  // namespace

int main(int argc, char** argv) {
  const struct {
    const char* name;
    Distribution law;
  } laws[] = {
      {"constant", Distribution::constant(1'000'000)},
      {"exponential", Distribution::exponential(kMean)},
      {"uniform", Distribution::uniform(0, 2 * kMean)},
      {"bimodal", Distribution::empirical({{10'000, 0.9}, {9'910'000, 0.1}})},
      {"heavy_tailed", Distribution::pareto(1.1, 100'000)},
      {"at_one_time", Distribution::constant(0)},
  };
  for (const auto& [name, law] : laws) add(std::string("hold/") + name, hold, law);
  for (const auto& [name, law] : laws) {
    add(std::string("fill_and_empty/") + name, fill_and_empty, law);
  }
  benchmark::RegisterBenchmark("hold_with_timeouts", hold_with_timeouts)
      ->Arg(1'000)
      ->Arg(32'000)
      ->Arg(1'000'000)
      ->MinTime(0.2);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
