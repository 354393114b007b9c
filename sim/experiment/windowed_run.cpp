#include "sim/experiment/windowed_run.hpp"

#include <optional>
#include <utility>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

class JoinedWindows : public WindowSink {
 public:
  explicit JoinedWindows(const std::function<void(const Measurements&)>& observe)
      : observe_(observe) {}

  void take(Measurements window) override {
    observe_(window);
    add(std::move(window));
  }

  Measurements with_last(Measurements window) && {
    add(std::move(window));
    return std::move(*joined_);
  }

 private:
  void add(Measurements window) {
    if (joined_) {
      join(*joined_, window);
    } else {
      joined_ = std::move(window);
    }
  }

  const std::function<void(const Measurements&)>& observe_;
  std::optional<Measurements> joined_;
};

}  // namespace

std::vector<Instant> equal_cuts(Instant begin, Instant end, std::uint32_t windows) {
  std::vector<Instant> cuts;
  const __int128 length = (end - begin).ns;
  for (std::uint32_t i = 1; i < windows; ++i) {
    const Instant cut{begin.ns + static_cast<std::int64_t>(length * i / windows)};
    if (cut > (cuts.empty() ? begin : cuts.back())) cuts.push_back(cut);
  }
  return cuts;
}

RunResult simulate_in_windows(const Program& program, RunOptions options, std::uint32_t windows,
                              const std::function<void(const Measurements&)>& observe) {
  if (windows > 1) {
    check(options.until != kNever, "a run in windows has a time at which it ends");
    options.cuts = equal_cuts(options.warmup, options.until, windows);
  }
  JoinedWindows joined(observe);
  options.windows = &joined;
  RunResult result = simulate(program, options);
  if (result.reason == EndReason::time_limit) observe(result.measurements);
  result.measurements = std::move(joined).with_last(std::move(result.measurements));
  return result;
}

}  // namespace ipcsim
