#include "tests/determinism/results_text.hpp"

#include <array>
#include <cstdint>
#include <cstdio>

namespace ipcsim::testing {
namespace {

std::string exact(double value) {
  std::array<char, 40> digits{};
  std::snprintf(digits.data(), digits.size(), "%a", value);
  return digits.data();
}

}  // namespace

std::string text_of(const Results& results) {
  std::string text;
  for (const ReplicationEnd& end : results.replications) {
    text += std::to_string(end.replication) + " " + name_of(end.reason) + " " +
            std::to_string(end.end.ns) + "ns\n";
  }
  for (const MetricResult& metric : results.metrics) {
    text += metric.path;
    for (const auto& value : metric.values) text += " " + (value ? exact(*value) : "none");
    text += "\n";
  }
  return text;
}

std::string hash_of(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : text) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001b3;
  }
  std::array<char, 20> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(hash));
  return digits.data();
}

}  // namespace ipcsim::testing
