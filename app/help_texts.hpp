// What `--help` says beside the list of options.
#pragma once

namespace ipcsim {

inline constexpr const char* kDescription =
    "Simulates processes that talk through mailboxes: throughput, waiting times, deadlocks.\n";

inline constexpr const char* kFooter =
    "Examples:\n"
    "  ipcsim run scenarios/bounded_buffer.json\n"
    "  ipcsim run --narrate --to 50ms scenarios/bounded_buffer.json\n"
    "  ipcsim validate scenarios\n"
    "\n"
    "Exit codes: 0 fine, 1 a finding (a failed expectation, an unexpected deadlock or livelock),\n"
    "2 bad usage or scenario, 3 undecided, 70 our own bug, 130 interrupted.\n"
    "ipcsim COMMAND --help says more of a command.";

inline constexpr const char* kRunDescription = "simulate scenarios and report what happened";
inline constexpr const char* kRunFooter =
    "Examples:\n"
    "  ipcsim run FILE.json                              a report on standard output\n"
    "  ipcsim run FILE.json -o report.json -o data.csv   and in other formats as well\n"
    "  ipcsim run FILE.json --seed 7 --replications 20   means with 95 % intervals\n"
    "  ipcsim run FILE.json --set mailboxes.buffer.capacity=8 --strategy nonblocking/blocking\n"
    "  ipcsim run FILE.json --narrate --to 20ms --process consumer\n"
    "  ipcsim run scenarios                              a line for each scenario in the folder\n"
    "\n"
    "Ctrl-C ends the run and reports what was measured so far.";

inline constexpr const char* kReportDescription = "show results again without running";
inline constexpr const char* kReportFooter =
    "Examples:\n"
    "  ipcsim run FILE.json -q -o report.json\n"
    "  ipcsim report report.json                  as ipcsim run FILE.json shows them\n"
    "  ipcsim report report.json -q -o report.md  in another format\n"
    "\n"
    "Exit code 0 if they could be shown, whatever they say.";

inline constexpr const char* kValidateDescription = "check scenarios without running them";
inline constexpr const char* kValidateFooter =
    "Examples:\n"
    "  ipcsim validate FILE.json\n"
    "  ipcsim validate scenarios      every scenario in the folder\n"
    "\n"
    "Exit code 2 if one of them has an error; warnings are no errors.";

inline constexpr const char* kExportDescription = "show a scenario in another form";
inline constexpr const char* kExportFooter =
    "Example:\n"
    "  ipcsim export --program FILE.json";

inline constexpr const char* kSchemaDescription = "print the JSON Schema of scenarios or results";
inline constexpr const char* kSchemaFooter =
    "Examples:\n"
    "  ipcsim schema > scenario.schema.json\n"
    "  ipcsim schema results > results.schema.json\n"
    "\n"
    "A scenario that says \"$schema\": \"./scenario.schema.json\" is then checked and completed "
    "by\n"
    "editors that know JSON Schema (draft 2020-12).";

}  // namespace ipcsim
