#include <cmath>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "reports/dot_text.hpp"
#include "reports/format_value.hpp"
#include "reports/program_graphs.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

std::string process_id(std::size_t g) { return "p" + std::to_string(g); }
std::string mailbox_id(std::size_t g) { return "m" + std::to_string(g); }
std::string host_id(std::size_t h) { return "h" + std::to_string(h); }

/// "50 Mbps"
std::string rate_text(std::uint64_t bits_per_second) {
  constexpr std::pair<std::uint64_t, const char*> kUnits[] = {
      {1'000'000'000, "Gbps"}, {1'000'000, "Mbps"}, {1'000, "Kbps"}};
  for (const auto& [size, unit] : kUnits) {
    if (bits_per_second % size == 0) return std::to_string(bits_per_second / size) + " " + unit;
  }
  return std::to_string(bits_per_second) + " bps";
}

class TopologyGraph {
 public:
  TopologyGraph(const Scenario& scenario, const Program& program)
      : scenario_(scenario), program_(program) {
    text_ = "// Who is where and talks through what: dot -Tsvg FILE.dot > FILE.svg\n";
    text_ +=
        "digraph topology {\n  graph [rankdir=LR, labelloc=t, fontname=\"sans-serif\", label=" +
        dot_string({scenario.title.empty() ? scenario.path : scenario.title}) + "];\n";
    text_ += "  node [fontname=\"sans-serif\"];\n";
    text_ += "  edge [fontname=\"sans-serif\", fontsize=10];\n";
  }

  std::string text() && {
    if (scenario_.hosts.empty()) {
      add_members(std::nullopt, "  ");
    } else {
      for (std::size_t h = 0; h < scenario_.hosts.size(); ++h) add_host(h);
      for (const LinkSpec& link : scenario_.links) add_link(link);
    }
    for (std::size_t g = 0; g < program_.process_groups.size(); ++g) add_edges(g);
    return std::move(text_) + "}\n";
  }

 private:
  void add_host(std::size_t h) {
    const HostSpec& host = scenario_.hosts[h];
    text_ +=
        "  subgraph cluster_" + std::to_string(h) + " {\n    label=\"\"; style=rounded;\n    " +
        host_id(h) + " [shape=plaintext, label=" +
        dot_string({host.name, host.cores ? counted(*host.cores, "core") : "cores unlimited"}) +
        "];\n";
    add_members(h, "    ");
    text_ += "  }\n";
  }

  /// Those on the host; all of them where there is only one that is not spoken of.
  void add_members(std::optional<std::size_t> host, const std::string& indent) {
    for (std::size_t g = 0; g < program_.process_groups.size(); ++g) {
      const ProcessGroup& group = program_.process_groups[g];
      if (host && group.host.index() != *host) continue;
      std::string name = program_.symbols.process_groups[g];
      if (group.count > 1) name += " × " + grouped(group.count);
      text_ += indent + process_id(g) + " [shape=box, label=" + dot_string({name}) +
               (group.service ? ", style=dashed" : "") + "];\n";
    }
    for (std::size_t g = 0; g < program_.symbols.mailbox_groups.size(); ++g) {
      const MailboxGroup& group = program_.mailbox_groups[g];
      if (host && group.host.index() != *host) continue;
      std::string name = program_.symbols.mailbox_groups[g];
      if (program_.symbols.mailbox_is_array[g]) name += "[" + std::to_string(group.count) + "]";
      const std::string capacity =
          group.is_ring ? std::to_string(std::uint64_t{group.capacity} + 1) + " slots"
          : group.capacity == kUnbounded ? "unbounded"
                                         : "capacity " + grouped(group.capacity);
      text_ += indent + mailbox_id(g) + " [shape=cylinder, label=" + dot_string({name, capacity}) +
               "];\n";
    }
  }

  void add_link(const LinkSpec& link) {
    const Distribution& latency = link.latency;
    std::vector<std::string> lines = {link.name};
    if (latency.is_constant()) {
      lines.push_back("latency " + format_exactly(Instant{latency.constant_value()}));
    } else {
      lines.push_back("latency " + std::string(kind_name(latency.kind())));
      const double mean = latency.mean();
      if (std::isfinite(mean)) lines.push_back("mean " + format_value(mean / 1e9, Unit::time));
    }
    if (link.bandwidth) lines.push_back(rate_text(*link.bandwidth));
    if (link.loss > 0) lines.push_back("loss " + format_value(link.loss, Unit::fraction));
    text_ += "  " + host_id(link.first.index()) + " -> " + host_id(link.second.index()) +
             " [dir=none, penwidth=2, color=gray50, label=" + dot_string(lines) + "];\n";
  }

  /// What a process group does with one mailbox group: from, to and how.
  using Edge = std::tuple<std::string, std::string, std::string>;

  void add_edges(std::size_t g) {
    const ProcessGroup& group = program_.process_groups[g];
    std::set<Edge> edges;  // each once, however many statements there are
    for (CodeIndex at = group.entry; at < group.end; ++at) {
      const Instruction instruction = program_.code[at];
      if (instruction.opcode == Opcode::select) {
        for (const auto& it : program_.selections[instruction.operand].alternatives) {
          add_edge(g, program_.operations[it.operation], it.direction, edges);
        }
      }
      if (row_of(instruction.opcode).operands != Operands::operation) continue;
      const bool moves_none = instruction.opcode == Opcode::draw ||
                              instruction.opcode == Opcode::await ||
                              instruction.opcode == Opcode::reply;
      if (moves_none) continue;
      add_edge(g, program_.operations[instruction.operand], direction_of(instruction.opcode),
               edges);
    }
    for (const auto& [from, to, attributes] : edges) {
      text_ += "  " + from + " -> " + to + attributes + ";\n";
    }
  }

  void add_edge(std::size_t g, const Operation& operation, Direction direction,
                std::set<Edge>& edges) const {
    std::vector<MailboxGroupId> groups;
    if (operation.addressing == Addressing::several) {
      for (std::uint32_t i = 0; i < operation.count; ++i) {
        groups.push_back(group_of(program_, program_.sources[operation.offset + i].first));
      }
    } else {
      groups.push_back(group_of(program_, operation.first));
    }
    const std::string call =
        operation.awaits == Awaits::reply && direction == Direction::send ? " [label=call]" : "";
    for (const MailboxGroupId it : groups) {
      const std::size_t declared = program_.symbols.mailbox_groups.size();
      if (it.index() >= declared) {  // drawn once, by whoever sends or receives
        const DirectGroup& direct = program_.direct_groups[it.index() - declared];
        if (direction == Direction::send) {
          edges.emplace(process_id(direct.from.index()), process_id(direct.to.index()),
                        " [label=direct]");
        }
      } else if (direction == Direction::send) {
        edges.emplace(process_id(g), mailbox_id(it.index()), call);
      } else {
        edges.emplace(mailbox_id(it.index()), process_id(g), "");
      }
    }
  }

  const Scenario& scenario_;
  const Program& program_;
  std::string text_;
};

}  // namespace

std::string topology_dot(const Scenario& scenario, const Program& program) {
  return TopologyGraph(scenario, program).text();
}

}  // namespace ipcsim
