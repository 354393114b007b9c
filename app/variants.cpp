#include "app/variants.hpp"

#include <filesystem>
#include <utility>

#include "app/strategies.hpp"
#include "app/usage_error.hpp"
#include "sim/experiment/experiment.hpp"
#include "sim/experiment/variation.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr const char* kRingName = "shared memory";

class Variants {
 public:
  Variants(const CompareRequest& request, Terminal& terminal)
      : request_(request), terminal_(terminal) {}

  std::vector<LoadedVariant> load() && {
    if (request_.files.size() > 1) {
      add_files();
    } else {
      add_of_one(ScenarioSource(request_.files.front()));
    }
    if (has_errors_) return {};
    return std::move(variants_);
  }

 private:
  void add_files() {
    if (!request_.variations.empty() || request_.shared_memory) {
      throw UsageError("several files are compared as they are",
                       {"--vary and --shared-memory make variants of one file"});
    }
    std::optional<std::uint64_t> common_seed;
    for (const std::string& file : request_.files) {
      const ScenarioSource source(file);
      const LoadedScenario base = load_base(source);
      if (base.scenario == nullptr) continue;
      const std::uint64_t seed = base.scenario->run.seed;
      const std::uint64_t common = common_seed.value_or(seed);
      if (seed != common) overrides_.push_back({"--seed", "run.seed", std::to_string(common)});
      add(std::filesystem::path(source.name()).stem().string(), source, overrides_);
      if (seed != common) {
        variants_.back().notes.push_back(
            "Its seed is " + std::to_string(seed) + ", and it ran under that of the first file, " +
            std::to_string(common) + ", so that all meet the same random numbers.");
      }
      common_seed = common;
    }
  }

  /// The file as the request wants it. What all its variants have in common is in `overrides_`
  /// then: differences are taken between replications, and fewer than two of them give no interval.
  LoadedScenario load_base(const ScenarioSource& source) {
    overrides_ = without_batches(source, request_.overrides, "compare", terminal_);
    LoadedScenario base = source.load({.overrides = overrides_}, terminal_);
    if (base.scenario == nullptr) {
      has_errors_ = true;
    } else if (!request_.has_replications && base.scenario->run.replications < 2) {
      overrides_.push_back(
          {"--replications", "run.replications", std::to_string(kUsualReplications)});
    }
    return base;
  }

  void add_of_one(const ScenarioSource& source) {
    const LoadedScenario base = load_base(source);
    if (base.scenario == nullptr) return;
    if (request_.variations.empty()) {
      add_strategies(source);
    } else {
      add_points(source);
    }
    if (has_errors_) return;
    if (request_.shared_memory) add_ring(source, *base.scenario);
    if (variants_.size() < 2) {
      if (base.program->operations.empty()) {
        throw UsageError(
            "there is nothing to compare: " + quote(source.name()) + " sends and receives nothing",
            {"compare something else: --vary processes.NAME.count=1,2,4"});
      }
      throw UsageError("there is nothing to compare: every send and receive of " +
                           quote(source.name()) + " pins its mode",
                       {"take \"mode\" out of the statements that are to follow the strategy",
                        "or compare something else: --vary mailboxes.NAME.capacity=1,2,4"});
    }
  }

  void add(std::string name, const ScenarioSource& source, const std::vector<Override>& overrides) {
    LoadedScenario loaded =
        source.load({.overrides = overrides, .show_warnings = false}, terminal_);
    if (loaded.scenario == nullptr) has_errors_ = true;
    variants_.push_back({std::move(name), std::move(loaded), {}});
  }

  /// Strategies that make the same program of the scenario are one variant, named after the first.
  void add_strategies(const ScenarioSource& source) {
    for (LoadedStrategy& strategy : load_strategies(source, overrides_, terminal_)) {
      if (strategy.loaded.scenario == nullptr) {
        has_errors_ = true;
        return;  // the others are likely to have the same
      }
      if (strategy.same_as) continue;
      variants_.push_back({std::move(strategy.name), std::move(strategy.loaded), {}});
    }
  }

  void add_points(const ScenarioSource& source) {
    constexpr std::size_t kMostVariants = 1000;
    const std::size_t points = count_points(request_.variations);
    if (points > kMostVariants) {
      throw UsageError("--vary: " + grouped(points) + " combinations are too many to compare",
                       {"ipcsim sweep takes that many, and writes them as CSV"});
    }
    for (const std::vector<std::string>& point : all_points(request_.variations)) {
      std::vector<Override> overrides = overrides_;
      std::string name;
      for (std::size_t v = 0; v < point.size(); ++v) {
        const std::string& path = request_.variations[v].path;
        overrides.push_back({"--vary", path, point[v]});
        name += (v > 0 ? " " : "") + path.substr(path.rfind('.') + 1) + "=" + point[v];
      }
      add(std::move(name), source, overrides);
      if (has_errors_) return;  // the others are likely to have the same
    }
  }

  /// Every mailbox as the ring of the textbooks, which holds one message less than it has slots.
  void add_ring(const ScenarioSource& source, const Scenario& scenario) {
    std::vector<Override> overrides = overrides_;
    for (const MailboxSpec& mailbox : scenario.mailboxes) {
      if (mailbox.transport == Transport::shared_memory) continue;
      if (!mailbox.capacity || *mailbox.capacity == 0) {
        variants_.push_back({kRingName,
                             {},
                             "mailbox " + quote(mailbox.name) +
                                 (mailbox.capacity ? " has capacity 0, and a ring holds at least 1"
                                                   : " is unbounded, and a ring has an end")});
        return;
      }
      const std::string path = "mailboxes." + mailbox.name + ".";
      const std::string slots = std::to_string(std::uint64_t{*mailbox.capacity} + 1);
      overrides.push_back({"--shared-memory", path + "transport", "shared_memory"});
      overrides.push_back({"--shared-memory", path + "slots", slots});
      overrides.push_back({"--shared-memory", path + "capacity", "", true});
    }
    ScenarioSource::Attempt attempt = source.attempt(overrides);
    variants_.push_back({kRingName, std::move(attempt.loaded), std::move(attempt.error)});
  }

  const CompareRequest& request_;
  Terminal& terminal_;
  std::vector<Override> overrides_;
  std::vector<LoadedVariant> variants_;
  bool has_errors_ = false;
};

}  // namespace

std::vector<LoadedVariant> load_variants(const CompareRequest& request, Terminal& terminal) {
  return Variants(request, terminal).load();
}

}  // namespace ipcsim
