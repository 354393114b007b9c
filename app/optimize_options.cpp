#include "app/optimize_options.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <CLI/CLI.hpp>

#include "app/help_texts.hpp"
#include "app/shell_quoted.hpp"
#include "app/usage_error.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr const char* kUsualRange = "=1:100";

/// As they were written.
struct OptimizeOptionTexts {
  std::string file;
  ScenarioOptionTexts scenario;
  std::string smallest;
  std::string largest;
  std::vector<std::string> conditions;
  std::string most_replications;
  std::string jobs;
  OutputOptionTexts output;
};

std::string without_blanks_around(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// "mailboxes.buffer.wait.p99 < 5ms" as what the scenario is to expect; of a deadlock only that
/// there is none.
Override condition_override(const std::string& text) {
  const std::size_t sign = text.find_first_of("<>=!");
  const std::string subject = without_blanks_around(text.substr(0, sign));
  if (sign == std::string::npos || subject.empty()) {
    throw UsageError("--such-that: " + quote(text) + " is no condition",
                     {"for example --such-that \"mailboxes.buffer.wait.p99 < 5ms\" or "
                      "\"deadlock == none\""});
  }
  std::string condition = without_blanks_around(text.substr(sign));
  if (subject == "deadlock") {
    if (condition != "== none" && condition != "==none") {
      throw UsageError("--such-that: of deadlocks only \"deadlock == none\" can be asked for");
    }
    condition = "false";
  }
  return {"--such-that", "expect." + subject, condition};
}

Variation optimized_variation(const OptimizeOptionTexts& texts) {
  const bool smallest = !texts.smallest.empty();
  if (smallest == !texts.largest.empty()) {
    throw UsageError(smallest ? "--smallest and --largest exclude each other"
                              : "neither --smallest nor --largest says what is sought",
                     {"for example --smallest mailboxes.buffer.capacity=1:64"});
  }
  std::string text = smallest ? texts.smallest : texts.largest;
  if (text.find('=') == std::string::npos) text += kUsualRange;
  Variation variation = parse_variations(smallest ? "--smallest" : "--largest", {text}).front();
  if (!smallest) std::reverse(variation.values.begin(), variation.values.end());
  return variation;
}

/// A text that is no number is an override of the scenario, whose reader complains of it.
std::optional<std::uint32_t> parse_replications(const std::string& text) {
  const auto number = whole_number(text);
  if (number.value_or(2) >= 2) return number;
  throw UsageError("--replications: " + quote(text) + " gives no interval to decide on",
                   {"at least 2; " + std::to_string(kUsualReplications) + " if left out"});
}

std::optional<std::uint32_t> parse_most_replications(const std::string& text,
                                                     std::uint32_t at_least) {
  if (text.empty()) return std::nullopt;
  const auto number = whole_number(text);
  if (number && *number >= at_least && *number <= 1'000'000) return *number;
  throw UsageError("--max-replications: " + quote(text) + " is no such number",
                   {"a whole number from " + grouped(at_least) + " to 1,000,000"});
}

OptimizeRequest optimize_request(const OptimizeOptionTexts& texts) {
  OptimizeRequest request;
  request.file = texts.file;
  request.variation = optimized_variation(texts);
  request.smallest = !texts.smallest.empty();
  if (texts.conditions.empty()) {
    throw UsageError("no condition says which values are good",
                     {"for example --such-that \"mailboxes.buffer.wait.p99 < 5ms\""});
  }
  request.overrides = overrides_of(texts.scenario);
  request.overrides.push_back({"--such-that", "expect", "", true});
  for (const std::string& condition : texts.conditions) {
    request.overrides.push_back(condition_override(condition));
  }
  request.replications = parse_replications(texts.scenario.replications);
  request.most_replications = parse_most_replications(
      texts.most_replications, request.replications.value_or(kUsualReplications));

  request.options = given_options(texts.scenario);
  request.options.push_back(request.smallest ? "--smallest " + shell_quoted(texts.smallest)
                                             : "--largest " + shell_quoted(texts.largest));
  for (const std::string& condition : texts.conditions) {
    request.options.push_back("--such-that " + shell_quoted(condition));
  }
  if (!texts.most_replications.empty()) {
    request.options.push_back("--max-replications " + texts.most_replications);
  }
  request.jobs = parse_jobs(texts.jobs);
  request.output = output_request(texts.output, forms_of_runs("an optimization"));
  return request;
}

}  // namespace

Command add_optimize_command(CLI::App& ipcsim) {
  CLI::App* optimize = ipcsim.add_subcommand("optimize", kOptimizeDescription);
  const auto texts = std::make_shared<OptimizeOptionTexts>();
  add_file(*optimize, texts->file, "a scenario");
  add_text(*optimize, "--smallest", texts->smallest, "PATH",
           "find the smallest value; PATH=FIRST:LAST:STEP\nsays from which (1:100 if left out)");
  add_text(*optimize, "--largest", texts->largest, "PATH", "find the largest one instead");
  add_texts(*optimize, "--such-that", texts->conditions, "CONDITION",
            "what has to hold (repeatable), in quotes:\n\"mailboxes.buffer.wait.p99 < 5ms\", "
            "\"deadlock == none\"");
  add_scenario_options(*optimize, texts->scenario);
  add_text(*optimize, "--max-replications", texts->most_replications, "N",
           "of one value, which begins with --replications\n(10) and doubles until it is decided "
           "(1000)");
  add_jobs(*optimize, texts->jobs);
  add_output_options(*optimize, texts->output, kReportOfRuns);
  optimize->footer(kOptimizeFooter);
  return {optimize, [texts] { return optimize_request(*texts); }};
}

}  // namespace ipcsim
