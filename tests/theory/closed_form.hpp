// Simulated values against closed forms, by independent replications.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/results.hpp"

namespace ipcsim::testing {

/// How the mean of one value per replication lies to what theory says. Student's t: Law,
/// "Simulation Modeling and Analysis" (5th ed.), section 4.5.
struct Agreement {
  double mean = 0;
  double closed_form = 0;
  double half_width = 0;       // of the 95 % interval
  double wide_half_width = 0;  // of the 99.99 % interval

  /// The closed form lies within the 99.99 % interval.
  [[nodiscard]] bool holds() const;
  /// The 95 % half-width is at most 1 % of the closed form, times 1/sqrt(test_scale()).
  [[nodiscard]] bool is_sharp() const;
};

/// REQUIRES: at least 2 values.
Agreement agreement(const std::vector<double>& values, double closed_form);

/// Prints value, closed form and half-width, and checks that the agreement holds and is sharp.
void check_closed_form(const std::string& what, const std::vector<double>& values,
                       double closed_form);

/// The metric at `path` in each replication.
std::vector<double> values_at(const Results& results, const std::string& path);

/// Element by element.
std::vector<double> sum(const std::vector<double>& a, const std::vector<double>& b);
std::vector<double> share(const std::vector<double>& part, const std::vector<double>& rest);

inline constexpr int kReplications = 20;

/// The `run` block of a scenario: kReplications of `seconds` each at scale 1, after a warm-up of a
/// tenth of that.
std::string run_block(double seconds, int seed);

/// An open queue: arrivals with exponential times of mean 1 ms between them, one server.
/// `service`, `mailbox` and `extra` are JSON: the law of the service time, the mailbox "queue", and
/// further keys of the scenario (ending in a comma).
struct Queue {
  double seconds = 1;  // of each replication at scale 1
  std::string service;
  std::string mailbox = R"({ "capacity": "unbounded" })";
  std::string extra;
  int seed = 1;
};
Results simulate_queue(const Queue& queue);

}  // namespace ipcsim::testing
