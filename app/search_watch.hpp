// Watches a search: ends it when its time is up, and says on a terminal how far it has come, in one
// line drawn over itself and wiped off in the end.
#pragma once

#include <chrono>
#include <optional>
#include <ostream>

#include "sim/base/time.hpp"
#include "sim/check/exploration.hpp"

namespace ipcsim {

class SearchWatch {
 public:
  /// `out`: where the line stands; null: nobody looks.
  SearchWatch(std::ostream* out, std::optional<Duration> max_time);
  SearchWatch(const SearchWatch&) = delete;
  SearchWatch& operator=(const SearchWatch&) = delete;
  ~SearchWatch();

  /// To be asked now and then: false if the time is up.
  bool goes_on(const SearchProgress& progress);

 private:
  using Clock = std::chrono::steady_clock;

  void draw(const SearchProgress& progress, Clock::time_point now);

  std::ostream* out_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_ = start_;
  std::optional<Clock::time_point> end_;
  bool is_drawn_ = false;
};

}  // namespace ipcsim
