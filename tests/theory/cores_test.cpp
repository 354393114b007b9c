// Queues for the cores of a host. Jobs come one after another with exponential times between them
// and are taken at once by one of many workers, which then want a core. Sources: Kleinrock,
// "Queueing Systems", vol. 1 (1975), sections 3.5 (M/M/m, Erlang's C formula) and 5.6
// (Pollaczek-Khinchine); vol. 2 (1976), section 4.4 (processor sharing). By Little's law the mean
// number of waiting jobs is the rate times the mean wait.
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"
#include "tests/theory/closed_form.hpp"

namespace ipcsim::testing {
namespace {

constexpr int kWorkers =
    200;  // a job that finds them all busy waits in the mailbox, and is counted

/// Jobs at 1 per ms.
Results simulate_host(const std::string& host, const std::string& work, double seconds, int seed) {
  return results_of(R"({ "ipcsim": 1, "run": )" + run_block(seconds, seed) + R"(,
    "hosts": { "h": )" + host +
                        R"( },
    "mailboxes": { "jobs": { "capacity": "unbounded" } },
    "processes": {
      "source": { "host": "h", "program": [ { "loop": "forever", "do": [
        { "sleep": { "exponential": "1ms" } }, { "send": "jobs" } ] } ] },
      "worker": { "host": "h", "count": )" +
                        std::to_string(kWorkers) + R"(, "program": [
        { "loop": "forever", "do": [ { "receive": "jobs" }, )" +
                        work + R"( ] } ] } } })",
                    {}, 2);
}

/// Jobs that wait for a core, in each replication.
std::vector<double> waiting(const Results& results) {
  std::vector<double> jobs = values_at(results, "processes.worker.time.ready");
  for (double& value : jobs) value *= kWorkers;
  return sum(jobs, values_at(results, "mailboxes.jobs.depth.mean"));
}
std::vector<double> in_service(const Results& results) {
  std::vector<double> jobs = values_at(results, "processes.worker.time.computing");
  for (double& value : jobs) value *= kWorkers;
  return jobs;
}

/// The chance that a job finds all c servers busy, at an offered load of a.
double erlang_c(int c, double a) {
  double term = 1;
  double sum = 0;
  for (int k = 0; k < c; ++k) {
    sum += term;
    term *= a / (k + 1);
  }
  const double all_busy = term * c / (c - a);
  return all_busy / (sum + all_busy);
}

}  // namespace

TEST_CASE("M/M/c: jobs wait for one of c cores as Erlang's C formula says") {
  struct Row {
    int cores;
    std::string service;
    double offered;
    double seconds;
  };
  for (const Row& row :
       {Row{1, "0.7ms", 0.7, 600}, Row{2, "1.6ms", 1.6, 900}, Row{4, "3.2ms", 3.2, 1500}}) {
    const Results results =
        simulate_host(R"({ "cores": )" + std::to_string(row.cores) + " }",
                      R"({ "compute": { "exponential": ")" + row.service + R"(" } })", row.seconds,
                      41 + row.cores);
    const std::string name = "M/M/" + std::to_string(row.cores) + " ";
    const double c = row.cores;
    check_closed_form(name + "waiting", waiting(results),
                      erlang_c(row.cores, row.offered) * row.offered / (c - row.offered));
    check_closed_form(name + "in service", in_service(results), row.offered);
    check_closed_form(name + "utilization", values_at(results, "hosts.h.utilization"),
                      row.offered / c);
  }
}

TEST_CASE("M/G/1: bursts of two classes wait for the core as Pollaczek and Khinchine say") {
  const Results results =
      simulate_host(R"({ "cores": 1 })",
                    R"({ "choose": [ { "weight": 9, "do": [ { "compute": "0.4ms" } ] },
                       { "weight": 1, "do": [ { "compute": "3ms" } ] } ] })",
                    600, 51);
  const double load = 0.9 * 0.4 + 0.1 * 3;
  const double second_moment = 0.9 * 0.16 + 0.1 * 9;  // ms^2, at 1 job per ms
  check_closed_form("M/G/1 two classes waiting", waiting(results),
                    second_moment / (2 * (1 - load)));
}

TEST_CASE("a quantum of a hundredth of the mean service time comes near to processor sharing") {
  // Under processor sharing the number in the system does not depend on the law of the service
  // time; first come, first served has 1.9 times as many here.
  const Results results = simulate_host(
      R"({ "cores": 1, "quantum": "6.6us" })",
      R"({ "choose": [ { "weight": 9, "do": [ { "compute": { "exponential": "0.4ms" } } ] },
                       { "weight": 1, "do": [ { "compute": { "exponential": "3ms" } } ] } ] })",
      60, 52);
  constexpr double kLoad = 0.66;
  const Agreement sharing =
      agreement(sum(waiting(results), in_service(results)), kLoad / (1 - kLoad));
  MESSAGE("round robin, number in system: ", sharing.mean, " ± ", sharing.half_width,
          ", processor sharing ", sharing.closed_form);
  CHECK(std::abs(sharing.mean - sharing.closed_form) <=
        0.03 * sharing.closed_form + sharing.wide_half_width * (test_scale() < 1 ? 1 : 0));
}

}  // namespace ipcsim::testing
