#include "sim/experiment/metric_layout.hpp"

#include <algorithm>
#include <span>

#include "sim/base/check.hpp"
#include "sim/experiment/pool.hpp"

namespace ipcsim {
namespace {

/// The members of a group that one path speaks of: [first, first + count).
struct Members {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// Whom the slots are of, and how its paths begin.
struct Subject {
  MetricSubject kind = MetricSubject::mailbox;
  std::uint32_t group = 0;
  std::optional<std::uint32_t> element;
  std::string prefix;  // "mailboxes.box"
};

void add_slots(std::vector<MetricSlot>& layout, const Subject& of) {
  const MetricSubject listed = of.kind == MetricSubject::direct ? MetricSubject::mailbox : of.kind;
  for (const MetricName& row : metric_names()) {
    if (row.subject != listed) continue;
    layout.push_back({of.prefix + "." + row.suffix,
                      {of.kind, of.group, of.element, row.metric, row.statistic},
                      row.unit});
  }
}

/// The group as a whole, then, if `has_members`, each of its members.
void add_group(std::vector<MetricSlot>& layout, const Subject& of, std::uint32_t count,
               bool has_members) {
  add_slots(layout, of);
  if (!has_members || count > kMostElementsMeasured) return;
  for (std::uint32_t i = 0; i < count; ++i) {
    add_slots(layout, {of.kind, of.group, i, of.prefix + "[" + std::to_string(i) + "]"});
  }
}

/// The group of the program's mailboxes that the path speaks of.
const MailboxGroup& mailbox_group(const Program& program, const MetricPath& path) {
  const bool is_direct = path.subject == MetricSubject::direct;
  const std::size_t declared = program.symbols.mailbox_groups.size();
  return program.mailbox_groups[path.group + (is_direct ? declared : 0)];
}

std::optional<double> mailbox_value(const MailboxMeasurements& mailbox, std::uint32_t members,
                                    Duration window, MailboxMetric metric, Statistic statistic) {
  const auto per_window = [&](double amount) -> std::optional<double> {
    if (window.ns == 0) return std::nullopt;
    return amount / static_cast<double>(window.ns);
  };
  switch (metric) {
    case MailboxMetric::throughput:
      return per_window(static_cast<double>(mailbox.received) * 1e9);
    case MailboxMetric::accepted:
      return static_cast<double>(mailbox.accepted);
    case MailboxMetric::received:
      return static_cast<double>(mailbox.received);
    case MailboxMetric::refused:
      return static_cast<double>(mailbox.refused);
    case MailboxMetric::dropped:
      return static_cast<double>(mailbox.dropped);
    case MailboxMetric::lost:
      return static_cast<double>(mailbox.lost);
    case MailboxMetric::late_replies:
      return static_cast<double>(mailbox.late_replies);
    case MailboxMetric::wait:
      return statistic_of(mailbox.wait, statistic);
    case MailboxMetric::latency:
      return statistic_of(mailbox.latency, statistic);
    case MailboxMetric::send_wait:
      return statistic_of(mailbox.send_wait, statistic);
    case MailboxMetric::receive_wait:
      return statistic_of(mailbox.receive_wait, statistic);
    case MailboxMetric::depth:
      if (statistic == Statistic::max) return static_cast<double>(mailbox.depth_max);
      return per_window(static_cast<double>(mailbox.depth_integral) / members);
  }
  fail_check("every mailbox metric has a value");
}

std::optional<double> process_value(std::span<const ProcessMeasurements> processes, Duration window,
                                    ProcessMetric metric) {
  if (metric == ProcessMetric::polls) {
    double polls = 0;
    for (const ProcessMeasurements& process : processes)
      polls += static_cast<double>(process.polls);
    return polls;
  }
  if (window.ns == 0) return std::nullopt;
  double spent_ns = 0;
  for (const ProcessMeasurements& process : processes) {
    spent_ns += static_cast<double>(process.time[static_cast<std::size_t>(metric)]);
  }
  return spent_ns / static_cast<double>(window.ns) / static_cast<double>(processes.size());
}
static_assert(static_cast<int>(ProcessMetric::computing) == static_cast<int>(Activity::computing));
static_assert(static_cast<int>(ProcessMetric::polling) == static_cast<int>(Activity::polling));

std::optional<double> host_value(const Program& program, const Measurements& measurements,
                                 HostId host, HostMetric metric) {
  const HostMeasurements& measured = measurements.hosts[host.index()];
  if (metric == HostMetric::context_switches) return static_cast<double>(measured.context_switches);
  const std::optional<std::uint32_t> cores = program.hosts[host.index()].cores;
  const Duration window = measurements.window_end - measurements.window_begin;
  if (!cores || window.ns == 0) return std::nullopt;
  const __int128 core_time = static_cast<__int128>(*cores) * window.ns;
  const auto fraction = [&](__int128 part) {
    return static_cast<double>(part) / static_cast<double>(core_time);
  };
  switch (metric) {
    case HostMetric::utilization:
      return fraction(core_time - measured.idle);
    case HostMetric::computing:
      return fraction(time_on_host(program, measurements, host, Activity::computing));
    case HostMetric::polling:
      return fraction(time_on_host(program, measurements, host, Activity::polling));
    case HostMetric::switching:
      return fraction(measured.switching);
    case HostMetric::idle:
      return fraction(measured.idle);
    case HostMetric::context_switches:
      break;
  }
  fail_check("every host metric has a value");
}

std::optional<double> link_value(const Measurements& measurements, LinkId link, LinkMetric metric) {
  if (link.index() >= measurements.links.size()) return std::nullopt;  // none was measured
  const LinkMeasurements& measured = measurements.links[link.index()];
  if (metric == LinkMetric::lost) return static_cast<double>(measured.lost);
  const Duration window = measurements.window_end - measurements.window_begin;
  if (window.ns == 0) return std::nullopt;
  return static_cast<double>(std::max(measured.busy[0], measured.busy[1])) /
         static_cast<double>(window.ns);
}

template <class Group>
Members members_of(const Group& group, const MetricPath& path) {
  if (path.element) return {group.first.value + *path.element, 1};
  return {group.first.value, group.count};
}

bool same_subject(const MetricPath& a, const MetricPath& b) {
  return a.subject == b.subject && a.group == b.group && a.element == b.element;
}

}  // namespace

std::vector<MetricSlot> metric_layout(const ScenarioSummary& scenario) {
  std::vector<MetricSlot> layout;
  for (std::uint32_t g = 0; g < scenario.mailboxes.size(); ++g) {
    const MailboxSummary& mailbox = scenario.mailboxes[g];
    add_group(layout, {MetricSubject::mailbox, g, {}, "mailboxes." + mailbox.name}, mailbox.count,
              mailbox.is_array);
  }
  for (std::uint32_t g = 0; g < scenario.direct_links.size(); ++g) {
    const DirectLinkSummary& link = scenario.direct_links[g];
    add_slots(layout, {MetricSubject::direct, g, {}, "direct." + link.from + "." + link.to});
  }
  for (std::uint32_t g = 0; g < scenario.processes.size(); ++g) {
    const ProcessSummary& process = scenario.processes[g];
    add_group(layout, {MetricSubject::process, g, {}, "processes." + process.name}, process.count,
              process.count > 1);
  }
  for (std::uint32_t h = 0; h < scenario.hosts.size(); ++h) {
    add_slots(layout, {MetricSubject::host, h, {}, "hosts." + scenario.hosts[h].name});
  }
  for (std::uint32_t l = 0; l < scenario.links.size(); ++l) {
    add_slots(layout, {MetricSubject::link, l, {}, "links." + scenario.links[l]});
  }
  return layout;
}

std::vector<std::optional<double>> metric_values(const Program& program,
                                                 const std::vector<MetricSlot>& layout,
                                                 const Measurements& measurements) {
  const Duration window = measurements.window_end - measurements.window_begin;
  std::vector<std::optional<double>> values;
  values.reserve(layout.size());
  MailboxMeasurements pooled;
  const MetricPath* pooled_for = nullptr;  // slots of one subject follow each other
  for (const MetricSlot& slot : layout) {
    const MetricPath& path = slot.metric;
    if (path.subject == MetricSubject::process) {
      const Members members = members_of(program.process_groups[path.group], path);
      values.push_back(
          process_value(std::span(measurements.processes).subspan(members.first, members.count),
                        window, static_cast<ProcessMetric>(path.metric)));
      continue;
    }
    if (path.subject == MetricSubject::host) {
      values.push_back(host_value(program, measurements, HostId{path.group},
                                  static_cast<HostMetric>(path.metric)));
      continue;
    }
    if (path.subject == MetricSubject::link) {
      values.push_back(
          link_value(measurements, LinkId{path.group}, static_cast<LinkMetric>(path.metric)));
      continue;
    }
    const Members members = members_of(mailbox_group(program, path), path);
    if (pooled_for == nullptr || !same_subject(*pooled_for, path)) {
      pooled = pool(std::span(measurements.mailboxes).subspan(members.first, members.count));
      pooled_for = &path;
    }
    values.push_back(mailbox_value(pooled, members.count, window,
                                   static_cast<MailboxMetric>(path.metric), path.statistic));
  }
  return values;
}

}  // namespace ipcsim
