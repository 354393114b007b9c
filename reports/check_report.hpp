// What `ipcsim check` says, in each format: the verdict, the schedule, the explanation.
#pragma once

#include <string>
#include <vector>

#include "reports/figure.hpp"
#include "reports/manifest.hpp"
#include "reports/paint.hpp"
#include "sim/experiment/check_outcome.hpp"

namespace ipcsim {

std::string check_text(const CheckOutcome& outcome, Paint paint);
std::string check_markdown(const CheckOutcome& outcome, const Manifest& manifest);
/// A page; the schedule, if there is one, is a figure in it through which one can step.
std::string check_html(const CheckOutcome& outcome, const Manifest& manifest);
/// The way into what was found, and who waits for whom there; none where nothing was.
std::vector<Figure> check_figures(const CheckOutcome& outcome);

/// With all that a replay of the schedule takes (reports/read_schedule.hpp).
std::string check_json(const CheckOutcome& outcome, const Manifest& manifest);

/// The schedule as a sequence diagram of Mermaid; where there is none, a note that says so.
std::string check_diagram(const CheckOutcome& outcome);

/// What a replay of a schedule says.
std::string replay_text(const ReplayOutcome& outcome, Paint paint);

}  // namespace ipcsim
