#include "app/progress.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kBarWidth = 24;
constexpr auto kBetweenDrawings = std::chrono::milliseconds(100);

std::string bar(double fraction) {
  const auto full = static_cast<std::size_t>(fraction * kBarWidth);
  std::string text = "[";
  for (std::size_t i = 0; i < kBarWidth; ++i) text += i < full ? "#" : ".";
  return text + "]";
}

/// "12.3/s", or where that is below one "4.1 s each".
std::string pace(double per_second) {
  const bool is_slow = per_second < 1;
  const double shown = is_slow ? 1 / per_second : per_second;
  std::string text = std::to_string(std::lround(shown * 10));
  if (text.size() < 2) text.insert(0, "0");
  text.insert(text.size() - 1, ".");
  return text + (is_slow ? " s each" : "/s");
}

/// "45 s", "12 min", "3 h": rounded up.
std::string duration(double seconds) {
  constexpr double kMinute = 60;
  constexpr double kHour = 3600;
  const auto text = [](double number, const char* unit) {
    return std::to_string(std::lround(std::ceil(number))) + unit;
  };
  if (seconds < 2 * kMinute) return text(seconds, " s");
  if (seconds < 2 * kHour) return text(seconds / kMinute, " min");
  return text(seconds / kHour, " h");
}

}  // namespace

Progress::Progress(std::ostream* out, std::size_t total, std::string noun, Clock::time_point start)
    : out_(out), total_(total), noun_(std::move(noun)), start_(start), drawn_(start) {}

void Progress::step(Clock::time_point now) {
  ++done_;
  total_ = std::max(total_, done_);  // some work turns out to be more than was planned
  if (out_ == nullptr || now - drawn_ < kBetweenDrawings) return;
  drawn_ = now;
  is_drawn_ = true;
  *out_ << "\r\x1B[K" << line(now) << std::flush;
}

void Progress::wipe() {
  if (!is_drawn_) return;
  *out_ << "\r\x1B[K" << std::flush;
  is_drawn_ = false;
}

std::string Progress::line(Clock::time_point now) const {
  const std::chrono::duration<double> passed = now - start_;
  const double per_second = static_cast<double>(done_ - before_) / passed.count();
  std::string text = bar(static_cast<double>(done_) / static_cast<double>(total_)) + " " +
                     grouped(done_) + "/" + counted(total_, noun_) + ", " + pace(per_second);
  if (done_ < total_) {
    text += ", " + duration(static_cast<double>(total_ - done_) / per_second) + " left";
  }
  return text;
}

}  // namespace ipcsim
