#include "app/interrupt.hpp"

#include <csignal>

namespace ipcsim {
namespace {

static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may set it");

extern "C" void request_end(int /*signal*/) {
  interrupt_flag().store(true, std::memory_order_relaxed);
  // The flag is set; whoever is impatient is served by the system.
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
}

}  // namespace

std::atomic<bool>& interrupt_flag() {
  static constinit std::atomic<bool> flag = false;
  return flag;
}

void catch_signals() {
  std::signal(SIGINT, request_end);
  std::signal(SIGTERM, request_end);
  std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace ipcsim
