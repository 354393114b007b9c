#include "sim/base/ziggurat.hpp"

#include "sim/base/portable_math.hpp"

namespace ipcsim::ziggurat {
namespace {

/// A height at random between the floor and the ceiling of a layer other than the lowest.
template <typename Heights>
double height_within(RandomStream& stream, const Heights& heights, std::size_t layer) {
  return heights[layer] + stream.uniform() * (heights[layer + 1] - heights[layer]);
}

/// |x| given that it exceeds the edge of the tail: Marsaglia, "Generating a variable from the tail
/// of the normal distribution", Technometrics 6, 1964, with exponential draws in place of
/// logarithms.
double normal_tail(RandomStream& stream) {
  const double edge = kNormalEdge[1];
  for (;;) {
    const double beyond = standard_exponential(stream) / edge;
    if (2.0 * standard_exponential(stream) > beyond * beyond) return edge + beyond;
  }
}

}  // namespace

double exponential_at_edge(RandomStream& stream, std::size_t layer, double x) {
  // The law has no memory: what lies beyond the last edge is distributed as the whole.
  if (layer == 0) return kExponentialEdge[1] + standard_exponential(stream);
  if (height_within(stream, kExponentialHeight, layer) < portable_exp(-x)) return x;
  return standard_exponential(stream);
}

double normal_at_edge(RandomStream& stream, std::size_t layer, double x) {
  if (layer == 0) return x < 0.0 ? -normal_tail(stream) : normal_tail(stream);
  if (height_within(stream, kNormalHeight, layer) < portable_exp(-0.5 * x * x)) return x;
  return standard_normal(stream);
}

}  // namespace ipcsim::ziggurat
