// The user's mistakes: collected while a scenario is read, all shown at once, in the form
//   FILE:LINE:COLUMN: error: what is wrong
//      14 |   the source line
//         |       ^~~~~
//     what to do
// or, of a file as a whole, `FILE: error: what is wrong`. Knows nothing of scenarios.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/source_text.hpp"

namespace ipcsim {

enum class Severity {
  warning,  // the scenario runs, but something in it looks unintended
  error,    // the scenario cannot run
};

struct Diagnostic {
  Severity severity = Severity::error;
  SourceRange where;
  std::string message;             // what is wrong: lower case, no full stop
  std::vector<std::string> hints;  // what to do, a line each
  std::string file = {};           // where `where` has no text: the file as a whole, or empty
};

class Diagnostics {
 public:
  void error(SourceRange where, std::string message, std::vector<std::string> hints = {});
  /// Of a file as a whole: one that is missing or empty, say.
  void error_in_file(std::string file, std::string message, std::vector<std::string> hints = {});
  void warning(SourceRange where, std::string message, std::vector<std::string> hints = {});

  [[nodiscard]] bool has_errors() const;
  /// In order of place; a repeated one (a shared program read for two processes) stands once.
  [[nodiscard]] std::vector<Diagnostic> in_order() const;
  /// All of them as shown to the user, each ending in a line break; of very many errors or warnings
  /// the first 100, and how many more there are.
  [[nodiscard]] std::string render() const;

 private:
  std::vector<Diagnostic> diagnostics_;
};

/// One diagnostic as shown to the user.
std::string render(const Diagnostic& diagnostic);

}  // namespace ipcsim
