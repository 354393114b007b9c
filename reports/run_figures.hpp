// The figures of one run, each of one builder: of a window of its recording, of how long messages
// waited, or of the results alone.
#pragma once

#include <string>
#include <vector>

#include "reports/figure.hpp"
#include "sim/experiment/recording.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

struct Excerpt {
  const Recording& recording;
  const RecordedWindow& window;
  std::string suffix = {};  // of the figures' names, so that two windows have room in a document
};

/// What each process did: rows of coloured stretches.
Figure timeline_figure(const Excerpt& excerpt);
/// Rows of processes, and between them an arrow for each message.
Figure space_time_figure(const Excerpt& excerpt);
/// How much each mailbox held, below its capacity.
Figure contents_figure(const Excerpt& excerpt);
/// What each core did, and when each link sent. Without rows where nothing limits them.
Figure cores_and_links_figure(const Excerpt& excerpt, const ScenarioSummary& scenario);
/// How the waits in each mailbox are spread. REQUIRES: waits is not empty.
Figure waits_figure(const std::vector<RecordedWaits>& waits);
/// Where each process's time went.
Figure time_figure(const Results& results);
/// Who of those that can never go on waits for whom. Without a drawing where nobody is stuck.
Figure wait_for_figure(const Results& results);

/// The words by which --figure knows them, in the order of a report.
std::vector<std::string> run_figure_names();

/// All that there are of the run; those of a second window have names that end in "-2".
/// `recording`: null, where the run itself is not at hand.
std::vector<Figure> run_figures(const Results& results, const Recording* recording);

}  // namespace ipcsim
