#include "sim/experiment/scenario_summary.hpp"

namespace ipcsim {
namespace {

std::optional<MessageLimitSummary> message_limit_of(const Scenario& scenario) {
  const std::optional<MessageLimit>& limit = scenario.run.message_limit;
  if (!limit) return std::nullopt;
  std::string mailbox = scenario.mailboxes[limit->group.index()].name;
  if (limit->element) mailbox += "[" + std::to_string(*limit->element) + "]";
  return MessageLimitSummary{limit->messages, mailbox};
}

void add_groups(ScenarioSummary& summary, const Program& program) {
  const SymbolTable& symbols = program.symbols;
  const std::size_t declared = symbols.mailbox_groups.size();
  for (std::size_t g = 0; g < declared; ++g) {
    summary.mailboxes.push_back(
        {symbols.mailbox_groups[g], program.mailbox_groups[g].count, symbols.mailbox_is_array[g]});
  }
  for (std::size_t g = 0; g < program.direct_groups.size(); ++g) {
    const DirectGroup& link = program.direct_groups[g];
    summary.direct_links.push_back({symbols.process_groups[link.from.index()],
                                    symbols.process_groups[link.to.index()],
                                    program.mailbox_groups[declared + g].count});
  }
  for (std::size_t g = 0; g < program.process_groups.size(); ++g) {
    const ProcessGroup& group = program.process_groups[g];
    summary.processes.push_back({symbols.process_groups[g], group.count, group.service});
  }
}

}  // namespace

ScenarioSummary summary_of(const Scenario& scenario, const Program& program) {
  ScenarioSummary summary{.path = scenario.path,
                          .title = scenario.title,
                          .seed = scenario.run.seed,
                          .replications = scenario.run.replications,
                          .warmup = scenario.run.warmup,
                          .message_limit = message_limit_of(scenario),
                          .zero_time_limit = scenario.run.zero_time_limit};
  add_groups(summary, program);
  for (const HostSpec& host : scenario.hosts) summary.hosts.push_back({host.name, host.cores});
  for (const LinkSpec& link : scenario.links) summary.links.push_back(link.name);
  return summary;
}

std::string name_of(const DirectLinkSummary& link) { return link.from + " -> " + link.to; }

}  // namespace ipcsim
