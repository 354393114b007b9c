#include "sim/engine/links.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace ipcsim {
namespace {

__extension__ using Uint128 = unsigned __int128;

/// No process can have such a name: control characters are not allowed in names.
std::string stream_name(const std::string& link, bool word) {
  return (word ? "\x02" : "\x01") + link;
}

}  // namespace

Duration transmission_time(std::int64_t bytes, std::uint64_t bits_per_second) {
  if (bits_per_second == 0) return {0};
  const Uint128 bits_times_ns = Uint128{static_cast<std::uint64_t>(bytes)} * 8'000'000'000U;
  const Uint128 time = (bits_times_ns + bits_per_second / 2) / bits_per_second;
  return {static_cast<std::int64_t>(std::min(time, static_cast<Uint128>(kNever.ns)))};
}

Duration mean_round_trip(const Program& program, const Route& route, std::int64_t bytes) {
  constexpr double kClockEnds = 9.2e18;  // ns
  Instant end;
  for (const Hop hop : route) {
    const Link& link = program.links[hop.link.index()];
    const double latency = std::min(program.distributions[link.latency].mean(), kClockEnds);
    const Duration one_way{static_cast<std::int64_t>(std::llround(latency))};
    end = end + transmission_time(bytes, link.bandwidth) + one_way + one_way;
  }
  return end - Instant{};
}

Links::Links(const Program& program, std::uint64_t seed, std::uint64_t replication)
    : lanes_(program.links.size()) {
  const StreamMaker streams(seed, replication);
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    const std::string& name = program.symbols.links[i];
    for (std::size_t direction = 0; direction < 2; ++direction) {
      Lane& lane = lanes_[i][direction];
      lane.stream = streams.stream(stream_name(name, false), direction);
      lane.word_stream = streams.stream(stream_name(name, true), direction);
    }
  }
}

Links::Passage Links::send(const Program& program, Hop hop, std::int64_t bytes, Instant now) {
  const Link& link = program.links[hop.link.index()];
  Lane& lane = at(hop);
  const Duration held = transmission_time(bytes, link.bandwidth);
  const Instant begins = std::max(now, lane.busy_until);
  lane.busy_until = begins + held;
  lane.busy += lane.busy_until.ns - begins.ns;
  // Both are drawn for each message, so that a loss does not change what the others meet.
  const bool lost = link.loss > 0 && lane.stream.uniform() < link.loss;
  const Duration latency{program.distributions[link.latency].draw(lane.stream, lane.cursor)};
  const Instant sent = lane.busy_until;
  if (lost) return {.begins = begins, .sent = sent, .arrival = sent, .lost = true};
  lane.last_arrival = std::max(lane.last_arrival, sent + latency);
  return {.begins = begins, .sent = sent, .arrival = lane.last_arrival};
}

Duration Links::word_latency(const Program& program, const Route& route) {
  Instant arrival;
  for (auto hop = route.rbegin(); hop != route.rend(); ++hop) {
    Lane& lane = at({hop->link, !hop->forward});
    const Distribution& law = program.distributions[program.links[hop->link.index()].latency];
    arrival = arrival + Duration{law.draw(lane.word_stream, lane.word_cursor)};
  }
  return arrival - Instant{};
}

std::int64_t Links::busy(Hop hop, Instant now) const {
  const Lane& lane = lanes_[hop.link.index()][hop.forward ? 0 : 1];
  return lane.busy - std::max<std::int64_t>(0, lane.busy_until.ns - now.ns);
}

}  // namespace ipcsim
