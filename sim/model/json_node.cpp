#include "sim/model/json_node.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <utility>

#include <nlohmann/json.hpp>

#include "sim/base/check.hpp"
#include "sim/model/encoding.hpp"
#include "sim/model/json_syntax_error.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// Feeds a text to the lexer and counts what it has taken.
class CountingIterator {
 public:
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  using iterator_category = std::input_iterator_tag;

  CountingIterator(const char* at, std::size_t* taken) : at_(at), taken_(taken) {}

  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    ++at_;
    ++*taken_;
    return *this;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at_ == b.at_;
  }

 private:
  const char* at_;
  std::size_t* taken_;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number_character(char c) {
  return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// Builds the tree from the parser's events. At each event the lexer has just taken the last
/// byte of the token (of a number: one byte more, unless the text ended), so a token's place is
/// found by walking back from there.
class TreeBuilder {
 public:
  TreeBuilder(const SourceText& text, Diagnostics& diagnostics, std::string_view what)
      : text_(&text), diagnostics_(&diagnostics), progress_{.what = what} {}

  std::optional<JsonNode> build() {
    const std::string_view bytes = text_->text();
    const CountingIterator first(bytes.data(), &taken_);
    const CountingIterator last(bytes.data() + bytes.size(), &taken_);
    constexpr bool kStrict = true;
    constexpr bool kIgnoreComments = true;
    const bool parsed = nlohmann::json::sax_parse(
        first, last, this, nlohmann::json::input_format_t::json, kStrict, kIgnoreComments);
    if (!parsed) return std::nullopt;
    return std::move(root_);
  }

  // The parser's events, named by it. Each returns whether to go on.
  bool null() { return add_literal(JsonKind::null, 4); }
  bool boolean(bool value) {
    if (!add_literal(JsonKind::boolean, value ? 4 : 5)) return false;
    last_added_->boolean = value;
    return true;
  }
  bool number_integer(std::int64_t /*value*/) { return add_number(); }
  bool number_unsigned(std::uint64_t /*value*/) { return add_number(); }
  bool number_float(double /*value*/, const std::string& /*spelling*/) { return add_number(); }
  bool string(std::string& value) {
    JsonNode& node = add(JsonKind::string, string_range());
    node.text = std::move(value);
    return value_done();
  }
  template <class Bytes>
  bool binary(Bytes& /*value*/) {
    check(false, "JSON text has no binary values");
    return false;
  }
  bool key(std::string& value) {
    key_ = std::move(value);
    key_where_ = string_range();
    progress_.expected = JsonExpected::colon;
    progress_.token_end = taken_;
    return true;
  }
  bool start_object(std::size_t /*size*/) { return open(JsonKind::object); }
  bool end_object() {
    drop_repeated_keys(*progress_top());
    return close();
  }
  bool start_array(std::size_t /*size*/) { return open(JsonKind::array); }
  bool end_array() { return close(); }
  template <class Exception>
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const Exception& /*in its own words*/) {
    report_syntax_error(*text_, progress_, *diagnostics_);
    return false;
  }

 private:
  [[nodiscard]] SourceRange range(std::size_t begin, std::size_t end) const {
    return {text_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  /// The string just taken: back to the nearest quote that no backslash escapes. Before an
  /// opening quote no backslash can stand.
  [[nodiscard]] SourceRange string_range() const {
    const std::string_view bytes = text_->text();
    std::size_t begin = taken_ - 1;
    bool escaped = true;
    while (escaped) {
      begin = bytes.rfind('"', begin - 1);
      std::size_t backslashes = 0;
      while (backslashes < begin && bytes[begin - 1 - backslashes] == '\\') ++backslashes;
      escaped = backslashes % 2 == 1;
    }
    return range(begin, taken_);
  }

  [[nodiscard]] SourceRange number_range() const {
    const std::string_view bytes = text_->text();
    // From the number's last character, or the one behind it, back to its first.
    std::size_t begin = taken_ - 1;
    while (begin > 0 && is_number_character(bytes[begin - 1])) --begin;
    return range(begin, number_end(bytes, begin));
  }

  bool add_literal(JsonKind kind, std::size_t length) {
    add(kind, range(taken_ - length, taken_));
    return value_done();
  }

  bool add_number() {
    const SourceRange where = number_range();
    add(JsonKind::number, where).text = text_->text().substr(where.begin, where.end - where.begin);
    value_done();
    progress_.token_end = where.end;
    return true;
  }

  bool open(JsonKind kind) {
    const SourceRange where = range(taken_ - 1, taken_);
    if (open_.size() >= kDeepestJson) {
      diagnostics_->error(where,
                          "lists and objects stand more than " + std::to_string(kDeepestJson) +
                              " deep in one another",
                          {"a scenario needs far fewer: is a bracket missing?"});
      return false;
    }
    open_.push_back(&add(kind, where));
    progress_.open.push_back({kind == JsonKind::object, where.begin});
    progress_.expected =
        kind == JsonKind::object ? JsonExpected::key_or_close : JsonExpected::value_or_close;
    progress_.token_end = taken_;
    return true;
  }

  bool close() {
    open_.back()->where.end = static_cast<std::uint32_t>(taken_);
    open_.pop_back();
    progress_.open.pop_back();
    return value_done();
  }

  bool value_done() {
    progress_.expected = open_.empty() ? JsonExpected::end : JsonExpected::comma_or_close;
    progress_.token_end = taken_;
    return true;
  }

  [[nodiscard]] JsonNode* progress_top() { return open_.back(); }

  /// Puts a node where the text has it. Pointers to open containers stay good: nothing is added
  /// to a container while one within it is open.
  JsonNode& add(JsonKind kind, SourceRange where) {
    JsonNode node;
    node.kind = kind;
    node.where = where;
    if (open_.empty()) {
      root_ = std::move(node);
      last_added_ = &root_;
    } else if (JsonNode& parent = *open_.back(); parent.kind == JsonKind::array) {
      last_added_ = &parent.items.emplace_back(std::move(node));
    } else {
      parent.members.push_back({std::move(key_), key_where_, std::move(node)});
      last_added_ = &parent.members.back().value;
    }
    return *last_added_;
  }

  void drop_repeated_keys(JsonNode& object) {
    std::vector<JsonMember>& members = object.members;
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return members[a].key < members[b].key; });
    std::vector<bool> repeated(members.size(), false);
    bool any = false;
    for (std::size_t i = 1, first = 0; i < order.size(); ++i) {
      const JsonMember& kept = members[order[first]];
      const JsonMember& later = members[order[i]];
      if (kept.key != later.key) {
        first = i;
        continue;
      }
      repeated[order[i]] = any = true;
      const LineColumn place = text_->line_column(kept.key_where.begin);
      diagnostics_->error(later.key_where, "the key " + quote(later.key) + " stands twice",
                          {"it stands first at line " + std::to_string(place.line) + ", column " +
                           std::to_string(place.column) + ": keep one of them"});
    }
    if (!any) return;
    std::vector<JsonMember> kept;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (!repeated[i]) kept.push_back(std::move(members[i]));
    }
    members = std::move(kept);
  }

  const SourceText* text_;
  Diagnostics* diagnostics_;
  std::size_t taken_ = 0;  // bytes that the lexer has taken
  JsonNode root_;
  std::vector<JsonNode*> open_;  // the arrays and objects not yet closed, outermost first
  JsonNode* last_added_ = nullptr;
  std::string key_;  // of the member whose value comes next
  SourceRange key_where_;
  JsonProgress progress_;  // where the parser stands, for its error
};

}  // namespace

const JsonMember* JsonNode::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&](const JsonMember& member) { return member.key == key; });
  return found == members.end() ? nullptr : &*found;
}

JsonMember* JsonNode::find(std::string_view key) {
  return const_cast<JsonMember*>(std::as_const(*this).find(key));
}

std::optional<JsonNode> parse_json(const SourceText& text, Diagnostics& diagnostics,
                                   std::string_view what) {
  if (report_bad_encoding(text, diagnostics)) return std::nullopt;
  if (report_no_content(text, diagnostics)) return std::nullopt;
  return TreeBuilder(text, diagnostics, what).build();
}

}  // namespace ipcsim
