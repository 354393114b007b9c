// Says in plain words why a text is no JSON: what was found, what was expected, what to do. The
// parser tells only where it last stood; from there this looks again. Knows nothing of scenarios.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/base/diagnostics.hpp"
#include "sim/base/source_text.hpp"

namespace ipcsim {

/// What may come next at some place of a JSON text.
enum class JsonExpected : std::uint8_t {
  value,           // at the beginning, behind ':' and behind a list's ','
  value_or_close,  // behind '['
  key,             // behind an object's ','
  key_or_close,    // behind '{'
  colon,           // behind a key
  comma_or_close,  // behind a value in a list or an object
  end,             // behind the outermost value
};

struct OpenBracket {
  bool is_object = false;  // '{', else '['
  std::size_t at = 0;      // its offset
};

/// How far a parser came before it gave up.
struct JsonProgress {
  std::string_view what;  // the text is, in messages: "the scenario"
  JsonExpected expected = JsonExpected::value;
  std::size_t token_end = 0;      // behind the last value, key or bracket that was fine
  std::vector<OpenBracket> open;  // outermost first
};

/// Reports the first mistake behind `progress.token_end`. REQUIRES: there is one.
void report_syntax_error(const SourceText& text, const JsonProgress& progress,
                         Diagnostics& diagnostics);

/// Reports a text that is empty, or has nothing but blanks and comments; whether it did.
bool report_no_content(const SourceText& text, Diagnostics& diagnostics);

/// The end of the JSON number that begins at `begin`; `begin` itself if none does.
std::size_t number_end(std::string_view text, std::size_t begin);

}  // namespace ipcsim
