// What `--help` says beside the list of options.
#pragma once

namespace ipcsim {

inline constexpr const char* kDescription =
    "Simulates processes that talk through mailboxes: throughput, waiting times, deadlocks.\n";

inline constexpr const char* kFooter =
    "Examples:\n"
    "  ipcsim init first.json && ipcsim run first.json\n"
    "  ipcsim run scenarios/bounded_buffer.json\n"
    "  ipcsim run --narrate --to 50ms scenarios/bounded_buffer.json\n"
    "  ipcsim compare scenarios/bounded_buffer.json\n"
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
    "  ipcsim run FILE.json --warmup auto --precision mailboxes.buffer.wait.mean=0.02\n"
    "  ipcsim run FILE.json --set mailboxes.buffer.capacity=8 --strategy nonblocking/blocking\n"
    "  ipcsim run FILE.json --narrate --to 20ms --process consumer\n"
    "  ipcsim run FILE.json --schedule schedule.json     the steps that ipcsim check -o wrote\n"
    "  ipcsim run FILE.json -q -o report.html            a page with pictures\n"
    "  ipcsim run FILE.json --timeline --trace run.json  drawn in blocks, and for Perfetto\n"
    "  ipcsim run scenarios                              a line for each scenario in the folder\n"
    "  ipcsim run scenarios --format junit               the same for a build server\n"
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

inline constexpr const char* kCompareDescription =
    "set strategies, values or scenarios side by side";
inline constexpr const char* kCompareFooter =
    "Examples:\n"
    "  ipcsim compare FILE.json                          the four blocking strategies\n"
    "  ipcsim compare FILE.json --shared-memory          and the ring in shared memory\n"
    "  ipcsim compare FILE.json --vary mailboxes.buffer.capacity=1,2,4\n"
    "  ipcsim compare FILE.json --check                  and whether each can deadlock\n"
    "  ipcsim compare ONE.json TWO.json -o both.csv\n"
    "\n"
    "All variants meet the same random numbers, so that differences are due to them.";

inline constexpr const char* kSweepDescription = "run a scenario at every combination of values";
inline constexpr const char* kSweepFooter =
    "Examples:\n"
    "  ipcsim sweep FILE.json --vary mailboxes.buffer.capacity=1:64:*2 -o sweep.csv\n"
    "  ipcsim sweep FILE.json --vary send=blocking,nonblocking --vary run.seed=1:20\n"
    "  ipcsim sweep FILE.json --vary … -o sweep.csv --resume      go on where it was stopped\n"
    "  mpirun -n 8 ipcsim sweep FILE.json --vary … -o sweep.csv   if built with MPI";

inline constexpr const char* kOptimizeDescription =
    "find the smallest or largest value that is good enough";
inline constexpr const char* kOptimizeFooter =
    "Examples:\n"
    "  ipcsim optimize FILE.json --smallest mailboxes.buffer.capacity=1:64 \\\n"
    "      --such-that \"mailboxes.buffer.wait.p99 < 5ms\"\n"
    "  ipcsim optimize FILE.json --largest processes.producer.count=1:20 \\\n"
    "      --such-that \"mailboxes.buffer.refused == 0\" --such-that \"deadlock == none\"\n"
    "\n"
    "Exit code 0 with an answer, 1 if surely no value will do, 3 if that cannot be decided.";

inline constexpr const char* kCheckDescription = "try every interleaving: is there a deadlock?";
inline constexpr const char* kCheckFooter =
    "Examples:\n"
    "  ipcsim check FILE.json                     free of deadlock, or a shortest way into one\n"
    "  ipcsim check FILE.json --strategy nonblocking/blocking\n"
    "  ipcsim check FILE.json --set mailboxes.buffer.capacity=1 --max-time 1min\n"
    "  ipcsim check FILE.json -o schedule.json    the way as a file; then, step by step:\n"
    "  ipcsim run FILE.json --schedule schedule.json\n"
    "  ipcsim check FILE.json -q -o way.html      a page in which to step through it\n"
    "  ipcsim check FILE.json --all-strategies    a row for each strategy\n"
    "  ipcsim check FILE.json --smallest mailboxes.buffer.capacity=1:64\n"
    "  ipcsim check scenarios                     a line for each scenario in the folder\n"
    "  ipcsim check scenarios --format junit      the same for a build server\n"
    "\n"
    "Time does not count: a delay of any length may stand before every statement.\n"
    "Several searches (a folder, strategies, values) have 10 s each, unless --max-time says more.\n"
    "Exit code 1 if there is a deadlock that expect.check does not say, 3 if a limit was reached.";

inline constexpr const char* kValidateDescription = "look for mistakes in scenarios";
inline constexpr const char* kValidateFooter =
    "Examples:\n"
    "  ipcsim validate FILE.json\n"
    "  ipcsim validate scenarios      every scenario in the folder\n"
    "\n"
    "Exit code 2 if one of them has an error; warnings are no errors.";

inline constexpr const char* kExportDescription = "show a scenario in another form";
inline constexpr const char* kExportFooter =
    "Examples:\n"
    "  ipcsim export --program FILE.json\n"
    "  ipcsim export --topology FILE.json | dot -Tsvg > topology.svg\n"
    "  ipcsim export --flow FILE.json | dot -Tsvg > programs.svg\n"
    "  ipcsim export --promela FILE.json > model.pml\n"
    "  spin -a model.pml && gcc -O2 -DSAFETY -o pan pan.c && ./pan";

inline constexpr const char* kInitDescription = "write a scenario to start from";
inline constexpr const char* kInitFooter =
    "Examples:\n"
    "  ipcsim init first.json && ipcsim run first.json\n"
    "  ipcsim init | ipcsim run -";

inline constexpr const char* kSchemaDescription = "print the JSON Schema of scenarios or results";
inline constexpr const char* kSchemaFooter =
    "Examples:\n"
    "  ipcsim schema > scenario.schema.json\n"
    "  ipcsim schema results > results.schema.json\n"
    "  ipcsim schema check > check.schema.json\n"
    "\n"
    "A scenario that says \"$schema\": \"./scenario.schema.json\" is then checked and completed "
    "by\n"
    "editors that know JSON Schema (draft 2020-12).";

}  // namespace ipcsim
