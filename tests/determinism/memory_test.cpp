// A run keeps no memory of messages that have left: 50 million through an unbounded mailbox.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

/// A sanitizer's own memory grows with the run: freed blocks in quarantine, shadows of new pages.
constexpr bool kSanitized =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    true;
#else
    false;
#endif
#else
    false;
#endif

/// The most memory that this process has had resident, in KiB (Linux).
std::int64_t peak_resident_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stoll(line.substr(6));
  }
  return -1;
}

struct Passed {
  std::int64_t peak_kib = 0;
  std::uint64_t deepest = 0;  // messages
};

Passed pass(std::uint64_t messages) {
  const RunResult result = run_of(R"({ "ipcsim": 1,
    "run": { "until": { "messages": )" +
                                  std::to_string(messages) + R"(, "mailbox": "queue" } },
    "mailboxes": { "queue": { "capacity": "unbounded" } },
    "processes": {
      "arrivals": { "program": [ { "loop": "forever", "do": [
        { "compute": { "exponential": "1ms" } }, { "send": "queue" } ] } ] },
      "server": { "program": [ { "loop": "forever", "do": [
        { "receive": "queue" }, { "compute": { "exponential": "0.9ms" } } ] } ] } } })");
  REQUIRE_EQ(result.reason, EndReason::message_limit);
  REQUIRE_EQ(result.measurements.mailboxes[0].received, messages);
  return {peak_resident_kib(), result.measurements.mailboxes[0].depth_max};
}

TEST_CASE("50 million messages take no more memory than what is queued at most") {
  const auto messages = static_cast<std::uint64_t>(std::llround(50e6 * test_scale()));
  const Passed start = pass(messages / 50);
  const Passed end = pass(messages);
  if (kSanitized || start.peak_kib < 0) return;  // the latter: no /proc on this system
  // 32 bytes a message in a ring that doubles: at most 4 times that, while it is being copied.
  const auto queued_kib = static_cast<std::int64_t>(end.deepest * 32 * 4 / 1024);
  std::printf("after %llu messages peak %lld KiB, after %llu more %lld KiB, deepest queue %llu\n",
              static_cast<unsigned long long>(messages / 50),
              static_cast<long long>(start.peak_kib), static_cast<unsigned long long>(messages),
              static_cast<long long>(end.peak_kib), static_cast<unsigned long long>(end.deepest));
  CHECK_LE(end.peak_kib - start.peak_kib, 1024 + queued_kib);
}

}  // namespace
}  // namespace ipcsim::testing
