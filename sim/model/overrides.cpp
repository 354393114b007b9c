#include "sim/model/overrides.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "sim/model/encoding.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// One step of a path: a key, or the number of an item.
struct Step {
  std::string key;                  // empty with an index
  std::optional<std::size_t> item;  // k of [k]
  SourceRange where;
};

bool is_container(const JsonNode& node) {
  return node.kind == JsonKind::array || node.kind == JsonKind::object;
}

class OverrideReader {
 public:
  OverrideReader(const Override& override, const SourceText& text, Diagnostics& diagnostics)
      : path_(override.path),
        value_(override.value),
        take_out_(override.take_out),
        text_(text),
        diagnostics_(diagnostics) {}

  void apply(JsonNode& scenario) {
    const std::optional<std::vector<Step>> steps = take_apart();
    if (!steps) return;
    std::optional<JsonNode> value;
    if (!take_out_) {
      value = read_value();
      if (!value) return;
    }
    JsonNode* node = &scenario;
    for (std::size_t i = 0; i + 1 < steps->size(); ++i) {
      node = descend(*node, (*steps)[i], may_be_missing(*steps, i));
      if (node == nullptr) return;
    }
    if (value) {
      put(*node, steps->back(), *value);
    } else {
      std::erase_if(node->members,
                    [&](const JsonMember& member) { return member.key == steps->back().key; });
    }
  }

 private:
  [[nodiscard]] SourceRange range(std::size_t begin, std::size_t end) const {
    return {&text_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  /// The path up to the end of this step.
  [[nodiscard]] std::string_view path_to(const Step& step) const {
    return std::string_view(path_).substr(0, step.where.end);
  }

  /// Whether an object that is not there is made for what is set in it.
  static bool may_be_missing(const std::vector<Step>& steps, std::size_t i) {
    if (i == 0) return steps[0].key == "run" || steps[0].key == "expect";
    return i == 1 && steps[0].key == "run" && steps[1].key == "precision";
  }

  std::optional<std::vector<Step>> take_apart() {
    std::vector<Step> steps;
    // The keys of `expect` and of `run.precision` are paths themselves.
    for (const std::string_view keyed_by_path : {"expect.", "run.precision."}) {
      if (!path_.starts_with(keyed_by_path)) continue;
      std::size_t begin = 0;
      for (std::size_t dot = 0; dot + 1 < keyed_by_path.size(); begin = dot + 1) {
        dot = path_.find('.', begin);
        steps.push_back({path_.substr(begin, dot - begin), {}, range(begin, dot)});
      }
      steps.push_back({path_.substr(begin), {}, range(begin, path_.size())});
      return steps;
    }
    std::size_t at = 0;
    while (true) {
      const std::size_t end = std::min(path_.find_first_of(".[", at), path_.size());
      if (end == at) return malformed(at);
      steps.push_back({path_.substr(at, end - at), {}, range(at, end)});
      at = end;
      while (at < path_.size() && path_[at] == '[') {
        std::size_t item = 0;
        const char* const begin = path_.data() + at + 1;
        const auto parsed = std::from_chars(begin, path_.data() + path_.size(), item);
        const auto close = static_cast<std::size_t>(parsed.ptr - path_.data());
        if (parsed.ec != std::errc() || close >= path_.size() || path_[close] != ']') {
          return malformed(at);
        }
        steps.push_back({"", item, range(at, close + 1)});
        at = close + 1;
      }
      if (at == path_.size()) return steps;
      if (path_[at] != '.') return malformed(at);
      ++at;
    }
  }

  std::optional<std::vector<Step>> malformed(std::size_t at) {
    diagnostics_.error(range(at, at + 1), "this is not the path of a value",
                       {"keys are joined by points and items counted from 0, as in "
                        "mailboxes.buffer.capacity or processes.P.program[0].compute"});
    return std::nullopt;
  }

  /// The value as a node: a JSON scalar, or else its text as a string.
  std::optional<JsonNode> read_value() {
    JsonNode node;
    node.where = range(path_.size() + 1, text_.text().size());
    const SourceText value("value", value_);
    Diagnostics problems;
    std::optional<JsonNode> parsed = parse_json(value, problems);
    const bool is_json = parsed && !problems.has_errors() && parsed->where.begin == 0 &&
                         parsed->where.end == value_.size();
    if (!is_json) {
      node.kind = JsonKind::string;
      node.text = value_;
      return node;
    }
    if (is_container(*parsed)) {
      diagnostics_.error(node.where, "only a single value can be set, not a list or an object",
                         {"write it into the scenario, and set the values in it one by one"});
      return std::nullopt;
    }
    parsed->where = node.where;
    return parsed;
  }

  JsonNode* descend(JsonNode& node, const Step& step, bool may_be_missing) {
    if (JsonNode* next = find(node, step)) return next;
    if (!may_be_missing || node.kind != JsonKind::object) {
      report_missing(node, step);
      return nullptr;
    }
    JsonNode entry;
    entry.kind = JsonKind::object;
    entry.where = step.where;
    node.members.push_back({step.key, step.where, std::move(entry)});
    return &node.members.back().value;
  }

  static JsonNode* find(JsonNode& node, const Step& step) {
    if (step.item) {
      if (node.kind != JsonKind::array || *step.item >= node.items.size()) return nullptr;
      return &node.items[*step.item];
    }
    if (node.kind != JsonKind::object) return nullptr;
    JsonMember* member = node.find(step.key);
    return member == nullptr ? nullptr : &member->value;
  }

  void report_missing(const JsonNode& node, const Step& step) {
    if (step.item && node.kind == JsonKind::array) {
      diagnostics_.error(step.where,
                         "this list has " + counted(node.items.size(), "item") + ", and no [" +
                             std::to_string(*step.item) + "]",
                         {"items count from 0"});
    } else if (step.item) {
      diagnostics_.error(step.where,
                         "this is no list, so it has no [" + std::to_string(*step.item) + "]",
                         {"all elements of an array of mailboxes, and all replicas of a process, "
                          "share their settings"});
    } else if (node.kind != JsonKind::object) {
      diagnostics_.error(step.where,
                         "there is no " + quote(step.key) + " here: " +
                             (node.kind == JsonKind::array ? "a list has items, [0] and so on"
                                                           : "this is a single value"));
    } else {
      std::vector<std::string> keys;
      for (const JsonMember& member : node.members) keys.push_back(member.key);
      diagnostics_.error(step.where, "the scenario has no " + quote(path_to(step)),
                         {known_words_hint(step.key, keys, "it has")});
    }
  }

  void put(JsonNode& parent, const Step& step, const JsonNode& value) {
    JsonNode* old = find(parent, step);
    if (old == nullptr) {
      if (step.item || parent.kind != JsonKind::object) return report_missing(parent, step);
      parent.members.push_back({step.key, step.where, value});
      return;
    }
    // A run that ends with a number of messages may be given a time to end at instead.
    if (is_container(*old) && path_ != "run.until") {
      diagnostics_.error(step.where,
                         quote(path_) +
                             (old->kind == JsonKind::array ? " is a list" : " is an object") +
                             ", and only single values can be set",
                         {hint_for_container(*old)});
      return;
    }
    *old = value;
  }

  /// How to name a value within the container.
  [[nodiscard]] std::string hint_for_container(const JsonNode& node) const {
    if (node.kind == JsonKind::array) return "name an item of it, as in " + path_ + "[0]";
    std::vector<std::string> keys;
    for (const JsonMember& member : node.members) keys.push_back(member.key);
    return "name a value in it; it has: " + (keys.empty() ? "none" : word_list(keys));
  }

  const std::string& path_;
  const std::string& value_;
  const bool take_out_;
  const SourceText& text_;  // path=value
  Diagnostics& diagnostics_;
};

}  // namespace

void apply_overrides(JsonNode& scenario, const std::vector<Override>& overrides,
                     Diagnostics& diagnostics,
                     std::vector<std::shared_ptr<const SourceText>>& texts) {
  for (const Override& override : overrides) {
    texts.push_back(
        std::make_shared<const SourceText>(override.option, override.path + "=" + override.value));
    const SourceText& text = *texts.back();
    if (report_bad_encoding(text, diagnostics)) continue;
    OverrideReader(override, text, diagnostics).apply(scenario);
  }
}

}  // namespace ipcsim
