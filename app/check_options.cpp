#include "app/check_options.hpp"

#include <charconv>
#include <memory>
#include <variant>

#include <CLI/CLI.hpp>

#include "app/help_texts.hpp"
#include "app/usage_error.hpp"
#include "sim/model/quantity.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

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
  bool quiet = false;
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

CheckRequest check_request(const CheckOptionTexts& texts) {
  CheckRequest request;
  request.files = texts.files;
  request.overrides = overrides_of(texts.scenario);
  request.max_states = parse_states(texts.max_states);
  request.max_bytes = parse_memory(texts.max_memory);
  if (const auto time = parse_time("--max-time", texts.max_time)) {
    request.max_time = *time - Instant{};
  }
  request.bound = parse_bound(texts.bound);
  request.proves_partial = texts.partial;
  request.reduces = !texts.no_reduction;
  request.quiet = texts.quiet;
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
  check->add_flag("-q,--quiet", texts->quiet, "no report and no warnings on the terminal");
  check->footer(kCheckFooter);
  return {check, [texts] { return check_request(*texts); }};
}

}  // namespace ipcsim
