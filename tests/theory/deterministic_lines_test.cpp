// Lines of stages with constant times and small buffers between them, to the nanosecond, against
// the recurrence of blocking after service (Buzacott & Shanthikumar, "Stochastic Models of
// Manufacturing Systems", chapter 6; Altiok, "Performance Analysis of Manufacturing Systems").
#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

struct Line {
  std::vector<std::int64_t> stage_ns;
  std::vector<int> buffers;  // between stage i and stage i + 1
  int items = 0;
};

/// When stage i began and left item n. Stage i leaves item n when it is done with it and the buffer
/// behind it has room: when item n - b has left that buffer, or with b = 0 when the next stage is
/// free to take it.
struct Times {
  std::vector<std::vector<std::int64_t>> begun;  // [stage][item]
  std::vector<std::vector<std::int64_t>> done;
  std::vector<std::vector<std::int64_t>> left;

  explicit Times(const Line& line)
      : begun(line.stage_ns.size(),
              std::vector<std::int64_t>(static_cast<std::size_t>(line.items))),
        done(begun),
        left(begun) {
    for (std::size_t n = 0; n < static_cast<std::size_t>(line.items); ++n) {
      for (std::size_t i = 0; i < line.stage_ns.size(); ++i) {
        const std::int64_t arrived = i == 0 ? 0 : left[i - 1][n];
        begun[i][n] = std::max(arrived, n == 0 ? 0 : left[i][n - 1]);
        done[i][n] = begun[i][n] + line.stage_ns[i];
        left[i][n] = std::max(done[i][n], room_behind(line, i, n));
      }
    }
  }

 private:
  [[nodiscard]] std::int64_t room_behind(const Line& line, std::size_t i, std::size_t n) const {
    if (i + 1 == line.stage_ns.size()) return 0;
    const auto room = static_cast<std::size_t>(line.buffers[i]);
    if (room == 0) return n == 0 ? 0 : left[i + 1][n - 1];
    return n < room ? 0 : begun[i + 1][n - room];
  }
};

std::string scenario_of_line(const Line& line) {
  std::string mailboxes;
  std::string processes;
  for (std::size_t i = 0; i < line.stage_ns.size(); ++i) {
    const std::string comma = i == 0 ? "" : ", ";
    const bool is_last = i + 1 == line.stage_ns.size();
    if (!is_last) {
      mailboxes += comma + "\"b" + std::to_string(i) + R"(": { "capacity": )" +
                   std::to_string(line.buffers[i]) + " }";
    }
    processes += comma + "\"s" + std::to_string(i) + R"(": { "program": [ { "loop": )" +
                 std::to_string(line.items) + R"(, "do": [ )";
    if (i > 0) processes += R"({ "receive": "b)" + std::to_string(i - 1) + "\" }, ";
    processes += R"({ "compute": ")" + std::to_string(line.stage_ns[i]) + "ns\" }";
    if (!is_last) processes += R"(, { "send": "b)" + std::to_string(i) + "\" }";
    processes += " ] } ] }";
  }
  return R"({ "ipcsim": 1, "mailboxes": { )" + mailboxes + R"( }, "processes": { )" + processes +
         " } }";
}

void check_times(const std::string& what, const Histogram& measured,
                 const std::vector<std::int64_t>& expected) {
  INFO(what);
  std::int64_t sum = 0;
  for (const std::int64_t time : expected) sum += time;
  REQUIRE_EQ(measured.count(), expected.size());
  CHECK_EQ(measured.max().ns, *std::max_element(expected.begin(), expected.end()));
  CHECK_EQ(measured.mean_ns(), static_cast<double>(sum) / static_cast<double>(expected.size()));
}

void check_line(const Line& line) {
  const std::string text = scenario_of_line(line);
  INFO(text);
  const RunResult result = run_of(text);
  const Times times(line);
  CHECK_EQ(result.reason, EndReason::completed);
  CHECK_EQ(result.end.ns, times.left.back().back());
  for (std::size_t i = 0; i + 1 < line.stage_ns.size(); ++i) {
    std::vector<std::int64_t> wait;
    std::vector<std::int64_t> send_wait;
    std::vector<std::int64_t> receive_wait;
    for (std::size_t n = 0; n < static_cast<std::size_t>(line.items); ++n) {
      wait.push_back(times.begun[i + 1][n] - times.left[i][n]);
      send_wait.push_back(times.left[i][n] - times.done[i][n]);
      receive_wait.push_back(times.begun[i + 1][n] - (n == 0 ? 0 : times.left[i + 1][n - 1]));
    }
    const MailboxMeasurements& buffer = result.measurements.mailboxes[i];
    check_times("wait", buffer.wait, wait);
    check_times("send_wait", buffer.send_wait, send_wait);
    check_times("receive_wait", buffer.receive_wait, receive_wait);
  }
}

TEST_CASE("two and three stages keep their recurrence to the nanosecond") {
  for (const int buffer : {0, 1, 2, 5}) {
    check_line({{1'000'000, 3'000'000}, {buffer}, 100});
    check_line({{3'000'000, 1'000'000}, {buffer}, 100});
    check_line({{1'234'567, 1'234'567}, {buffer}, 100});
    check_line({{1'000'001, 2'000'003, 1'500'007}, {buffer, 1}, 200});
    check_line({{2'000'000, 1'000'000, 3'000'000}, {1, buffer}, 200});
    check_line({{3'000'000, 2'000'000, 1'000'000}, {buffer, 0}, 200});
  }
}

Line random_line(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Line line;
  const std::uint64_t stages = 2 + random() % 4;
  for (std::uint64_t i = 0; i < stages; ++i) {
    line.stage_ns.push_back(static_cast<std::int64_t>(1 + random() % 9));
    line.buffers.push_back(static_cast<int>(random() % 4));
  }
  line.items = 1 + static_cast<int>(random() % 60);
  return line;
}

TEST_CASE("random lines of up to five stages keep their recurrence to the nanosecond") {
  const auto lines = static_cast<std::uint64_t>(std::max(20.0, 1000 * test_scale()));
  for (std::uint64_t seed = 1; seed <= lines; ++seed) {
    INFO("seed " << seed);
    check_line(random_line(seed));
  }
}

/// The slowest stage sets the pace of a line: one item in 3 ms, whatever the buffers.
TEST_CASE("a deterministic line delivers at the pace of its slowest stage") {
  const Line line{{1'000'000, 3'000'000, 2'000'000}, {2, 1}, 1'000};
  CHECK_EQ(run_of(scenario_of_line(line)).end.ns, 1'000'000 + 1'000 * 3'000'000LL + 2'000'000);
}

}  // namespace
}  // namespace ipcsim::testing
