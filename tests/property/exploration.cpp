#include "tests/property/exploration.hpp"

#include <utility>

#include "sim/machine/step.hpp"

namespace ipcsim::testing {

Exploration::Exploration(const Program& program, std::size_t most_states)
    : codec_(program), world_(program) {
  explore(most_states);
  look_ahead();
}

void Exploration::explore(std::size_t most_states) {
  world_.current = codec_.first_state();
  world_.settle();
  number_of_current();
  for (std::uint32_t from = 0; from < texts_.size(); ++from) {
    if (texts_.size() > most_states) {
      complete_ = false;
      futures_[from].cut = true;
      continue;
    }
    codec_.decode(*texts_[from], origin_);
    expand(from);
  }
}

void Exploration::expand(std::uint32_t from) {
  for (std::uint32_t i = 0; i < origin_.processes.size(); ++i) {
    const ProcessId p{i};
    world_.current = origin_;
    switch (origin_.standings[i]) {
      case Standing::finished:
        break;
      case Standing::going:
        if (!world_.is_spinning(p)) let_go_on(from, p);
        break;
      case Standing::polling:
        let_go_on(from, p);
        break;
      case Standing::waiting: {
        const std::uint32_t timeouts = world_.timeouts(p);
        for (std::uint32_t which = 0; which < timeouts; ++which) {
          world_.current = origin_;
          world_.time_out(p, which);
          arrive(from);
        }
        check_blocked(p);
        break;
      }
    }
  }
}

void Exploration::let_go_on(std::uint32_t from, ProcessId p) {
  Odometer odometer;
  do {
    world_.current = origin_;
    switch (world_.go_on(p, odometer)) {
      case UntimedWorld::Effect::happened:
        arrive(from);
        break;
      case UntimedWorld::Effect::nothing:
        break;
      case UntimedWorld::Effect::error:
      case UntimedWorld::Effect::beyond_bound:
        futures_[from].cut = true;
        futures_[from].processes |= world_.moved();
        break;
    }
  } while (odometer.advance());
}

void Exploration::check_blocked(ProcessId p) {
  world_.current = origin_;
  Odometer odometer;
  world_.go_on(p, odometer);
  if (world_.current.standings[p.index()] != Standing::waiting ||
      world_.current.processes[p.index()].at != origin_.processes[p.index()].at) {
    overlooked_ |= world_.moved();
  }
}

void Exploration::arrive(std::uint32_t from) {
  const ProcessSet moved = world_.moved();
  world_.settle();
  edges_.push_back({from, number_of_current(), moved});
}

std::uint32_t Exploration::number_of_current() {
  codec_.forget(world_.current);
  codec_.encode(world_.current, text_);
  const auto [found, is_new] =
      numbers_.try_emplace(text_, static_cast<std::uint32_t>(texts_.size()));
  if (is_new) {
    texts_.push_back(&found->first);
    futures_.emplace_back();
  }
  return found->second;
}

/// A least fixpoint, backwards along the edges.
void Exploration::look_ahead() {
  for (bool changed = true; changed;) {
    changed = false;
    for (auto edge = edges_.rbegin(); edge != edges_.rend(); ++edge) {
      Future& before = futures_[edge->from];
      const Future& behind = futures_[edge->to];
      const ProcessSet processes = before.processes | edge->moved | behind.processes;
      const bool cut = before.cut || behind.cut;
      if (processes == before.processes && cut == before.cut) continue;
      before = {processes, cut};
      changed = true;
    }
  }
}

}  // namespace ipcsim::testing
