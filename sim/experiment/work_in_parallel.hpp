// Independent pieces of work on several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace ipcsim {

/// Calls `work` once for each of 0 … count - 1, on at most `threads` threads (the caller's among
/// them), each taking the next number that nobody has taken. Where the system gives fewer threads,
/// those there are do it all. What a call throws is thrown here in the end, the first of them if
/// there are several, and no further number is taken.
void work_in_parallel(std::uint32_t threads, std::size_t count,
                      const std::function<void(std::size_t)>& work);

}  // namespace ipcsim
