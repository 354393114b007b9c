#include "app/watched_outputs.hpp"

#include "reports/trace_event_file.hpp"
#include "sim/experiment/record_run.hpp"

namespace ipcsim {

Recording recorded(const RunRequest& request, const LoadedScenario& loaded,
                   const WhatCameOfIt& ran) {
  const RecordingOptions options{.from = request.excerpt.from,
                                 .to = request.excerpt.to,
                                 .processes = processes_of(request.excerpt, *loaded.program)};
  return record_run({loaded.scenario.get(), loaded.program.get()}, ran.results, options,
                    {request.stop_on_deadlock, &ran.terminal.interrupt});
}

void write_trace(const OutputFile& file, const RunRequest& request, const LoadedScenario& loaded,
                 const WhatCameOfIt& ran) {
  const TraceFileOptions options{.from = request.excerpt.from.value_or(Instant{}),
                                 .to = request.excerpt.to.value_or(kNever),
                                 .processes = processes_of(request.excerpt, *loaded.program)};
  if (ran.results.replications.empty()) return;  // interrupted before anything was run
  file.write_by([&](std::ostream& out) {
    TraceEventFile trace(*loaded.program, ran.results.scenario, options, out);
    const Instant end = watch_again({loaded.scenario.get(), loaded.program.get()}, ran.results,
                                    {request.stop_on_deadlock, &ran.terminal.interrupt}, trace);
    trace.finish(end);
  });
}

}  // namespace ipcsim
