#include "reports/csv_report.hpp"

#include <charconv>
#include <iterator>
#include <string_view>

namespace ipcsim {
namespace {

/// A field that holds a comma, a quote or a line break stands in quotes.
std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

/// The shortest decimal that reads back as the same number.
std::string csv_number(double value) {
  char buffer[32];
  const auto [end, error] = std::to_chars(buffer, std::end(buffer), value);
  return {buffer, end};
}

}  // namespace

std::string csv_report(const Results& results) {
  std::string text = "replication,metric,value\n";
  for (std::size_t i = 0; i < results.replications.size(); ++i) {
    const std::string number = std::to_string(results.replications[i].replication + 1);
    for (const MetricResult& metric : results.metrics) {
      text += number + "," + csv_field(metric.path) + ",";
      if (metric.values[i]) text += csv_number(*metric.values[i]);
      text += "\n";
    }
  }
  return text;
}

}  // namespace ipcsim
