#include "app/search_watch.hpp"

#include <string>

#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr auto kBeforeFirstDrawing = std::chrono::milliseconds(500);
constexpr auto kBetweenDrawings = std::chrono::milliseconds(200);

}  // namespace

SearchWatch::SearchWatch(std::ostream* out, std::optional<Duration> max_time) : out_(out) {
  if (max_time) end_ = start_ + std::chrono::nanoseconds(max_time->ns);
}

SearchWatch::~SearchWatch() {
  if (is_drawn_) *out_ << "\r\x1B[K" << std::flush;
}

bool SearchWatch::goes_on(const SearchProgress& progress) {
  if (out_ == nullptr && !end_) return true;
  const Clock::time_point now = Clock::now();
  const bool is_due = now - start_ >= kBeforeFirstDrawing && now - drawn_ >= kBetweenDrawings;
  if (out_ != nullptr && is_due) draw(progress, now);
  return !end_ || now < *end_;
}

void SearchWatch::draw(const SearchProgress& progress, Clock::time_point now) {
  drawn_ = now;
  is_drawn_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const auto pace = static_cast<std::uint64_t>(static_cast<double>(progress.states) / seconds);
  *out_ << "\r\x1B[K" << counted(progress.states, "state") << ", "
        << counted(progress.depth, "step") << " deep, " << grouped(pace) << " states/s, "
        << grouped(progress.bytes / 1'000'000) << " MB" << std::flush;
}

}  // namespace ipcsim
