#include "reports/csv_report.hpp"

#include "reports/csv.hpp"

namespace ipcsim {
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
