#include "reports/figure_frame.hpp"
#include "reports/format_value.hpp"
#include "reports/run_figures.hpp"
#include "reports/timeline_text.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr double kRow = 22;
constexpr double kBar = 14;
constexpr std::size_t kMostRows = 48;
constexpr std::size_t kMostTableRows = 300;

class Drawing {
 public:
  Drawing(const Excerpt& excerpt, const ScenarioSummary& scenario)
      : excerpt_(excerpt),
        scenario_(scenario),
        frame_("cores" + excerpt.suffix, kTitle, excerpt.window.from, excerpt.window.to) {}

  Figure figure() && {
    for (const RecordedCore& core : excerpt_.window.cores) add(core);
    for (const RecordedLane& lane : excerpt_.window.links) add(lane);
    Figure figure{.name = "cores" + excerpt_.suffix, .title = kTitle};
    figure.text = excerpt_words(excerpt_.recording, excerpt_.window) +
                  " A core works for a process, or, hatched, changes to it. A link is held by one "
                  "message at a time in each direction; a hatched one was lost.";
    if (rows_ > 0) figure.svg = frame_.svg();
    figure.table = std::move(table_);
    if (items_ > figure.table.rows.size()) {
      figure.left_out.push_back("The table has the first " + grouped(figure.table.rows.size()) +
                                " of " + grouped(items_) + " turns and transmissions.");
    }
    if (rows_ > kMostRows) {
      figure.left_out.push_back("Drawn are " + grouped(kMostRows) + " of " + grouped(rows_) +
                                " cores and directions of links.");
    }
    return figure;
  }

 private:
  static constexpr const char* kTitle = "What each core and link did";

  struct Span {
    Instant from;
    Instant to;
    bool is_hatched = false;
    std::string process;
    std::string what;  // "changes to it"
  };

  void add(const RecordedCore& core) {
    begin_row(scenario_.hosts[core.host].name + ", core " + std::to_string(core.number));
    for (const RecordedTurn& it : core.turns) {
      draw({it.from, it.to, it.switches, it.process,
            it.switches ? "the core changes to it" : "the core works for it"});
    }
    end_row();
  }

  void add(const RecordedLane& lane) {
    const std::string& link = scenario_.links[lane.link];
    begin_row(link + (lane.forward ? " →" : " ←"));
    for (const RecordedPassage& it : lane.passages) {
      draw({it.from, it.to, it.lost, it.sender,
            it.lost ? "its message, which is lost" : "its message"});
    }
    end_row();
  }

  void begin_row(const std::string& name) {
    row_name_ = name;
    bars_.clear();
    if (++rows_ <= kMostRows) top_ = frame_.add_row(name, kRow);
  }

  void end_row() {
    if (rows_ <= kMostRows) frame_.draw("<g class=\"lane\">\n" + bars_ + "</g>\n");
  }

  void draw(const Span& span) {
    ++items_;
    const std::string tip = row_name_ + ": " + span.process + ", " + span.what + ", from " +
                            format_exactly(span.from) + " to " + format_exactly(span.to);
    const double from = frame_.clipped_x(span.from);
    bars_ += rectangle(span.is_hatched ? "core hatched" : "core", from, top_ + (kRow - kBar) / 2,
                       frame_.clipped_x(span.to) - from, kBar, tip);
    if (table_.rows.size() == kMostTableRows) return;
    table_.rows.push_back(
        {.name = row_name_,
         .cells = {span.process, span.what, format_exactly(span.from), format_exactly(span.to)}});
  }

  const Excerpt& excerpt_;
  const ScenarioSummary& scenario_;
  TimeFrame frame_;
  std::size_t rows_ = 0;
  std::size_t items_ = 0;
  double top_ = 0;
  std::string row_name_;
  std::string bars_;
  Table table_{.title = "core or link",
               .columns = {{"", "process"}, {"", "what"}, {"", "from"}, {"", "to"}},
               .rows = {}};
};

}  // namespace

Figure cores_and_links_figure(const Excerpt& excerpt, const ScenarioSummary& scenario) {
  return Drawing(excerpt, scenario).figure();
}

}  // namespace ipcsim
