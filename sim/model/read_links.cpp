#include "sim/model/read_links.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "sim/model/quoting.hpp"
#include "sim/model/read_distribution.hpp"
#include "sim/model/read_hosts.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {
namespace {

constexpr std::string_view kLinkKeys[] = {"between", "name", "latency", "bandwidth", "loss"};
constexpr std::string_view kExample =
    R"({ "between": ["paris", "oslo"], "latency": "12ms", "bandwidth": "50Mbps" })";

/// The two hosts of a link; false if they are wrong, and reported.
bool read_between(ReaderContext& context, const JsonNode& link, LinkSpec& spec) {
  const JsonMember* member = link.find("between");
  if (member == nullptr) {
    context.error(SourceRange{link.where.text, link.where.begin, link.where.begin + 1},
                  "this link has no \"between\": which hosts does it join?",
                  {"for example " + std::string(kExample)});
    return false;
  }
  const JsonNode& node = member->value;
  const std::string example = R"("between": ["paris", "oslo"])";
  if (node.kind != JsonKind::array) {
    report_wrong_type(context, node, "\"between\"", "a list of two hosts", example);
    return false;
  }
  if (node.items.size() != 2) {
    context.error(
        node,
        "a link joins two hosts, and this \"between\" lists " + std::to_string(node.items.size()),
        {"for example " + example});
    return false;
  }
  const std::optional<HostId> first = find_host(context, node.items[0]);
  const std::optional<HostId> second = find_host(context, node.items[1]);
  if (!first || !second) return false;
  spec.first = *first;
  spec.second = *second;
  if (*first != *second) return true;
  context.error(node, "a link joins two hosts, and this one names the same host twice",
                {"messages between processes of one host need no link"});
  return false;
}

std::optional<std::uint64_t> read_bandwidth(ReaderContext& context, const JsonNode& node) {
  const auto rate = read_constant(context, node, QuantityKind::rate, "bandwidth");
  if (!rate) return std::nullopt;
  if (*rate > 0) return static_cast<std::uint64_t>(*rate);
  context.error(node, "\"bandwidth\" must be above 0",
                {"leave it out for a link without limit of bandwidth"});
  return std::nullopt;
}

double read_loss(ReaderContext& context, const JsonNode& node) {
  const std::optional<double> loss = read_number(context, node, "\"loss\"", "\"loss\": 0.01");
  if (!loss) return 0;
  if (*loss >= 0 && *loss < 1) return *loss;
  context.error(node, "\"loss\" must be at least 0 and below 1, not " + node.text.substr(0, 40),
                {"it is the probability that a message is lost on the link"});
  return 0;
}

/// Its own name, or the one that its hosts give it. Reports one that another link has.
void read_name(ReaderContext& context, const JsonNode& link, bool hosts_known,
               std::set<std::string>& taken, LinkSpec& spec) {
  const JsonMember* member = link.find("name");
  if (member != nullptr) {
    const auto name = read_string(context, member->value, "name");
    if (!name) return;
    spec.name = *name;
    check_name(context, spec.name, member->value.where);
    if (taken.insert(spec.name).second) return;
    context.error(member->value, "two links are named " + quote(spec.name),
                  {"give each a name of its own"});
    return;
  }
  if (!hosts_known) return;
  spec.name =
      context.hosts[spec.first.index()].name + "-" + context.hosts[spec.second.index()].name;
  if (taken.insert(spec.name).second) return;
  context.error(
      link.find("between")->value,
      "two links are named " + quote(spec.name) + ", as a link without \"name\" is after its hosts",
      {"give one of them another name: \"name\": " + quote(spec.name + " 2")});
}

}  // namespace

void read_links(ReaderContext& context, const JsonMember& entry) {
  if (entry.value.kind != JsonKind::array) {
    report_wrong_type(context, entry.value, "\"links\"", "a list of links",
                      "[ " + std::string(kExample) + " ]");
    return;
  }
  if (!context.hosts_given) {
    context.error(entry.key_where, "links join hosts, and the scenario has no \"hosts\"",
                  {R"(add "hosts": { "paris": {}, "oslo": {} }, or take "links" away)"});
    return;
  }
  std::set<std::string> taken;
  for (const JsonNode& node : entry.value.items) {
    LinkSpec spec;
    spec.where = node.where;
    if (node.kind != JsonKind::object) {
      report_wrong_type(context, node, "a link", "an object", kExample);
      continue;
    }
    check_keys(context, node, kLinkKeys);
    const bool hosts_known = read_between(context, node, spec);
    read_name(context, node, hosts_known, taken, spec);
    if (const JsonMember* latency = node.find("latency")) {
      spec.latency = read_distribution(context, latency->value, QuantityKind::duration)
                         .value_or(Distribution());
    }
    if (const JsonMember* bandwidth = node.find("bandwidth")) {
      spec.bandwidth = read_bandwidth(context, bandwidth->value);
    }
    if (const JsonMember* loss = node.find("loss")) spec.loss = read_loss(context, loss->value);
    context.links.push_back(std::move(spec));
  }
}

}  // namespace ipcsim
