#include "sim/model/resolve_metric.hpp"

#include <string>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

/// A context with the hosts paris, oslo and cloud, and two links.
struct Resolution {
  Diagnostics diagnostics;
  ReaderContext context{diagnostics, ""};

  Resolution() {
    context.hosts_given = true;
    for (const char* name : {"paris", "oslo", "cloud"}) {
      HostSpec host;
      host.name = name;
      context.hosts.push_back(host);
    }
    for (const char* name : {"paris-cloud", "oslo-cloud"}) {
      LinkSpec link;
      link.name = name;
      context.links.push_back(link);
    }
  }

  std::optional<ResolvedMetric> resolve(const std::string& path) {
    return resolve_metric(context, {}, path);
  }
  /// What is said about the path, hints on lines of their own.
  std::string error(const std::string& path) {
    REQUIRE_FALSE(resolve(path));
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics.in_order()) {
      text += diagnostic.message;
      for (const std::string& hint : diagnostic.hints) text += "\n" + hint;
    }
    return text;
  }
};

TEST_CASE("a path may name each metric of a host or a link") {
  for (const MetricName& name : metric_names()) {
    const bool is_host = name.subject == MetricSubject::host;
    if (!is_host && name.subject != MetricSubject::link) continue;
    const std::string path = (is_host ? "hosts.oslo." : "links.oslo-cloud.") + name.suffix;
    CAPTURE(path);
    const std::optional<ResolvedMetric> resolved = Resolution().resolve(path);
    REQUIRE(resolved);
    CHECK(resolved->path == MetricPath{name.subject, 1, std::nullopt, name.metric, name.statistic});
    CHECK(resolved->unit == name.unit);
  }
}

TEST_CASE("an unknown host or link is reported with the one that may be meant") {
  CHECK_EQ(Resolution().error("hosts.pariss.utilization"),
           "no host is named \"pariss\"\ndid you mean \"paris\"? declared: paris, oslo, cloud");
  CHECK_EQ(Resolution().error("links.oslo-clod.lost"),
           "no link is named \"oslo-clod\"\n"
           "did you mean \"oslo-cloud\"? declared: paris-cloud, oslo-cloud");
}

TEST_CASE("hosts and links take no index") {
  CHECK_EQ(Resolution().error("hosts.paris[0].utilization"),
           "host \"paris\" is no array\nleave the index away");
  CHECK_EQ(Resolution().error("links.oslo-cloud[1].lost"),
           "link \"oslo-cloud\" is no array\nleave the index away");
}

TEST_CASE("an unknown metric of a host or a link is reported with those there are") {
  CHECK_EQ(Resolution().error("hosts.paris.utilisation"),
           "a host has no metric \"utilisation\"\n"
           "did you mean \"utilization\"? metrics: utilization, time.computing, time.polling, "
           "time.switching, time.idle, context_switches");
  CHECK_EQ(Resolution().error("hosts.paris.time"),
           "\"time\" of a host is several metrics: which of them?\n"
           "metrics: time.computing, time.polling, time.switching, time.idle");
  CHECK_EQ(Resolution().error("links.paris-cloud"),
           "\"links.paris-cloud\" names no metric\nmetrics: utilization, lost");
}

TEST_CASE("where the hosts are wrong nothing is said about a metric of one") {
  Resolution resolution;
  resolution.context.hosts.clear();
  CHECK_EQ(resolution.error("hosts.paris.utilization"), "");
}

}  // namespace
}  // namespace ipcsim
