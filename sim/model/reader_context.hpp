// What the parts of the scenario reader share while they read one file: the diagnostics, the names
// declared so far, and what the programs do with them. Knows nothing of statements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sim/base/diagnostics.hpp"
#include "sim/model/json_node.hpp"
#include "sim/model/quantity.hpp"
#include "sim/model/scenario.hpp"

namespace ipcsim {

/// Processes, mailboxes and initial messages of a scenario, at most of each.
inline constexpr std::uint64_t kMostInstances = 10'000'000;

/// A declared mailbox.
struct MailboxEntry {
  MailboxSpec spec;
  bool elements_known = true;  // false: `count` was wrong, so indices cannot be checked
  bool host_given = false;     // `host` is there; otherwise its receivers tell
};

struct ProcessEntry {
  ProcessSpec spec;
  const JsonNode* node = nullptr;  // its object in the file
  bool count_known = true;         // false: `count` was wrong
  bool program_known = false;      // the program was read without errors
  std::optional<SourceRange> first_reply;
  std::optional<SourceRange> first_receive_from_any;
};

/// Where the programs speak of a direct link: at least one place of the two.
struct DirectUse {
  std::uint32_t index = 0;  // in Scenario::direct_links; 0 until all programs are read
  std::optional<SourceRange> first_send;     // a `send_to` at its one end
  std::optional<SourceRange> first_receive;  // a `receive_from` that names the sender, at the other
};

struct ReaderContext {
  ReaderContext(Diagnostics& all_diagnostics, std::string scenario_folder)
      : diagnostics(all_diagnostics), folder(std::move(scenario_folder)) {}

  Diagnostics& diagnostics;
  std::string folder;      // of the scenario, for the traces it names; empty: the current one
  std::size_t errors = 0;  // reported so far

  bool hosts_given = false;                                       // `hosts` is there
  std::vector<HostSpec> hosts;                                    // by HostId; empty if wrong
  std::unordered_map<std::string, std::uint32_t> host_ids;        // name to index
  std::vector<LinkSpec> links;                                    // by LinkId
  std::vector<MailboxEntry> mailboxes;                            // by MailboxGroupId
  std::unordered_map<std::string, std::uint32_t> mailbox_groups;  // name to index
  std::vector<ProcessEntry> processes;                            // by ProcessGroupId
  std::unordered_map<std::string, std::uint32_t> process_groups;  // name to index
  std::map<DirectLink, DirectUse> direct_links;  // in the order of Scenario::direct_links
  /// Traces read so far, by path.
  std::map<std::pair<QuantityKind, std::string>, Distribution> traces;
  std::map<std::string, std::string> trace_hashes;  // content_hash of each of them, by path

  /// At the node, and with its note among the hints.
  void error(const JsonNode& node, std::string message, std::vector<std::string> hints = {});
  void error(SourceRange where, std::string message, std::vector<std::string> hints = {});
  void warning(SourceRange where, std::string message, std::vector<std::string> hints = {});

  /// What to do about a name that no host, mailbox, process, or direct link ("P.Q") has. Empty
  /// after very many errors, of which only the first are shown: the search takes time.
  [[nodiscard]] std::vector<std::string> hints_for_host(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> hints_for_mailbox(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> hints_for_process(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> hints_for_direct_link(std::string_view name) const;
};

}  // namespace ipcsim
