// How far a long piece of work has come: one line on a terminal, drawn over itself and wiped off in
// the end. Nothing where nobody looks.
#pragma once

#include <chrono>
#include <cstddef>
#include <ostream>
#include <string>

namespace ipcsim {

class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  /// `out`: where the line stands; null: nobody looks. `noun`: what is counted ("replication").
  Progress(std::ostream* out, std::size_t total, std::string noun, Clock::time_point start);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { wipe(); }

  /// So many of the total were there before the start.
  void begin_with(std::size_t done) { before_ = done_ = done; }
  /// One more is done. Draws ten times a second at the most.
  void step(Clock::time_point now);
  /// Takes the line off the terminal.
  void wipe();

 private:
  [[nodiscard]] std::string line(Clock::time_point now) const;

  std::ostream* out_;
  std::size_t total_;
  std::string noun_;
  Clock::time_point start_;
  Clock::time_point drawn_;
  std::size_t before_ = 0;
  std::size_t done_ = 0;
  bool is_drawn_ = false;
};

}  // namespace ipcsim
