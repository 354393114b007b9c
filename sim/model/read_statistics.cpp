#include "sim/model/read_statistics.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "sim/model/quoting.hpp"
#include "sim/model/read_distribution.hpp"
#include "sim/model/read_values.hpp"
#include "sim/model/resolve_metric.hpp"

namespace ipcsim {
namespace {

constexpr std::uint64_t kMostReplications = 1'000'000;
constexpr std::uint64_t kMostBatches = 1'000;
/// With `precision`, unless the scenario says otherwise (Law, "Simulation Modeling and Analysis",
/// section 9.4.1: of fewer the interval is too uncertain to decide by).
constexpr std::uint32_t kFewestForPrecision = 10;
constexpr std::string_view kPrecisionForm = R"({ "mailboxes.buffer.wait.mean": 0.02 })";

/// Whether the run ends at a time, or might if what is wrong with `until` were mended.
bool may_end_at_a_time(const RunReading& reading) {
  return reading.settings.until || (reading.until_given && !reading.settings.message_limit);
}

void read_warmup(ReaderContext& context, const JsonNode& node, RunReading& reading) {
  RunSettings& run = reading.settings;
  if (node.kind == JsonKind::string && node.text == "auto") {
    run.find_warmup = true;
    if (may_end_at_a_time(reading)) return;
    context.error(node, "\"warmup\": \"auto\" needs a run that lasts for a given time",
                  {"give \"until\" a time, as in \"until\": \"60s\", or \"warmup\" a duration"});
    return;
  }
  const auto length = read_constant(context, node, QuantityKind::duration, "warmup");
  run.warmup = Duration{length.value_or(0)};
  if (length && run.until && run.warmup >= *run.until) {
    context.error(node, "\"warmup\" is not shorter than \"until\", so nothing is measured",
                  {"what happens before \"warmup\" is left out of the results"});
  }
}

std::optional<double> read_bound(ReaderContext& context, const JsonMember& member) {
  const std::optional<double> bound =
      read_number(context, member.value, "a precision", R"("mailboxes.buffer.wait.mean": 0.02)");
  if (!bound || (*bound > 0 && *bound < 1)) return bound;
  context.error(member.value,
                "a precision must be above 0 and below 1, not " + member.value.text.substr(0, 40),
                {"it is half the 95 % interval as a part of the mean: 0.02 is ± 2 %"});
  return std::nullopt;
}

/// The metric that the key names; empty after a report.
std::optional<ResolvedMetric> read_metric(ReaderContext& context, const JsonMember& member) {
  const std::string known[] = {"mailboxes", "processes", "direct", "hosts", "links"};
  const std::string subject = member.key.substr(0, member.key.find('.'));
  if (std::find(std::begin(known), std::end(known), subject) != std::end(known)) {
    return resolve_metric(context, member.key_where, member.key);
  }
  context.error(member.key_where, quote(member.key) + " is not the path of a metric",
                {known_words_hint(subject, known, "paths begin with"),
                 "a metric is named as in \"mailboxes.buffer.wait.mean\""});
  return std::nullopt;
}

void read_precision(ReaderContext& context, const JsonNode& node, RunSettings& run) {
  if (node.kind != JsonKind::object) {
    report_wrong_type(context, node, "\"precision\"", "an object", kPrecisionForm);
    return;
  }
  if (node.members.empty()) {
    context.error(node, "\"precision\" names no metric",
                  {"for example " + std::string(kPrecisionForm)});
  }
  for (const JsonMember& member : node.members) {
    const std::optional<ResolvedMetric> metric = read_metric(context, member);
    const std::optional<double> bound = read_bound(context, member);
    if (!metric || !bound) continue;
    run.precision.push_back({member.key_where, member.key, metric->path, *bound});
  }
}

/// `replications`, `precision` and the most that it may take.
void read_replications(ReaderContext& context, const JsonNode& node, RunSettings& run) {
  const JsonMember* replications = node.find("replications");
  const JsonMember* precision = node.find("precision");
  const JsonMember* most = node.find("max_replications");
  if (replications != nullptr) {
    run.replications =
        read_whole32(context, replications->value, "replications", {1, kMostReplications})
            .value_or(1);
  }
  if (most != nullptr) {
    run.max_replications =
        read_whole32(context, most->value, "max_replications", {2, kMostReplications})
            .value_or(kMostReplications);
  }
  if (precision == nullptr) {
    if (most == nullptr) return;
    context.error(SourceRange{most->key_where},
                  "\"max_replications\" limits what \"precision\" asks for, and there is none",
                  {"for example \"precision\": " + std::string(kPrecisionForm)});
    return;
  }
  read_precision(context, precision->value, run);
  if (replications == nullptr) {
    run.replications = std::min(kFewestForPrecision, run.max_replications);
  } else if (run.replications < 2) {
    context.error(replications->value,
                  "\"precision\" is judged on an interval, which takes at least 2 replications",
                  {"leave \"replications\" out, and there are at least 10"});
  } else if (most == nullptr) {
    run.max_replications = std::max(run.max_replications, run.replications);
  } else if (run.max_replications < run.replications) {
    context.error(most->value, "\"max_replications\" is less than \"replications\"",
                  {"with \"precision\", \"replications\" is the fewest that are run"});
  }
}

void read_batches(ReaderContext& context, const JsonNode& node, const JsonNode& run_node,
                  RunReading& reading) {
  RunSettings& run = reading.settings;
  run.batches = read_whole32(context, node, "batches", {2, kMostBatches}).value_or(0);
  if (run_node.find("precision") != nullptr) {
    context.error(node, "\"batches\" and \"precision\" exclude each other",
                  {"a precision is reached by more replications; batches are parts of one run"});
  } else if (run.replications > 1) {
    context.error(node,
                  "\"batches\" are parts of one run, and \"replications\" asks for " +
                      grouped(run.replications),
                  {"set \"replications\" to 1 for one long run in batches, or leave \"batches\" "
                   "out"});
  }
  if (may_end_at_a_time(reading)) return;
  context.error(node, "\"batches\" needs a run that lasts for a given time",
                {"give \"until\" a time, as in \"until\": \"60s\""});
}

}  // namespace

void read_statistics(ReaderContext& context, const JsonNode& run, RunReading& reading) {
  if (const JsonMember* warmup = run.find("warmup")) {
    read_warmup(context, warmup->value, reading);
  }
  read_replications(context, run, reading.settings);
  if (const JsonMember* batches = run.find("batches")) {
    read_batches(context, batches->value, run, reading);
  }
}

}  // namespace ipcsim
