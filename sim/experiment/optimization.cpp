#include "sim/experiment/optimization.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/check.hpp"

namespace ipcsim {
namespace {

/// Failed if one is, else undecided if one is.
Verdict together(const std::vector<ExpectationResult>& conditions) {
  Verdict verdict = Verdict::met;
  for (const ExpectationResult& condition : conditions) {
    if (condition.verdict == Verdict::failed) return Verdict::failed;
    if (condition.verdict == Verdict::undecided) verdict = Verdict::undecided;
  }
  return verdict;
}

class Optimizer {
 public:
  Optimizer(const std::vector<std::string>& values,
            const std::function<Experiment(std::size_t)>& experiment_at,
            const OptimizationOptions& options)
      : values_(values), experiment_at_(experiment_at), options_(options) {}

  Optimization run() && {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      TriedValue tried = try_value(i);
      if (is_interrupted()) return end(OptimizationEnd::interrupted);
      const Verdict verdict = tried.verdict;
      result_.tried.push_back(std::move(tried));
      if (verdict != Verdict::met) continue;
      result_.answer = i;
      if (i + 1 < values_.size()) {
        result_.beyond = try_value(i + 1);
        if (is_interrupted()) result_.beyond.reset();
      }
      return end(some_undecided() ? OptimizationEnd::at_best : OptimizationEnd::found);
    }
    return end(some_undecided() ? OptimizationEnd::undecided : OptimizationEnd::none);
  }

 private:
  TriedValue try_value(std::size_t i) const {
    Experiment experiment = experiment_at_(i);
    TriedValue tried{.value = values_[i]};
    for (std::uint32_t count = options_.replications;;
         count = std::min(2 * count, options_.most_replications)) {
      experiment.replicate(count);
      const Results results = experiment.results();
      tried.conditions = results.expectations;
      tried.verdict = together(tried.conditions);
      tried.replications = count;
      if (tried.verdict != Verdict::undecided || count >= options_.most_replications) return tried;
      if (is_interrupted()) return tried;
    }
  }

  [[nodiscard]] bool is_interrupted() const {
    return options_.interrupt != nullptr && options_.interrupt->load();
  }

  [[nodiscard]] bool some_undecided() const {
    return std::any_of(result_.tried.begin(), result_.tried.end(),
                       [](const TriedValue& tried) { return tried.verdict == Verdict::undecided; });
  }

  Optimization end(OptimizationEnd how) {
    result_.end = how;
    return std::move(result_);
  }

  const std::vector<std::string>& values_;
  const std::function<Experiment(std::size_t)>& experiment_at_;
  const OptimizationOptions& options_;
  Optimization result_;
};

}  // namespace

Optimization optimize(const std::vector<std::string>& values,
                      const std::function<Experiment(std::size_t)>& experiment_at,
                      const OptimizationOptions& options) {
  check(options.replications >= 2, "a value is decided on an interval over replications");
  check(options.most_replications >= options.replications, "the most are no fewer than the first");
  return Optimizer(values, experiment_at, options).run();
}

}  // namespace ipcsim
