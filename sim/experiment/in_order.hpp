// Puts what comes out of order into order: results of numbered pieces of work are handed on number
// by number, each as soon as it and all before it are there. For any number of threads.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <utility>

namespace ipcsim {

template <class Result>
class InOrder {
 public:
  /// `hand_on` is called with first, first + 1, …; never by two threads at a time.
  InOrder(std::size_t first, std::function<void(std::size_t, Result)> hand_on)
      : next_(first), hand_on_(std::move(hand_on)) {}

  /// REQUIRES: no number comes twice.
  void put(std::size_t number, Result result) {
    const std::lock_guard lock(mutex_);
    early_.emplace(number, std::move(result));
    while (!early_.empty() && early_.begin()->first == next_) {
      hand_on_(next_++, std::move(early_.begin()->second));
      early_.erase(early_.begin());
    }
  }

 private:
  std::size_t next_;
  std::map<std::size_t, Result> early_;
  std::function<void(std::size_t, Result)> hand_on_;
  std::mutex mutex_;
};

}  // namespace ipcsim
