// The steps that a process can take from where it stands, as Promela: all that the untimed world
// (docs/semantics.md) allows there. For the files of this folder alone.
#pragma once

#include <string>
#include <vector>

#include "sim/promela/box.hpp"
#include "sim/promela/model.hpp"
#include "sim/promela/trail.hpp"

namespace ipcsim::promela {

/// One step: it can be taken when `first` can be carried out; empty: always.
struct Step {
  std::string first;
  Lines effects;
  Lines behind;  // until the next step
};

class StepsOfPlace {
 public:
  /// `end`: how the process goes on behind a step.
  StepsOfPlace(const Model& model, const ProcessGroup& group, const ProcessForm& form,
               TrailEnd end);

  [[nodiscard]] std::vector<Step> steps(Place place) const;

 private:
  [[nodiscard]] std::vector<Step> steps_of_choice(const Choice& choice) const;
  [[nodiscard]] std::vector<Step> steps_of_send(Place place) const;
  [[nodiscard]] std::vector<Step> steps_of_try_send(CodeIndex at) const;
  [[nodiscard]] std::vector<Step> steps_of_transmit(CodeIndex at) const;
  [[nodiscard]] std::vector<Step> steps_of_receive(CodeIndex at) const;
  [[nodiscard]] std::vector<Step> steps_of_await(CodeIndex at) const;
  [[nodiscard]] std::vector<Step> steps_of_reply(CodeIndex at) const;
  [[nodiscard]] std::vector<Step> steps_of_select(CodeIndex at) const;

  // Parts of a step.
  [[nodiscard]] Step step(std::string first, Lines effects, CodeIndex next) const {
    return {std::move(first), std::move(effects), trail(model_.program, next, end_)};
  }
  /// It stands still: what lies beyond the bound is left out, and nobody is stuck there.
  [[nodiscard]] Step left_out(std::string first, Place place) const {
    return {std::move(first), {}, end_.go_to(place)};
  }
  /// Puts the process's message there, which can be done under `condition`.
  [[nodiscard]] std::vector<Step> steps_of_put(const std::string& condition, const Box& box,
                                               const Operation& operation, Lines first_effects,
                                               Place place, CodeIndex next) const;
  [[nodiscard]] Step step_of_meeting(std::string first, bool sends, const Box& box,
                                     CodeIndex next) const;
  /// Where a sender goes on whose message has been accepted.
  [[nodiscard]] CodeIndex behind_acceptance(Place place, bool is_handed_over) const;

  const Model& model_;
  const ProcessGroup& group_;
  Boxes boxes_;
  Receiver receiver_;
  TrailEnd end_;
};

/// When it counts that a process of the group cannot carry out its statement; empty: always. The
/// run may have ended before, or the search have left the bound.
std::string error_condition(const Model& model, const ProcessGroup& group);

}  // namespace ipcsim::promela
