#include "sim/model/json_syntax_error.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "sim/base/utf8.hpp"
#include "sim/model/json_string_error.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether words without quotes are made of it.
bool is_word_character(char c) {
  const auto code = static_cast<unsigned char>(c);
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         code >= 0x80U;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return result;
}

/// Behind the blanks and comments at `at`; a comment without end is not skipped.
std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (is_blank(text[at])) {
      ++at;
    } else if (text.substr(at, 2) == "//") {
      at = std::min(text.find_first_of("\r\n", at), text.size());
    } else if (text.substr(at, 2) == "/*" && text.find("*/", at + 2) != std::string_view::npos) {
      at = text.find("*/", at + 2) + 2;
    } else {
      break;
    }
  }
  return at;
}

class SyntaxError {
 public:
  SyntaxError(const SourceText& text, const JsonProgress& progress, Diagnostics& diagnostics)
      : text_(text),
        bytes_(text.text()),
        progress_(progress),
        diagnostics_(diagnostics),
        expected_(progress.expected),
        at_(progress.token_end) {}

  /// Walks over what is as expected up to what is not, and reports that.
  void report() {
    while (true) {
      before_blanks_ = at_;
      at_ = skip_blanks(bytes_, at_);
      if (at_ == bytes_.size()) return end_of_text();
      const char found = bytes_[at_];
      if (found == '/' || found == '#') return bad_comment();
      if (expected_ == JsonExpected::colon && found == ':') {
        expected_ = JsonExpected::value;
      } else if (expected_ == JsonExpected::comma_or_close && found == ',') {
        comma_ = at_;
        expected_ = in_object() ? JsonExpected::key : JsonExpected::value;
      } else {
        return unexpected(found);
      }
      ++at_;
    }
  }

 private:
  [[nodiscard]] bool in_object() const {
    return !progress_.open.empty() && progress_.open.back().is_object;
  }

  void error(std::size_t begin, std::size_t end, std::string message,
             std::vector<std::string> hints = {}) {
    diagnostics_.error({&text_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                       std::move(message), std::move(hints));
  }

  [[nodiscard]] std::string place(std::size_t offset) const {
    const LineColumn where = text_.line_column(offset);
    return "line " + std::to_string(where.line) + ", column " + std::to_string(where.column);
  }

  /// The character at `at_`, in single quotes.
  [[nodiscard]] std::string found_character() const {
    const auto code = static_cast<unsigned char>(bytes_[at_]);
    if (code < 0x20U || code == 0x7FU) return "a control character";
    return "'" + std::string(bytes_.substr(at_, utf8_length(bytes_, at_))) + "'";
  }

  [[nodiscard]] std::size_t word_end(std::size_t begin) const {
    std::size_t end = begin;
    while (end < bytes_.size() && is_word_character(bytes_[end])) ++end;
    return end;
  }

  /// What may stand here, in words.
  [[nodiscard]] std::string expectation() const {
    switch (expected_) {
      case JsonExpected::value:
        return "a value";
      case JsonExpected::value_or_close:
        return "a value or ']'";
      case JsonExpected::key:
        return "a key in double quotes";
      case JsonExpected::key_or_close:
        return "a key in double quotes or '}'";
      case JsonExpected::colon:
        return "':' and a value";
      case JsonExpected::comma_or_close:
        return in_object() ? "',' or '}'" : "',' or ']'";
      case JsonExpected::end:
        return "the end of the file";
    }
    return {};
  }

  void end_of_text() {
    std::vector<std::string> hints;
    if (!progress_.open.empty()) {
      const OpenBracket& open = progress_.open.back();
      hints.push_back(std::string("the '") + (open.is_object ? '{' : '[') + "' of " +
                      place(open.at) + " is not closed");
    }
    const std::size_t last = before_blanks_ > 0 ? before_blanks_ - 1 : 0;
    error(last, last + 1, "the file ends where " + expectation() + " should follow",
          std::move(hints));
  }

  void bad_comment() {
    if (bytes_.substr(at_, 2) == "/*") {
      error(at_, at_ + 2, "the comment that begins here has no end", {"end it with */"});
      return;
    }
    error(at_, at_ + 1, found_character() + " begins no comment here",
          {"comments begin with //, or stand between /* and */"});
  }

  void unexpected(char found) {
    if (expected_ == JsonExpected::end) return behind_the_end(found);
    if (found == '}' || found == ']') return unexpected_bracket(found);
    switch (expected_) {
      case JsonExpected::colon:
        return missing_colon(found);
      case JsonExpected::comma_or_close:
        return missing_comma(found);
      case JsonExpected::key:
      case JsonExpected::key_or_close:
        return bad_key(found);
      case JsonExpected::value:
      case JsonExpected::value_or_close:
      case JsonExpected::end:
        return bad_value(found);
    }
  }

  [[nodiscard]] std::string what() const { return std::string(progress_.what); }

  void behind_the_end(char found) {
    if (found == '}' || found == ']' || found == ',') {
      error(at_, at_ + 1, found_character() + " stands behind the end of " + what(),
            {"the scenario's '{' is closed before this: is there a bracket too many?"});
    } else {
      error(at_, at_ + 1, "text behind the end of " + what(),
            {"a file holds one scenario, between one '{' and its '}'"});
    }
  }

  void unexpected_bracket(char found) {
    const bool closes_object = found == '}';
    if (progress_.open.empty() || closes_object != in_object()) {
      std::vector<std::string> hints;
      if (!progress_.open.empty()) {
        hints.push_back(std::string("the '") + (in_object() ? '{' : '[') + "' of " +
                        place(progress_.open.back().at) + " is still open, and is closed by '" +
                        (in_object() ? '}' : ']') + "'");
      }
      error(at_, at_ + 1, found_character() + " closes nothing here", std::move(hints));
    } else if (expected_ == JsonExpected::colon) {
      missing_colon(found);
    } else if (comma_) {
      error(*comma_, *comma_ + 1, std::string("a ',' stands before the closing '") + found + "'",
            {"take the ',' away, or write what is missing behind it"});
    } else {
      error(at_, at_ + 1, "a value is missing before this '" + std::string(1, found) + "'");
    }
  }

  void missing_colon(char found) {
    if (found == '=') {
      error(at_, at_ + 1, "'=' stands where ':' should be", {"write \"key\": value"});
    } else if (found == ',' || found == '}') {
      error(at_, at_ + 1, "the key before this has no value", {"write \"key\": value"});
    } else {
      error(at_, at_ + 1, "a ':' is missing between the key and this", {"write \"key\": value"});
    }
  }

  void missing_comma(char found) {
    const bool touches = at_ == progress_.token_end && at_ > 0;
    if (touches && is_digit(bytes_[at_ - 1]) && (is_word_character(found) || found == '.')) {
      return bad_number_tail();
    }
    if (touches && is_word_character(bytes_[at_ - 1]) && is_word_character(found)) {
      std::size_t begin = at_;
      while (begin > 0 && is_word_character(bytes_[begin - 1])) --begin;
      return bare_word(begin);
    }
    if (found == ':' && !in_object()) {
      error(at_, at_ + 1, "a list has no keys, so no ':' can stand here",
            {"write {\"key\": value} for a value with a key"});
      return;
    }
    if (found == ';') {
      error(at_, at_ + 1, "';' stands where ',' should be");
      return;
    }
    error(at_, at_ + 1, "a " + expectation() + " is missing before this");
  }

  /// Digits or letters right behind a number that was complete: "007", "10ms", "1.".
  void bad_number_tail() {
    std::size_t begin = at_;
    while (begin > 0 && (is_word_character(bytes_[begin - 1]) || bytes_[begin - 1] == '.' ||
                         bytes_[begin - 1] == '-' || bytes_[begin - 1] == '+')) {
      --begin;
    }
    std::size_t end = at_;
    while (end < bytes_.size() && (is_word_character(bytes_[end]) || bytes_[end] == '.')) ++end;
    const std::string word(bytes_.substr(begin, end - begin));
    if (word.starts_with("0x") || word.starts_with("0X")) {
      error(begin, end, "JSON has no hexadecimal numbers", {"write it as a decimal number"});
    } else if (std::all_of(word.begin(), word.end(), is_digit)) {
      const std::size_t first = std::min(word.find_first_not_of('0'), word.size() - 1);
      error(begin, end, "a number does not begin with a superfluous 0",
            {"write " + word.substr(first)});
    } else {
      error(begin, end, word.substr(0, 40) + " is no number, and strings stand in double quotes",
            {"write " + quote(word)});
    }
  }

  void bad_key(char found) {
    if (found == '"') return bad_string();
    if (found == '\'') return single_quotes();
    if (found == ',') {
      error(at_, at_ + 1, "a ',' too many", {"take it away, or write what is missing before it"});
      return;
    }
    const std::size_t end = word_end(at_);
    if (end > at_) {
      const std::string word(bytes_.substr(at_, end - at_));
      error(at_, end, "a key stands in double quotes", {"write " + quote(word)});
      return;
    }
    error(at_, at_ + 1, found_character() + " stands where " + expectation() + " should be",
          {"an object is a list of \"key\": value"});
  }

  void bad_value(char found) {
    if (found == '"') return bad_string();
    if (progress_.open.empty() && !is_digit(found) && found != '-') {
      error(at_, std::max(at_ + 1, word_end(at_)), "this is not JSON",
            {"a scenario is a JSON text and begins with { \"ipcsim\": 1, … }"});
      return;
    }
    if (found == '\'') return single_quotes();
    if (is_digit(found) || found == '-' || found == '+' || found == '.') return bad_number();
    if (is_word_character(found)) return bare_word(at_);
    if (found == ',') {
      error(at_, at_ + 1, "a value is missing before this ','");
      return;
    }
    error(at_, at_ + 1, found_character() + " stands where " + expectation() + " should be");
  }

  void bad_string() {
    JsonStringError problem = json_string_error(bytes_, at_);
    error(problem.begin, problem.end, std::move(problem.message), std::move(problem.hints));
  }

  void single_quotes() {
    const std::size_t line_end = std::min(bytes_.find('\n', at_), bytes_.size());
    const std::size_t closing = bytes_.substr(0, line_end).find('\'', at_ + 1);
    if (closing == std::string_view::npos) {
      error(at_, at_ + 1, "strings stand in double quotes, not in single ones");
      return;
    }
    error(at_, closing + 1, "strings stand in double quotes, not in single ones",
          {"write " + quote(bytes_.substr(at_ + 1, closing - at_ - 1))});
  }

  void bad_number() {
    std::size_t end = at_;
    while (end < bytes_.size() && (is_word_character(bytes_[end]) || bytes_[end] == '.' ||
                                   bytes_[end] == '-' || bytes_[end] == '+')) {
      ++end;
    }
    const std::string word(bytes_.substr(at_, std::min<std::size_t>(end - at_, 40)));
    if (number_end(bytes_, at_) == end) {
      error(at_, end, "the number " + word + " is too large");
    } else if (word.front() == '+') {
      error(at_, end, "a number has no '+' before it", {"write " + word.substr(1)});
    } else if (word.front() == '.') {
      error(at_, end, "a number has a digit before its point", {"write 0" + word});
    } else {
      error(at_, end, word + " is no number", {"for example 12, -3 or 0.5"});
    }
  }

  /// A word without quotes, where a value should be.
  void bare_word(std::size_t begin) {
    const std::size_t end = word_end(begin);
    const std::string word(bytes_.substr(begin, end - begin));
    const std::string lower = lower_case(word);
    if (lower == "true" || lower == "false" || lower == "null") {
      error(begin, end, "JSON has no value " + word, {"write " + lower});
    } else if (lower == "nan" || lower == "inf" || lower == "infinity") {
      error(begin, end, "JSON has no number " + word);
    } else {
      error(begin, end, "strings stand in double quotes", {"write " + quote(word)});
    }
  }

  const SourceText& text_;
  std::string_view bytes_;
  const JsonProgress& progress_;
  Diagnostics& diagnostics_;
  JsonExpected expected_;
  std::size_t at_;
  std::size_t before_blanks_ = 0;     // where the blanks before `at_` begin
  std::optional<std::size_t> comma_;  // the ',' walked over, if any
};

}  // namespace

void report_syntax_error(const SourceText& text, const JsonProgress& progress,
                         Diagnostics& diagnostics) {
  SyntaxError(text, progress, diagnostics).report();
}

bool report_no_content(const SourceText& text, Diagnostics& diagnostics) {
  const std::string_view bytes = text.text();
  if (skip_blanks(bytes, 0) < bytes.size()) return false;
  const bool only_blanks = std::all_of(bytes.begin(), bytes.end(), is_blank);
  diagnostics.error_in_file(
      text.name(), only_blanks ? "the file is empty" : "the file holds only comments",
      {"a scenario begins with { \"ipcsim\": 1, … }; `ipcsim init` writes one to start from"});
  return true;
}

std::size_t number_end(std::string_view text, std::size_t begin) {
  const auto digits = [&](std::size_t at) {
    while (at < text.size() && is_digit(text[at])) ++at;
    return at;
  };
  const auto is_at = [&](std::size_t at, std::string_view any_of) {
    return at < text.size() && any_of.find(text[at]) != std::string_view::npos;
  };
  const std::size_t first = is_at(begin, "-") ? begin + 1 : begin;
  std::size_t end = is_at(first, "0") ? first + 1 : digits(first);
  if (end == first) return begin;
  if (is_at(end, ".") && digits(end + 1) > end + 1) end = digits(end + 1);
  if (is_at(end, "eE")) {
    const std::size_t exponent = is_at(end + 1, "+-") ? end + 2 : end + 1;
    if (digits(exponent) > exponent) end = digits(exponent);
  }
  return end;
}

}  // namespace ipcsim
