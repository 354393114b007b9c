// What reports say of a scenario beside what came of it: names, numbers of members, settings of the
// run. Plain data, so that results can be kept, and shown again, without their scenario. Knows
// nothing of programs but what they are called.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/model/scenario.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

struct MailboxSummary {
  std::string name;
  std::uint32_t count = 1;  // elements
  bool is_array = false;    // its elements are called name[k], though there may be one alone
};

struct DirectLinkSummary {
  std::string from;
  std::string to;
  std::uint32_t count = 1;  // pairs of replicas
};

struct ProcessSummary {
  std::string name;
  std::uint32_t count = 1;  // replicas
  bool service = false;
};

struct HostSummary {
  std::string name;
  std::optional<std::uint32_t> cores;  // empty: unlimited
};

struct MessageLimitSummary {
  std::uint64_t messages = 0;
  std::string mailbox;  // "buffer", "fork[3]"
};

struct ScenarioSummary {
  std::string path;  // the file as the user named it; findings point into it
  std::string title;
  std::uint64_t seed = 1;
  std::uint32_t replications = 1;  // as asked for
  Duration warmup;                 // as it was in the end
  std::optional<MessageLimitSummary> message_limit;
  std::optional<std::uint64_t> zero_time_limit;  // empty: unlimited
  // What a MetricPath counts.
  std::vector<MailboxSummary> mailboxes;
  std::vector<DirectLinkSummary> direct_links;
  std::vector<ProcessSummary> processes;
  std::vector<HostSummary> hosts;  // empty: the only one is not spoken of
  std::vector<std::string> links;
};

/// REQUIRES: the program is the scenario's.
ScenarioSummary summary_of(const Scenario& scenario, const Program& program);

/// "client -> server".
std::string name_of(const DirectLinkSummary& link);

}  // namespace ipcsim
