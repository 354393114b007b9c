#include "reports/csv_report.hpp"

#include <algorithm>

#include "reports/csv.hpp"

namespace ipcsim {

bool has_values_of_replications(const Results& results) {
  return std::all_of(results.metrics.begin(), results.metrics.end(),
                     [&](const MetricResult& metric) {
                       return metric.values.size() == results.replications.size();
                     });
}

std::string csv_report(const Results& results) {
  std::string text = "replication,metric,value\n";
  for (std::size_t i = 0; i < results.replications.size(); ++i) {
    const std::string number = std::to_string(results.replications[i].replication + 1);
    for (const MetricResult& metric : results.metrics) {
      text += number + "," + csv_field(metric.path) + ",";
      text += csv_number(metric.values[i]);
      text += "\n";
    }
  }
  return text;
}

}  // namespace ipcsim
