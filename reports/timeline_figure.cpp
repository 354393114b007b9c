#include <array>

#include "reports/activity_style.hpp"
#include "reports/figure_frame.hpp"
#include "reports/format_value.hpp"
#include "reports/run_figures.hpp"
#include "reports/timeline_text.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr double kRow = 22;
constexpr double kBar = 16;
constexpr std::size_t kMostTableRows = 300;

std::string statement_text(const Recording& recording, const RecordedStretch& stretch) {
  const RecordedStatement& statement = recording.statements[stretch.statement];
  return quote(statement.text) + ", line " + std::to_string(statement.line);
}

/// "consumer: computing from 5 s to 5.01 s, for 10 ms, at "compute", line 12"
std::string tip_of(const Recording& recording, const RecordedProcess& process,
                   const RecordedStretch& stretch) {
  return process.name + ": " + std::string(style_of(stretch.activity).name) + " from " +
         format_exactly(stretch.from) + " to " + format_exactly(stretch.to) + ", for " +
         format_exactly(stretch.to - stretch.from) + ", at " + statement_text(recording, stretch);
}

Table table_of(const Excerpt& excerpt) {
  Table table{.title = "process",
              .columns = {{"", "does"}, {"", "from"}, {"", "to"}, {"", "for"}, {"", "statement"}}};
  for (const RecordedProcess& process : excerpt.window.processes) {
    for (const RecordedStretch& it : process.stretches) {
      if (table.rows.size() == kMostTableRows) return table;
      table.rows.push_back(
          {.name = process.name,
           .cells = {std::string(style_of(it.activity).name), format_exactly(it.from),
                     format_exactly(it.to), format_exactly(it.to - it.from),
                     statement_text(excerpt.recording, it)}});
    }
  }
  return table;
}

std::size_t count_stretches(const RecordedWindow& window) {
  std::size_t count = 0;
  for (const RecordedProcess& process : window.processes) count += process.stretches.size();
  return count;
}

}  // namespace

Figure timeline_figure(const Excerpt& excerpt) {
  const RecordedWindow& window = excerpt.window;
  Figure figure{.name = "timeline" + excerpt.suffix, .title = "What each process did"};
  figure.text = excerpt_sentence(excerpt.recording, window);
  TimeFrame frame(figure.name, figure.title, window.from, window.to);
  for (const RecordedProcess& process : window.processes) {
    const double top = frame.add_row(process.name, kRow);
    std::string bars;
    for (const RecordedStretch& it : process.stretches) {
      bars += rectangle("s " + std::string(style_of(it.activity).key), frame.x(it.from),
                        top + (kRow - kBar) / 2, frame.x(it.to) - frame.x(it.from), kBar,
                        tip_of(excerpt.recording, process, it));
    }
    frame.draw("<g class=\"lane\">\n" + bars + "</g>\n");
  }
  figure.svg = frame.svg();
  figure.table = table_of(excerpt);
  if (const std::size_t all = count_stretches(window); all > figure.table.rows.size()) {
    figure.left_out.push_back("The table has the first " + grouped(figure.table.rows.size()) +
                              " of " + grouped(all) + " stretches.");
  }
  return figure;
}

}  // namespace ipcsim
