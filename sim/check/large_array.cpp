#include "sim/check/large_array.hpp"

#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace ipcsim {
namespace {

constexpr std::size_t kLargePage = std::size_t{1} << 21U;  // on x86-64 and most others
constexpr std::size_t kSmallAlignment = 64;                // a line of the cache

std::size_t rounded_up(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

}  // namespace

void* allocate_large(std::size_t bytes) {
  const std::size_t alignment = bytes < kLargePage ? kSmallAlignment : kLargePage;
  const std::size_t size = rounded_up(bytes, alignment);
  void* const memory = std::aligned_alloc(alignment, size);
  if (memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
  // A wish: without it all is the same, but slower.
  if (alignment == kLargePage) static_cast<void>(madvise(memory, size, MADV_HUGEPAGE));
#endif
  return memory;
}

}  // namespace ipcsim
