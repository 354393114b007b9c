// What is written of one run beside its figures: it is run again for that, and watched.
#pragma once

#include "app/load_scenario.hpp"
#include "app/output_file.hpp"
#include "app/request.hpp"
#include "app/terminal.hpp"
#include "sim/experiment/recording.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

struct WhatCameOfIt {
  const Results& results;
  Terminal& terminal;
};

/// What there is to be drawn of the replication that the results lead with. Throws UsageError if a
/// process is unknown. REQUIRES: there is one.
Recording recorded(const RunRequest& request, const LoadedScenario& loaded,
                   const WhatCameOfIt& ran);

/// The replication that the results lead with, or the excerpt of it, in the Trace Event format.
/// Throws UsageError if a process is unknown, or the file cannot be written.
void write_trace(const OutputFile& file, const RunRequest& request, const LoadedScenario& loaded,
                 const WhatCameOfIt& ran);

}  // namespace ipcsim
