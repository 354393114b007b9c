// What a reader wants first, in sentences: why the run ended, whether it was as expected, what the
// figures cover and how to get them again. The same words for every format that people read.
#pragma once

#include <string>
#include <vector>

#include "reports/manifest.hpp"
#include "reports/paint.hpp"
#include "sim/experiment/results.hpp"

namespace ipcsim {

/// "Ended by the time limit at 60 s of virtual time."; with several replications how many ended
/// how, and which got stuck. A sentence each.
std::vector<std::string> end_sentences(const Results& results);

/// The same of one replication in a clause: "time limit at 60 s", "deadlock at 1 ms: A and B wait
/// for each other".
std::string end_clause(const Results& results);

/// One expectation: what was expected, and what came of it.
struct ExpectationText {
  Verdict verdict = Verdict::met;
  std::string expected;  // "mailboxes.buffer.wait.p95 < 50ms"
  std::string outcome;   // "measured 12.3 ± 0.4 ms", or empty
};
std::vector<ExpectationText> expectation_texts(const Results& results);

/// "✓", "✗" or "?".
std::string mark_of(Verdict verdict);
std::string painted_mark(Verdict verdict, Paint paint);

/// What the figures cover: "Measured from 5 s, the end of the warm-up, to 60 s."
std::string window_sentence(const Results& results);

/// "Seed 42. The same again: ipcsim run …"
std::string repeat_sentence(const Results& results, const Manifest& manifest);

}  // namespace ipcsim
