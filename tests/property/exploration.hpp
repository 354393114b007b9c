// Every state that a program can come to in the untimed world, and who can still go on from it: the
// plain truth, by trying everything. For small programs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "tests/property/untimed_world.hpp"

namespace ipcsim::testing {

class Exploration {
 public:
  /// Goes no further than `most_states`.
  Exploration(const Program& program, std::size_t most_states);

  [[nodiscard]] std::size_t states() const { return texts_.size(); }
  /// All states have been found; else whatever is said of some of them may be too little.
  [[nodiscard]] bool complete() const { return complete_; }
  [[nodiscard]] const std::string& text(std::size_t state) const { return *texts_[state]; }
  [[nodiscard]] const StateCodec& codec() const { return codec_; }

  /// Who goes on in some state that can be reached from this one, or on the way there.
  [[nodiscard]] ProcessSet can_go_on(std::size_t state) const { return futures_[state].processes; }
  /// Something beyond this state has not been followed: a process not in can_go_on may yet go on.
  [[nodiscard]] bool is_cut(std::size_t state) const { return futures_[state].cut; }
  /// Who waits there although its step would not be blocked: an error of the machine's.
  [[nodiscard]] ProcessSet overlooked() const { return overlooked_; }

 private:
  struct Edge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    ProcessSet moved = 0;
  };
  struct Future {
    ProcessSet processes = 0;
    bool cut = false;
  };

  void explore(std::size_t most_states);
  void expand(std::uint32_t from);
  void let_go_on(std::uint32_t from, ProcessId p);
  void check_blocked(ProcessId p);
  void arrive(std::uint32_t from);
  std::uint32_t number_of_current();
  void look_ahead();

  StateCodec codec_;
  UntimedWorld world_;
  UntimedState origin_;  // the state being expanded
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> texts_;  // by state; the keys of numbers_
  std::vector<Edge> edges_;
  std::vector<Future> futures_;  // by state
  std::string text_;
  ProcessSet overlooked_ = 0;
  bool complete_ = true;
};

}  // namespace ipcsim::testing
