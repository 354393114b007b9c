// A sweep for people to read: a row for each point, a column for each chosen metric.
#pragma once

#include <string>
#include <vector>

#include "reports/figure.hpp"
#include "reports/manifest.hpp"
#include "reports/paint.hpp"
#include "sim/experiment/sweep.hpp"

namespace ipcsim {

/// The usual columns are throughput, waits and busy cores over all mailboxes and processes. How
/// often somebody got stuck is told where it happened.
std::string sweep_text(const Sweep& sweep, const Manifest& manifest, Paint paint);
std::string sweep_html(const Sweep& sweep, const Manifest& manifest);
/// One for each metric that is shown, against what was varied; none where nothing can be drawn.
std::vector<Figure> sweep_figures(const Sweep& sweep);
std::string sweep_markdown(const Sweep& sweep, const Manifest& manifest);

/// {"ipcsim_sweep": 1, "manifest", "variations", "columns", "points": [{"values", "planned",
/// "ends", "stuck", "metrics"}]}.
std::string sweep_json(const Sweep& sweep, const Manifest& manifest);

}  // namespace ipcsim
