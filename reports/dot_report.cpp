#include "reports/dot_report.hpp"

#include <set>
#include <string_view>
#include <vector>

#include "reports/finding_text.hpp"
#include "reports/format_value.hpp"
#include "reports/outcome_text.hpp"
#include "reports/paragraph.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kHeadingWidth = 60;  // columns

/// `lines` as one string of DOT, centred one below the other. A backslash would begin an escape.
std::string dot_string(const std::vector<std::string>& lines) {
  std::string text = "\"";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) text += "\\n";
    for (const char c : lines[i]) {
      if (c == '"' || c == '\\') text += '\\';
      text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return text + '"';
}

std::string id_of(ProcessId process) { return "p" + std::to_string(process.value); }

std::string capitalized(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

class WaitForDrawing {
 public:
  explicit WaitForDrawing(const Results& results) : results_(results), program_(*results.program) {}

  std::string text() && {
    text_ = "// Who waits for whom: dot -Tsvg FILE.dot > FILE.svg\ndigraph wait_for {\n";
    text_ += "  graph [labelloc=t, fontname=\"sans-serif\", label=" + dot_string(title()) + "];\n";
    text_ += "  node [shape=box, fontname=\"sans-serif\"];\n";
    text_ += "  edge [fontname=\"sans-serif\", fontsize=10];\n";
    const std::vector<const Finding*> findings = drawn();
    for (std::size_t i = 0; i < findings.size(); ++i) add_cluster(*findings[i], i + 1);
    // Behind all clusters: an edge written inside one would draw its ends into it.
    for (std::size_t i = 0; i < findings.size(); ++i) {
      for (const StuckProcess& process : findings[i]->processes) add_edges(process, i + 1, true);
      for (const StuckProcess& process : findings[i]->behind) add_edges(process, i + 1, false);
    }
    return std::move(text_) + "}\n";
  }

 private:
  [[nodiscard]] std::vector<const Finding*> drawn() const {
    std::vector<const Finding*> findings;
    if (results_.replications.empty()) return findings;
    for (const Finding& finding : results_.replications[results_.leading].findings) {
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

  void add_cluster(const Finding& finding, std::size_t number) {
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
      for (const StuckProcess& process : *list) {
        add_node(process, list == &finding.processes);
        has_nobody = has_nobody || waits_for_nobody(process);
      }
    }
    if (has_nobody) {
      text_ += "    nobody" + std::to_string(number) + " [label=\"nobody\", shape=plaintext];\n";
    }
    text_ += "  }\n";
  }

  void add_node(const StuckProcess& process, bool in_core) {
    std::string name = name_of(program_, process.process);
    if (process.service) name += " (a service)";
    if (process.polling) name += ", polling";
    const std::string file = place_of(program_, process.at);
    const std::string line = file.substr(0, file.rfind(':'));  // without the column
    std::vector<std::string> label = {name, statement_at(program_, process.at).text, line};
    if (process.in == StuckIn::receipt) label[1] += ", for the receipt";
    std::string style = in_core ? ", penwidth=2" : ", color=gray50, fontcolor=gray30";
    if (process.service) style += ", style=dashed";
    text_ += "    " + id_of(process.process) + " [label=" + dot_string(label) + style + "];\n";
    drawn_.insert(process.process);
  }

  static bool waits_for_nobody(const StuckProcess& process) {
    for (const StuckAlternative& alternative : process.alternatives) {
      if (alternative.waits_for.empty()) return true;
    }
    return process.alternatives.empty();
  }

  /// What the process wants there: "receive orders".
  [[nodiscard]] std::string wish(const StuckProcess& process,
                                 const StuckAlternative& alternative) const {
    const std::string mailbox = name_of(program_, alternative.mailbox);
    if (process.in == StuckIn::reply) return "reply, call in " + mailbox;
    if (process.in == StuckIn::receipt) return "receipt, message in " + mailbox;
    const bool sends = alternative.direction == Direction::send;
    return (sends ? "send " : "receive ") + mailbox;
  }

  void add_edges(const StuckProcess& process, std::size_t cluster, bool in_core) {
    const std::string nobody = "nobody" + std::to_string(cluster);
    if (process.alternatives.empty()) add_edge(process.process, nobody, "receive", in_core);
    for (std::size_t i = 0; i < process.alternatives.size(); ++i) {
      const StuckAlternative& alternative = process.alternatives[i];
      const std::string label = wish(process, alternative);
      if (alternative.waits_for.empty()) add_edge(process.process, nobody, label, in_core);
      for (const ProcessId other : alternative.waits_for) {
        add_missing_node(other);
        add_edge(process.process, id_of(other), label, in_core);
      }
      if (alternative.releasers > alternative.waits_for.size()) {
        const std::size_t more = alternative.releasers - alternative.waits_for.size();
        add_more(process.process, "more_" + id_of(process.process) + "_" + std::to_string(i),
                 "… " + grouped(more) + " more", label, in_core);
      }
    }
    if (process.all_alternatives > process.alternatives.size()) {
      const std::size_t more = process.all_alternatives - process.alternatives.size();
      add_more(process.process, "more_" + id_of(process.process),
               "… at " + grouped(more) + " more mailboxes", "", in_core);
    }
  }

  void add_more(ProcessId from, const std::string& id, const std::string& text,
                const std::string& label, bool in_core) {
    text_ += "  " + id + " [label=" + dot_string({text}) + ", shape=plaintext];\n";
    add_edge(from, id, label, in_core);
  }

  /// Somebody who is in none of the findings.
  void add_missing_node(ProcessId process) {
    if (!drawn_.insert(process).second) return;
    text_ += "  " + id_of(process) + " [label=" + dot_string({name_of(program_, process)}) + "];\n";
  }

  void add_edge(ProcessId from, const std::string& to, const std::string& label, bool in_core) {
    text_ += "  " + id_of(from) + " -> " + to + " [label=" + dot_string({label}) +
             (in_core ? ", penwidth=2" : ", color=gray50, fontcolor=gray30") + "];\n";
  }

  const Results& results_;
  const Program& program_;
  std::string text_;
  std::set<ProcessId> drawn_;
};

}  // namespace

std::string dot_report(const Results& results) { return WaitForDrawing(results).text(); }

}  // namespace ipcsim
