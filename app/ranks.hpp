// The processes that share the work of one command, started together by mpirun. In a build without
// MPI, or without mpirun, this process is alone, and everything it is asked of the others is done
// at once. Knows nothing of what the work is.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>

namespace ipcsim {

class Ranks {
 public:
  /// Meets the others. Throws UsageError where there are some and this build cannot speak to them.
  Ranks();
  ~Ranks();
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;

  [[nodiscard]] int size() const { return size_; }
  /// From 0; the first does what is done once: it reads and writes files of results, and speaks.
  [[nodiscard]] bool is_first() const { return rank_ == 0; }

  // To be called by all of them alike.

  /// The first one's text, on each.
  [[nodiscard]] std::string of_first(const std::string& text) const;
  /// The text of the lowest rank whose text is not empty, with its number in front unless it is 0.
  [[nodiscard]] std::string first_message(const std::string& text) const;

  struct Work {
    std::size_t first = 0;  // the numbers first … end - 1 are handed out, each once
    std::size_t end = 0;
    std::function<std::string(std::size_t)> carry_out;   // on any rank; what it throws ends all
    std::function<void(std::size_t, std::string)> take;  // on the first rank, in any order
    const std::atomic<bool>* interrupt = nullptr;  // once true on the first rank, no more begin
  };
  /// Each rank, the first one too, takes the next number as soon as it is free. Throws
  /// std::runtime_error with what was thrown on another rank.
  void share(const Work& work) const;

 private:
  int rank_ = 0;
  int size_ = 1;
};

}  // namespace ipcsim
