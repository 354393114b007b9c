// A recording on a terminal: a row of blocks for each process, which say what it mostly did in each
// column's time, and a row for each mailbox, how full it was. Colour only repeats what the blocks
// say.
#pragma once

#include <cstddef>
#include <string>

#include "reports/paint.hpp"
#include "sim/experiment/recording.hpp"

namespace ipcsim {

/// Lines of at most `width` columns, with line breaks. REQUIRES: width >= 40.
std::string timeline_text(const Recording& recording, std::size_t width, Paint paint);

/// "Replication 1 from 5 s to 5.25 s, behind the end of the warm-up."; what is not in it, too. The
/// caption of every figure of the window.
/// The first sentence of that alone.
std::string excerpt_words(const Recording& recording, const RecordedWindow& window);
std::string excerpt_sentence(const Recording& recording, const RecordedWindow& window);

}  // namespace ipcsim
