#include "app/check_options.hpp"

#include <charconv>
#include <memory>
#include <variant>

#include <CLI/CLI.hpp>

#include "app/help_texts.hpp"
#include "app/shell_quoted.hpp"
#include "app/usage_error.hpp"
#include "sim/model/quantity.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// The form of a list of outcomes that --format knows beside those of reports.
constexpr const char* kJunit = "junit";

constexpr const char* kUsualRange = "=0:16";

/// As they were written.
struct CheckOptionTexts {
  std::vector<std::string> files;
  ScenarioOptionTexts scenario;
  std::string max_states;
  std::string max_memory;
  std::string max_time;
  std::string bound;
  bool partial = false;
  bool no_reduction = false;
  bool facts = false;
  bool all_strategies = false;
  std::string smallest;
  OutputOptionTexts output;
};

std::optional<std::uint64_t> parse_states(const std::string& text) {
  if (text.empty()) return std::nullopt;
  std::uint64_t states = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), states);
  if (error != std::errc() || end != text.data() + text.size() || states == 0) {
    throw UsageError("--max-states: " + quote(text) + " is no number of states",
                     {"a whole number, at least 1"});
  }
  return states;
}

std::optional<std::uint64_t> parse_memory(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto parsed = parse_quantity(QuantityKind::size, text);
  if (const auto* problem = std::get_if<QuantityProblem>(&parsed)) {
    throw UsageError("--max-memory: " + problem->message, problem->hints);
  }
  return static_cast<std::uint64_t>(std::get<Quantity>(parsed).whole);
}

/// Those that change what is found, as they are given again.
std::vector<std::string> options_of(const CheckOptionTexts& texts) {
  std::vector<std::string> options = given_options(texts.scenario);
  const auto add = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) options.push_back(name + " " + shell_quoted(value));
  };
  add("--bound", texts.bound);
  add("--max-states", texts.max_states);
  add("--max-memory", texts.max_memory);
  add("--max-time", texts.max_time);
  if (texts.partial) options.emplace_back("--partial");
  if (texts.all_strategies) options.emplace_back("--all-strategies");
  add("--smallest", texts.smallest);
  if (texts.facts) options.emplace_back("--facts");
  if (texts.no_reduction) options.emplace_back("--no-reduction");
  return options;
}

Variation smallest_of(const std::string& text) {
  const bool has_range = text.find('=') != std::string::npos;
  return parse_variations("--smallest", {has_range ? text : text + kUsualRange}).front();
}

void reject_contradictions(const CheckOptionTexts& texts) {
  if (texts.facts && (texts.all_strategies || !texts.smallest.empty())) {
    const std::string several = texts.all_strategies ? "--all-strategies" : "--smallest";
    throw UsageError("--facts tells of one check, and " + several + " makes several",
                     {"check one of them alone: --strategy S/R, or --set PATH=VALUE"});
  }
  if (!texts.all_strategies) return;
  if (!texts.scenario.strategy.empty()) {
    throw UsageError("--strategy names one strategy, and --all-strategies takes them all",
                     {"leave one of them out"});
  }
  if (!texts.smallest.empty()) {
    throw UsageError("--all-strategies and --smallest exclude each other",
                     {"seek the smallest value for each strategy by itself: --strategy S/R"});
  }
}

CheckRequest check_request(const CheckOptionTexts& texts) {
  CheckRequest request;
  request.files = texts.files;
  request.overrides = overrides_of(texts.scenario);
  request.search.max_states = parse_states(texts.max_states);
  request.search.max_bytes = parse_memory(texts.max_memory);
  if (const auto time = parse_time("--max-time", texts.max_time)) {
    request.search.max_time = *time - Instant{};
  }
  request.search.bound = parse_bound(texts.bound);
  request.search.proves_partial = texts.partial;
  request.search.reduces = !texts.no_reduction;
  request.search.proves_facts = texts.facts;
  request.all_strategies = texts.all_strategies;
  if (!texts.smallest.empty()) request.smallest = smallest_of(texts.smallest);
  reject_contradictions(texts);
  request.options = options_of(texts);
  request.as_junit = texts.output.format == kJunit;
  const bool is_table = (texts.all_strategies || !texts.smallest.empty()) && !request.as_junit;
  request.output = output_request(texts.output, is_table ? forms_of_checks() : forms_of_check());
  return request;
}

}  // namespace

Command add_check_command(CLI::App& ipcsim) {
  CLI::App* check = ipcsim.add_subcommand("check", kCheckDescription);
  const auto texts = std::make_shared<CheckOptionTexts>();
  add_files(*check, texts->files, "scenarios; a folder is its *.json, - is standard input");
  add_meaning_options(*check, texts->scenario);
  add_text(*check, "--bound", texts->bound, "K",
           "the most messages followed in an unbounded\nmailbox, or under way (8)");
  add_text(*check, "--max-states", texts->max_states, "N", "give up after so many states");
  add_text(*check, "--max-memory", texts->max_memory, "SIZE",
           "give up when so much memory is full\n(three quarters of the machine's)");
  add_text(*check, "--max-time", texts->max_time, "D", "give up after this time: 30s, 5min");
  check->add_flag("--partial", texts->partial,
                  "prove also that no part is ever stuck, however\nmany states that takes");
  check->add_flag("--no-reduction", texts->no_reduction, "look at every step, needed or not");
  check->add_flag("--facts", texts->facts,
                  "prove how full mailboxes get, and what never\nhappens: leaves no step out");
  check->add_flag("--all-strategies", texts->all_strategies,
                  "check the four strategies, a row each");
  add_text(*check, "--smallest", texts->smallest, "PATH",
           "find the smallest value free of deadlock;\nPATH=FIRST:LAST says from which (0:16)");
  add_texts(*check, "-o,--output", texts->output.outputs, "FILE",
            "also write it there (repeatable); format by\nextension: .txt .md .json .html, .mmd "
            "or .svg\ndraws the "
            "schedule;\nipcsim run --schedule replays that of a .json");
  add_text(
      *check, "--format", texts->output.format, "F",
      "of standard output: text, md, json, html, svg or mmd;\njunit: the outcomes of all scenarios "
      "as JUnit XML");
  add_figure_option(*check, texts->output, "schedule or\nwait-for (schedule)");
  check->add_flag("-q,--quiet", texts->output.quiet,
                  "no report, unless --format names one, and no\nwarnings on the terminal");
  check->footer(kCheckFooter);
  return {check, [texts] { return check_request(*texts); }};
}

}  // namespace ipcsim
