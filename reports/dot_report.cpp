#include "reports/dot_report.hpp"

#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "reports/dot_text.hpp"
#include "reports/finding_text.hpp"
#include "reports/format_value.hpp"
#include "reports/outcome_text.hpp"
#include "reports/paragraph.hpp"
#include "reports/stuck_process_text.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kHeadingWidth = 60;  // columns

class WaitForDrawing {
 public:
  explicit WaitForDrawing(const Results& results) : results_(results) {}

  std::string text() && {
    text_ = "// Who waits for whom: dot -Tsvg FILE.dot > FILE.svg\ndigraph wait_for {\n";
    text_ += "  graph [labelloc=t, fontname=\"sans-serif\", label=" + dot_string(title()) + "];\n";
    text_ += "  node [shape=box, fontname=\"sans-serif\"];\n";
    text_ += "  edge [fontname=\"sans-serif\", fontsize=10];\n";
    const std::vector<const ReportedFinding*> findings = drawn();
    for (std::size_t i = 0; i < findings.size(); ++i) add_cluster(*findings[i], i + 1);
    // Behind all clusters: an edge written inside one would draw its ends into it.
    for (std::size_t i = 0; i < findings.size(); ++i) {
      for (const ReportedProcess& process : findings[i]->processes) add_edges(process, i + 1, true);
      for (const ReportedProcess& process : findings[i]->behind) add_edges(process, i + 1, false);
    }
    return std::move(text_) + "}\n";
  }

 private:
  [[nodiscard]] std::vector<const ReportedFinding*> drawn() const {
    std::vector<const ReportedFinding*> findings;
    if (results_.replications.empty()) return findings;
    for (const ReportedFinding& finding : results_.replications[results_.leading].findings) {
      if (finding.cause == FindingCause::waiting) findings.push_back(&finding);
    }
    return findings;
  }

  [[nodiscard]] std::vector<std::string> title() const {
    std::vector<std::string> lines;
    if (drawn().empty()) lines.emplace_back("No deadlock.");
    for (const std::string& sentence : end_sentences(results_)) {
      for (std::string& line : wrapped(sentence, kReportWidth)) lines.push_back(std::move(line));
    }
    return lines;
  }

  void add_cluster(const ReportedFinding& finding, std::size_t number) {
    const std::string kind = capitalized(name_of(finding.kind));
    std::vector<std::string> heading = {kind + " since " + format_exactly(finding.since) + ": " +
                                        name_of(finding.shape)};
    for (std::string& line : wrapped(finding_headline(results_, finding), kHeadingWidth)) {
      heading.push_back(std::move(line));
    }
    text_ += "  subgraph cluster_" + std::to_string(number) +
             " {\n    label=" + dot_string(heading) + ";\n";
    bool has_nobody = false;
    for (const auto* list : {&finding.processes, &finding.behind}) {
      for (const ReportedProcess& process : *list) {
        add_node(process, list == &finding.processes);
        has_nobody = has_nobody || waits_for_nobody(process);
      }
    }
    if (has_nobody) {
      text_ += "    nobody" + std::to_string(number) + " [label=\"nobody\", shape=plaintext];\n";
    }
    text_ += "  }\n";
  }

  /// "p3": by the order in which the processes come into the text, for names need not be ids of
  /// DOT.
  std::string id_of(const std::string& process) {
    const auto [entry, is_new] = numbers_.try_emplace(process, numbers_.size() + 1);
    return "p" + std::to_string(entry->second);
  }

  void add_node(const ReportedProcess& process, bool in_core) {
    std::string name = process.name;
    if (process.service) name += " (a service)";
    if (process.polling) name += ", polling";
    std::vector<std::string> label = {name, process.statement,
                                      line_of(results_.scenario.path, process)};
    if (process.in == StuckOperation::receipt) label[1] += ", for the receipt";
    std::string style = in_core ? ", penwidth=2" : ", color=gray50, fontcolor=gray30";
    if (process.service) style += ", style=dashed";
    text_ += "    " + id_of(process.name) + " [label=" + dot_string(label) + style + "];\n";
    drawn_.insert(process.name);
  }

  static bool waits_for_nobody(const ReportedProcess& process) {
    for (const ReportedAlternative& alternative : process.alternatives) {
      if (alternative.waits_for.empty()) return true;
    }
    return process.alternatives.empty();
  }

  /// What the process wants there: "receive orders".
  [[nodiscard]] std::string wish(const ReportedProcess& process,
                                 const ReportedAlternative& alternative) const {
    const std::string& mailbox = alternative.mailbox;
    if (process.in == StuckOperation::reply) return "reply, call in " + mailbox;
    if (process.in == StuckOperation::receipt) return "receipt, message in " + mailbox;
    const bool sends = alternative.direction == Direction::send;
    return (sends ? "send " : "receive ") + mailbox;
  }

  void add_edges(const ReportedProcess& process, std::size_t cluster, bool in_core) {
    const std::string nobody = "nobody" + std::to_string(cluster);
    if (process.alternatives.empty()) add_edge(process.name, nobody, "receive", in_core);
    for (std::size_t i = 0; i < process.alternatives.size(); ++i) {
      const ReportedAlternative& alternative = process.alternatives[i];
      const std::string label = wish(process, alternative);
      if (alternative.waits_for.empty()) add_edge(process.name, nobody, label, in_core);
      for (const std::string& other : alternative.waits_for) {
        add_missing_node(other);
        add_edge(process.name, id_of(other), label, in_core);
      }
      if (alternative.releasers > alternative.waits_for.size()) {
        const std::uint64_t more = alternative.releasers - alternative.waits_for.size();
        add_more(process.name, "more_" + id_of(process.name) + "_" + std::to_string(i),
                 "… " + grouped(more) + " more", label, in_core);
      }
    }
    if (process.all_alternatives > process.alternatives.size()) {
      const std::uint64_t more = process.all_alternatives - process.alternatives.size();
      add_more(process.name, "more_" + id_of(process.name),
               "… at " + grouped(more) + " more mailboxes", "", in_core);
    }
  }

  void add_more(const std::string& from, const std::string& id, const std::string& text,
                const std::string& label, bool in_core) {
    text_ += "  " + id + " [label=" + dot_string({text}) + ", shape=plaintext];\n";
    add_edge(from, id, label, in_core);
  }

  /// Somebody who is in none of the findings.
  void add_missing_node(const std::string& process) {
    if (!drawn_.insert(process).second) return;
    text_ += "  " + id_of(process) + " [label=" + dot_string({process}) + "];\n";
  }

  void add_edge(const std::string& from, const std::string& to, const std::string& label,
                bool in_core) {
    text_ += "  " + id_of(from) + " -> " + to + " [label=" + dot_string({label}) +
             (in_core ? ", penwidth=2" : ", color=gray50, fontcolor=gray30") + "];\n";
  }

  const Results& results_;
  std::string text_;
  std::map<std::string, std::size_t> numbers_;  // of the processes in the text so far
  std::set<std::string> drawn_;                 // those of them that have a node
};

}  // namespace

std::string dot_report(const Results& results) { return WaitForDrawing(results).text(); }

}  // namespace ipcsim
