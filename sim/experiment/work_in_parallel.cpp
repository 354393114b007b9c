#include "sim/experiment/work_in_parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace ipcsim {
namespace {

class Crew {
 public:
  Crew(std::size_t count, const std::function<void(std::size_t)>& work)
      : count_(count), work_(work) {}

  void work(std::uint32_t threads) {
    std::vector<std::thread> others;
    others.reserve(threads - 1);
    try {
      for (std::uint32_t i = 1; i < threads; ++i) others.emplace_back([this] { take_part(); });
    } catch (const std::system_error&) {
      // The system gives no more threads.
    }
    take_part();
    for (std::thread& other : others) other.join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  void take_part() {
    try {
      for (std::size_t i = next_++; i < count_; i = next_++) work_(i);
    } catch (...) {
      const std::lock_guard lock(failure_mutex_);
      if (!failure_) failure_ = std::current_exception();
      next_ = count_;
    }
  }

  const std::size_t count_;
  const std::function<void(std::size_t)>& work_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex failure_mutex_;
  std::exception_ptr failure_;
};

}  // namespace

void work_in_parallel(std::uint32_t threads, std::size_t count,
                      const std::function<void(std::size_t)>& work) {
  if (count == 0) return;
  const std::size_t useful = std::clamp<std::size_t>(threads, 1, count);
  Crew(count, work).work(static_cast<std::uint32_t>(useful));
}

}  // namespace ipcsim
