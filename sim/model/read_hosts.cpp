#include "sim/model/read_hosts.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "sim/model/quoting.hpp"
#include "sim/model/read_distribution.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {
namespace {

constexpr std::string_view kHostKeys[] = {"cores", "quantum", "context_switch", "costs"};
constexpr std::string_view kCostKeys[] = {"send", "receive", "per_byte", "poll"};
constexpr std::uint64_t kMost32 = std::numeric_limits<std::uint32_t>::max();

/// A constant duration; empty where the key is missing, or wrong and reported.
std::optional<Duration> read_time(ReaderContext& context, const JsonNode& object,
                                  std::string_view key) {
  const JsonMember* member = object.find(key);
  if (member == nullptr) return std::nullopt;
  const auto time = read_constant(context, member->value, QuantityKind::duration, key);
  if (!time) return std::nullopt;
  return Duration{*time};
}

HostCosts read_costs(ReaderContext& context, const JsonNode& node) {
  HostCosts costs;
  if (node.kind != JsonKind::object) {
    report_wrong_type(context, node, "\"costs\"", "an object",
                      R"({ "send": "2us", "receive": "2us", "per_byte": "0.5ns" })");
    return costs;
  }
  check_keys(context, node, kCostKeys);
  costs.send = read_time(context, node, "send").value_or(Duration{});
  costs.receive = read_time(context, node, "receive").value_or(Duration{});
  if (const JsonMember* poll = node.find("poll")) costs.poll = read_poll(context, poll->value);
  if (const JsonMember* per_byte = node.find("per_byte")) {
    const auto time =
        read_constant(context, per_byte->value, QuantityKind::time_per_byte, "per_byte");
    costs.copy_of_gigabyte = Duration{time.value_or(0)};
  }
  return costs;
}

/// Settings of a core that nobody ever waits for.
void warn_of_settings_without_cores(ReaderContext& context, const JsonMember& host) {
  if (host.value.find("cores") != nullptr) return;
  for (const std::string_view key : {"quantum", "context_switch"}) {
    const JsonMember* member = host.value.find(key);
    if (member == nullptr) continue;
    context.warning(member->key_where,
                    quote(key) + " has no effect: host " + quote(host.key) +
                        " has unlimited cores, so no two processes share one",
                    {"say how many it has: \"cores\": 1"});
  }
}

HostSpec read_host(ReaderContext& context, const JsonMember& member) {
  HostSpec spec;
  spec.where = member.key_where;
  spec.name = member.key;
  check_name(context, member);
  const JsonNode& node = member.value;
  if (node.kind != JsonKind::object) {
    report_wrong_type(context, node, "host " + quote(member.key), "an object",
                      "{ \"cores\": 2 }, or {} for one with unlimited cores");
    return spec;
  }
  check_keys(context, node, kHostKeys);
  if (const JsonMember* cores = node.find("cores")) {
    spec.cores = read_whole32(context, cores->value, "cores", {1, kMost32});
  }
  if (const JsonMember* quantum = node.find("quantum")) {
    spec.quantum = read_positive_duration(
        context, quantum->value, "quantum",
        "leave it out, and a process keeps its core to the end of its burst");
  }
  spec.context_switch = read_time(context, node, "context_switch").value_or(Duration{});
  if (const JsonMember* costs = node.find("costs")) spec.costs = read_costs(context, costs->value);
  warn_of_settings_without_cores(context, member);
  return spec;
}

}  // namespace

void read_hosts(ReaderContext& context, const JsonNode& node) {
  context.hosts_given = true;
  if (node.kind != JsonKind::object) {
    report_wrong_type(context, node, "\"hosts\"", "an object of hosts by name",
                      R"({ "paris": { "cores": 2 } })");
    return;
  }
  if (node.members.empty()) {
    context.error(node, "there are no hosts",
                  {R"(for example { "paris": { "cores": 2 } })",
                   "or leave \"hosts\" out: all processes run on one host with unlimited cores "
                   "then"});
  }
  for (const JsonMember& member : node.members) {
    context.host_ids.emplace(member.key, context.hosts.size());
    context.hosts.push_back(read_host(context, member));
  }
}

std::optional<HostId> find_host(ReaderContext& context, const JsonNode& node) {
  if (node.kind != JsonKind::string) {
    report_wrong_type(context, node, "a host", "a name", "\"paris\"");
    return std::nullopt;
  }
  if (context.hosts_given && context.hosts.empty()) return std::nullopt;  // that was reported
  const auto found = context.host_ids.find(node.text);
  if (found != context.host_ids.end()) return HostId{found->second};
  context.error(node, "no host is named " + quote(node.text), context.hints_for_host(node.text));
  return std::nullopt;
}

std::optional<HostId> read_host_name(ReaderContext& context, const JsonMember& member) {
  if (context.hosts_given) return find_host(context, member.value);
  context.error(member.key_where, "\"host\" names a host, and the scenario has no \"hosts\"",
                {R"(add "hosts": { "paris": {} } with a host for each that is named, or take )"
                 "\"host\" away"});
  return std::nullopt;
}

}  // namespace ipcsim
