#include "reports/run_figures.hpp"

#include <utility>

namespace ipcsim {
namespace {

void add_drawn(std::vector<Figure>& figures, Figure figure) {
  if (!figure.svg.empty()) figures.push_back(std::move(figure));
}

}  // namespace

std::vector<std::string> run_figure_names() {
  return {"wait-for", "timeline", "space-time", "contents", "waits", "time", "cores"};
}

std::vector<Figure> run_figures(const Results& results, const Recording* recording) {
  std::vector<Figure> figures;
  add_drawn(figures, wait_for_figure(results));
  if (recording != nullptr) {
    std::string suffix;
    for (const RecordedWindow& window : recording->windows) {
      const Excerpt excerpt{*recording, window, suffix};
      for (Figure& figure : std::vector<Figure>{
               timeline_figure(excerpt), space_time_figure(excerpt), contents_figure(excerpt),
               cores_and_links_figure(excerpt, results.scenario)}) {
        if (window.choice == RecordedWindow::Choice::before_stuck) {
          figure.title += ", before the deadlock";
        }
        add_drawn(figures, std::move(figure));
      }
      suffix = "-2";
    }
    if (!recording->waits.empty()) add_drawn(figures, waits_figure(recording->waits));
  }
  add_drawn(figures, time_figure(results));
  return figures;
}

}  // namespace ipcsim
