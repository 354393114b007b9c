// Memory in one piece, for what grows large and is looked at in no order. Where the system can be
// told so, it lies in large pages: of small ones a processor knows too few places by heart, and
// would look up where the page lies before every look into it.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <type_traits>

namespace ipcsim {

struct FreeMemory {
  void operator()(void* memory) const { std::free(memory); }
};
template <class T>
using LargeArray = std::unique_ptr<T[], FreeMemory>;

/// So many bytes, of any content; they take up memory from when they are first written to.
void* allocate_large(std::size_t bytes);

/// The elements have no value yet.
template <class T>
LargeArray<T> make_large_array(std::size_t elements) {
  static_assert(std::is_trivially_default_constructible_v<T> &&
                std::is_trivially_destructible_v<T>);
  return LargeArray<T>(static_cast<T*>(allocate_large(elements * sizeof(T))));
}

}  // namespace ipcsim
