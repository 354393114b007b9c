// A JSON text (with comments) as a tree in which every key and every value keeps its place, and
// numbers their spelling, so that errors can point at them and decimals lose no digit. Objects
// keep their members in order. Knows nothing of scenarios.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostics.hpp"
#include "sim/base/source_text.hpp"

namespace ipcsim {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

struct JsonMember;

struct JsonNode {
  JsonKind kind = JsonKind::null;
  bool boolean = false;             // the value of a boolean
  SourceRange where;                // from the first to the last byte, quotes and brackets included
  std::string text;                 // a string's characters, a number's spelling
  std::vector<JsonNode> items;      // of an array
  std::vector<JsonMember> members;  // of an object; keys differ
  /// What every message about this node should add: which `${key}` was replaced. Mostly null.
  std::shared_ptr<const std::string> note;

  /// The member with this key, or null. Takes time linear in the number of members.
  [[nodiscard]] const JsonMember* find(std::string_view key) const;
  [[nodiscard]] JsonMember* find(std::string_view key);
};

struct JsonMember {
  std::string key;
  SourceRange key_where;  // quotes included
  JsonNode value;
};

/// Arrays and objects within one another, at most.
inline constexpr std::size_t kDeepestJson = 300;

/// The tree of `text`; it points into `text`, which must stay where it is. Empty after a mistake
/// of syntax, of which only the first is reported: the rest of the text has no meaning after it.
/// Repeated keys are reported too, but do not hide the tree, which keeps the first of them. `what`
/// the text is, in messages.
std::optional<JsonNode> parse_json(const SourceText& text, Diagnostics& diagnostics,
                                   std::string_view what = "the scenario");

}  // namespace ipcsim
