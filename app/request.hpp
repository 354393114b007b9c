// What the user asks for on the command line, checked as far as it can be without reading a
// scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/excerpt.hpp"
#include "app/report_format.hpp"
#include "sim/base/time.hpp"
#include "sim/experiment/variation.hpp"
#include "sim/model/read_scenario.hpp"

namespace ipcsim {

/// Where reports go.
struct OutputRequest {
  std::vector<std::string> files;
  std::optional<ReportFormat> format;  // of standard output; text if left out
  std::string figure;                  // of .svg; empty: the first that there is
  bool quiet = false;                  // nothing on standard output that `format` does not ask for
};

struct RunRequest {
  std::vector<std::string> files;  // as named: files, folders, "-"
  std::vector<Override> overrides;
  std::optional<std::uint32_t> only_replication;  // from 0
  std::vector<std::string> options;               // those that change the results, but for the seed
  std::uint32_t jobs = 1;
  bool stop_on_deadlock = false;
  bool as_junit = false;  // the outcomes of all files, in place of reports
  bool narrate = false;
  bool timeline = false;
  std::string trace;       // file of the Trace Event format; empty: none
  ExcerptRequest excerpt;  // that is narrated, traced or drawn
  OutputRequest output;
  std::string command_line;
};

/// `run --schedule`: goes the steps again that a check has found.
struct ReplayRequest {
  std::string file;  // of the scenario
  std::vector<Override> overrides;
  std::string schedule;  // the file of the check, or "-"
  bool quiet = false;
};

/// How interleavings are searched. Within its limits; empty ones are those of the machine.
struct SearchRequest {
  std::optional<std::uint64_t> max_states;
  std::optional<std::uint64_t> max_bytes;  // empty: three quarters of the machine's memory
  std::optional<Duration> max_time;        // by the clock on the wall
  std::uint32_t bound = 8;
  bool reduces = true;
  bool proves_partial = false;
  bool proves_facts = false;
};

struct CompareRequest {
  std::vector<std::string> files;  // several: side by side; "-" is standard input
  std::vector<Override> overrides;
  bool has_replications = false;      // given on the command line
  std::vector<Variation> variations;  // in place of the strategies
  bool shared_memory = false;
  std::optional<SearchRequest> search;  // of each variant's interleavings, if asked for
  std::vector<std::string> options;     // those that change the results, but for the seed
  std::uint32_t jobs = 1;
  OutputRequest output;
  std::string command_line;
};

struct SweepRequest {
  std::string file;
  std::vector<Override> overrides;
  std::vector<Variation> variations;  // at least one
  std::vector<std::string> metrics;   // paths; empty: all
  bool resume = false;
  std::vector<std::string> options;  // those that change the results, but for the seed
  std::uint32_t jobs = 1;
  OutputRequest output;
  std::string command_line;
};

struct OptimizeRequest {
  std::string file;
  std::vector<Override> overrides;  // the conditions among them
  Variation variation;              // the preferred values first
  bool smallest = true;
  std::optional<std::uint32_t> replications;       // of each value at first
  std::optional<std::uint32_t> most_replications;  // of one value
  std::vector<std::string> options;  // those that change the results, but for the seed
  std::uint32_t jobs = 1;
  OutputRequest output;
  std::string command_line;
};

struct ReportRequest {
  std::string file;  // of results, or "-"
  OutputRequest output;
};

struct CheckRequest {
  std::vector<std::string> files;  // as named: files, folders, "-"
  std::vector<Override> overrides;
  SearchRequest search;
  bool all_strategies = false;
  std::optional<Variation> smallest;  // the value that is sought, and where; upward
  std::vector<std::string> options;   // those that change what is found
  bool as_junit = false;              // the outcomes of all files, in place of reports
  OutputRequest output;               // of one scenario; of several, `quiet` alone
  std::string command_line;
};

struct ValidateRequest {
  std::vector<std::string> files;
};

/// In which form a scenario is exported.
enum class ExportAs {
  program,   // the list of instructions
  promela,   // a model for SPIN
  flow,      // the control flow of each program, as a graph of DOT
  topology,  // hosts, links, processes and mailboxes, likewise
};

struct ExportRequest {
  std::string file;
  ExportAs as = ExportAs::program;
  std::vector<Override> overrides;
  std::uint32_t bound = 8;  // of a model
};

struct InitRequest {
  std::string file = "-";  // that is to be made; "-" is standard output
};

/// The file format that a schema describes.
enum class SchemaOf {
  scenario,  // what ipcsim reads
  results,   // what a run writes as JSON
  check,     // what a check writes as JSON
};

struct SchemaRequest {
  SchemaOf of = SchemaOf::scenario;
};

/// Print `text` and be done.
struct HelpRequest {
  std::string text;
};

using Request = std::variant<RunRequest, ReplayRequest, CheckRequest, CompareRequest, SweepRequest,
                             OptimizeRequest, ReportRequest, ValidateRequest, ExportRequest,
                             SchemaRequest, InitRequest, HelpRequest>;

}  // namespace ipcsim
