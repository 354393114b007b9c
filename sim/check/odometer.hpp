// Counts through all choices of a step. How many there are, and of how many options, is found while
// the step is carried out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ipcsim {

class Odometer {
 public:
  /// The choice of the next question, one of `options`; 0 where it comes up for the first time.
  std::uint32_t pick(std::uint32_t options) {
    if (options < 2) return 0;
    if (at_ == wheels_.size()) wheels_.push_back({0, options});
    return wheels_[at_++].chosen;
  }

  /// Goes to the next combination; false if there is none. Then it stands at the first again.
  bool advance() {
    at_ = 0;
    while (!wheels_.empty() && ++wheels_.back().chosen == wheels_.back().options) {
      wheels_.pop_back();
    }
    return !wheels_.empty();
  }

 private:
  struct Wheel {
    std::uint32_t chosen = 0;
    std::uint32_t options = 1;
  };
  std::vector<Wheel> wheels_;
  std::size_t at_ = 0;
};

}  // namespace ipcsim
