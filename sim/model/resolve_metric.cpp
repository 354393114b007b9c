#include "sim/model/resolve_metric.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/model/indexed_name.hpp"
#include "sim/model/mailbox_ref.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// A path taken apart at its points.
struct PathParts {
  std::string_view subject;   // "mailboxes"
  std::string_view name;      // "fork[2]"
  std::string_view receiver;  // "Q" of "direct.P.Q.wait.p95"; empty where the subject is another
  std::string_view suffix;    // "wait.p95"
};

PathParts take_apart(std::string_view path) {
  const auto cut = [&path] {
    const std::string_view part = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), part.size() + 1));
    return part;
  };
  PathParts parts;
  parts.subject = cut();
  parts.name = cut();
  if (parts.subject == "direct") parts.receiver = cut();
  parts.suffix = path;
  return parts;
}

/// What a path's name stands for.
struct Group {
  std::uint32_t index = 0;
  bool elements_known = true;
  bool is_array = true;  // false: a mailbox without count, which takes no index
};

class MetricResolver {
 public:
  MetricResolver(ReaderContext& context, SourceRange where, std::string_view text)
      : context_(context), text_(text), parts_(take_apart(text)) {
    node_.where = where;
  }

  std::optional<ResolvedMetric> resolve() {
    if (parts_.subject == "mailboxes") {
      result_.path.subject = MetricSubject::mailbox;
    } else if (parts_.subject == "processes") {
      result_.path.subject = MetricSubject::process;
    } else if (parts_.subject == "direct") {
      result_.path.subject = MetricSubject::direct;
      return resolve_direct();
    } else if (parts_.subject == "hosts") {
      result_.path.subject = MetricSubject::host;
      if (context_.hosts_given && context_.hosts.empty()) return std::nullopt;  // was reported
      return resolve_unindexed("host", context_.hosts);
    } else if (parts_.subject == "links") {
      result_.path.subject = MetricSubject::link;
      return resolve_unindexed("link", context_.links);
    } else {
      report_unknown_subject();
      return std::nullopt;
    }
    const std::optional<IndexedName> name = split_index(parts_.name);
    if (!name || name->name.empty()) {
      context_.error(node_, quote(text_) + " is not the path of a metric",
                     {"write " + std::string(parts_.subject) + ".NAME.METRIC, or " +
                      std::string(parts_.subject) + ".NAME[k].METRIC"});
      return std::nullopt;
    }
    const bool name_is_good = resolve_name(*name);
    const bool suffix_is_good = resolve_suffix();
    if (!name_is_good || !suffix_is_good) return std::nullopt;
    return result_;
  }

 private:
  [[nodiscard]] bool is_mailbox() const { return result_.path.subject == MetricSubject::mailbox; }

  void report_unknown_subject() {
    const std::string known[] = {"deadlock",  "end",    "check", "mailboxes",
                                 "processes", "direct", "hosts", "links"};
    const std::string_view word = parts_.name.empty() ? text_ : parts_.subject;
    context_.error(node_, quote(text_) + " is no expectation",
                   {known_words_hint(word, known, "expectations begin with"),
                    "a metric is named as in \"mailboxes.buffer.wait.p95\" or "
                    "\"processes.producer.time.computing\""});
  }

  /// The group of that name; empty after a report.
  std::optional<Group> find_group(const std::string& name) {
    if (is_mailbox()) {
      const std::optional<std::uint32_t> index = find_mailbox(context_, node_, name);
      if (!index) return std::nullopt;
      const MailboxEntry& entry = context_.mailboxes[*index];
      return Group{*index, entry.elements_known, entry.spec.count.has_value()};
    }
    const auto found = context_.process_groups.find(name);
    if (found == context_.process_groups.end()) {
      context_.error(node_, "no process is named " + quote(name), context_.hints_for_process(name));
      return std::nullopt;
    }
    const ProcessEntry& entry = context_.processes[found->second];
    return Group{found->second, entry.count_known, true};
  }

  bool resolve_name(const IndexedName& name) {
    const std::optional<Group> group = find_group(name.name);
    if (!group) return false;
    result_.path.group = group->index;
    if (!name.index || !group->elements_known) return true;
    const ElementOwner owner = is_mailbox() ? elements_of(context_.mailboxes[group->index])
                                            : replicas_of(context_.processes[group->index]);
    if (!group->is_array) {
      context_.error(node_, owner.in_words() + " is no array", {"leave the index away"});
      return false;
    }
    result_.path.element = read_element(context_, node_, owner, *name.index);
    if (!result_.path.element) return false;
    if (owner.elements > kMostElementsMeasured) {
      context_.error(node_,
                     owner.in_words() + " has " + owner.elements_in_words() +
                         ", and groups of more than " + grouped(kMostElementsMeasured) +
                         " are measured as a whole only",
                     {"leave the index away"});
      return false;
    }
    return true;
  }

  /// A metric of one of `declared`, hosts or links, which are no arrays.
  template <class Spec>
  std::optional<ResolvedMetric> resolve_unindexed(const std::string& noun,
                                                  const std::vector<Spec>& declared) {
    if (parts_.name.empty()) {
      context_.error(node_, quote(text_) + " is not the path of a metric",
                     {"write " + noun + "s.NAME.METRIC"});
      return std::nullopt;
    }
    const bool name_is_good = resolve_unindexed_name(noun, declared);
    const bool suffix_is_good = resolve_suffix();
    if (!name_is_good || !suffix_is_good) return std::nullopt;
    return result_;
  }

  template <class Spec>
  bool resolve_unindexed_name(const std::string& noun, const std::vector<Spec>& declared) {
    const auto find = [&](std::string_view name) {
      return std::find_if(declared.begin(), declared.end(),
                          [&](const Spec& spec) { return spec.name == name; });
    };
    const auto found = find(parts_.name);
    if (found != declared.end()) {
      result_.path.group = static_cast<std::uint32_t>(found - declared.begin());
      return true;
    }
    const std::optional<IndexedName> indexed = split_index(parts_.name);
    if (indexed && indexed->index && find(indexed->name) != declared.end()) {
      context_.error(node_, noun + " " + quote(indexed->name) + " is no array",
                     {"leave the index away"});
    } else {
      context_.error(node_, "no " + noun + " is named " + quote(parts_.name),
                     hints_for_unindexed(noun, declared));
    }
    return false;
  }

  template <class Spec>
  [[nodiscard]] std::vector<std::string> hints_for_unindexed(
      const std::string& noun, const std::vector<Spec>& declared) const {
    if (declared.empty()) return {"the scenario declares no " + noun + "s"};
    std::vector<std::string> names;
    names.reserve(declared.size());
    for (const Spec& spec : declared) names.push_back(spec.name);
    return {known_words_hint(parts_.name, names, "declared")};
  }

  std::optional<ResolvedMetric> resolve_direct() {
    const std::optional<IndexedName> from = split_index(parts_.name);
    const std::optional<IndexedName> to = split_index(parts_.receiver);
    if (!from || from->name.empty() || !to || to->name.empty()) {
      context_.error(node_, quote(text_) + " is not the path of a metric",
                     {"write direct.SENDER.RECEIVER.METRIC"});
      return std::nullopt;
    }
    const bool link_is_good = resolve_link(*from, *to);
    if (!resolve_suffix() || !link_is_good) return std::nullopt;
    return result_;
  }

  bool resolve_link(const IndexedName& sender, const IndexedName& receiver) {
    const std::optional<Group> from = find_group(sender.name);
    if (!from) return false;
    const std::optional<Group> to = find_group(receiver.name);
    if (!to) return false;
    if (sender.index || receiver.index) {
      context_.error(node_, "direct links are measured as a whole, all replicas together",
                     {"leave the index away"});
      return false;
    }
    const auto found = context_.direct_links.find({{from->index}, {to->index}});
    if (found != context_.direct_links.end()) {
      result_.path.group = found->second.index;
      return true;
    }
    const auto& processes = context_.processes;
    const bool links_are_known =
        std::all_of(processes.begin(), processes.end(),
                    [](const ProcessEntry& process) { return process.program_known; });
    if (links_are_known) report_unknown_link();
    return false;
  }

  void report_unknown_link() {
    const std::string link = std::string(parts_.name) + "." + std::string(parts_.receiver);
    context_.error(node_, "there is no direct link " + quote(link),
                   context_.hints_for_direct_link(link));
  }

  bool resolve_suffix() {
    std::vector<std::string> known;
    std::vector<std::string> longer;  // those that the suffix is the beginning of
    const std::string beginning = std::string(parts_.suffix) + ".";
    const MetricSubject listed_subject = result_.path.subject == MetricSubject::direct
                                             ? MetricSubject::mailbox
                                             : result_.path.subject;
    for (const MetricName& name : metric_names()) {
      if (name.subject != listed_subject) continue;
      if (name.suffix == parts_.suffix) {
        result_.path.metric = name.metric;
        result_.path.statistic = name.statistic;
        result_.unit = name.unit;
        return true;
      }
      known.push_back(name.suffix);
      if (name.suffix.starts_with(beginning)) longer.push_back(name.suffix);
    }
    report_unknown_suffix(known, longer);
    return false;
  }

  [[nodiscard]] std::string noun_of_subject() const {
    switch (result_.path.subject) {
      case MetricSubject::mailbox:
        return "a mailbox";
      case MetricSubject::process:
        return "a process";
      case MetricSubject::direct:
        return "a direct link";
      case MetricSubject::host:
        return "a host";
      case MetricSubject::link:
        return "a link";
    }
    fail_check("every subject of metrics has a noun");
  }

  void report_unknown_suffix(const std::vector<std::string>& known,
                             const std::vector<std::string>& longer) {
    const std::string noun = noun_of_subject();
    const std::string suffix(parts_.suffix);
    if (suffix.empty()) {
      context_.error(node_, quote(text_) + " names no metric", {"metrics: " + word_list(known)});
    } else if (!longer.empty()) {
      context_.error(node_, quote(suffix) + " of " + noun + " is several metrics: which of them?",
                     {"metrics: " + word_list(longer)});
    } else {
      context_.error(node_, noun + " has no metric " + quote(suffix),
                     {known_words_hint(suffix, known, "metrics")});
    }
  }

  ReaderContext& context_;
  std::string_view text_;
  PathParts parts_;
  JsonNode node_;  // a place to report at
  ResolvedMetric result_;
};

}  // namespace

std::optional<ResolvedMetric> resolve_metric(ReaderContext& context, SourceRange where,
                                             std::string_view text) {
  return MetricResolver(context, where, text).resolve();
}

}  // namespace ipcsim
