// A queue with two ends in one block of memory that doubles when it is full and is never given
// back: constant memory once the longest length has been reached. No memory while unused.
#pragma once

#include <cstddef>
#include <vector>

namespace ipcsim {

template <class T>
class RingBuffer {
 public:
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// REQUIRES: i < size().
  [[nodiscard]] const T& operator[](std::size_t i) const { return slots_[slot(i)]; }

  [[gnu::always_inline]] void push_back(const T& value) { add_place() = value; }

  /// A place at the end, to be filled member by member: a value that is put together first and then
  /// copied waits for its own parts.
  [[gnu::always_inline]] T& add_place() {
    if (size_ == mask_ + 1) [[unlikely]] {
      grow();
    }
    return slots_[slot(size_++)];
  }

  /// REQUIRES: not empty.
  [[gnu::always_inline]] T pop_front() {
    T value = slots_[first_];
    drop_front();
    return value;
  }

  /// REQUIRES: not empty.
  [[gnu::always_inline]] void drop_front() {
    first_ = slot(1);
    --size_;
  }

  /// REQUIRES: not empty.
  T pop_back() {
    --size_;
    return slots_[slot(size_)];
  }

 private:
  [[nodiscard]] std::size_t slot(std::size_t i) const { return (first_ + i) & mask_; }

  [[gnu::noinline]] void grow() {
    constexpr std::size_t kFirstSize = 4;
    std::vector<T> larger(slots_.empty() ? kFirstSize : slots_.size() * 2);
    for (std::size_t i = 0; i < size_; ++i) larger[i] = slots_[slot(i)];
    slots_ = std::move(larger);
    mask_ = slots_.size() - 1;
    first_ = 0;
  }

  std::vector<T> slots_;                // a power of two of them
  std::size_t mask_ = ~std::size_t{0};  // their number less 1
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace ipcsim
