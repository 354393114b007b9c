#include "reports/sweep_csv.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "reports/csv.hpp"

namespace ipcsim {
namespace {

/// What all rows of a record begin with, up to its end: "8,blocking,3,".
std::string begin_of_rows(const SweepPoint& point, std::size_t replication) {
  std::string begin;
  for (const std::string& value : point.values) begin += csv_field(value) + ",";
  return begin + std::to_string(replication + 1) + ",";
}

std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_all = error == std::errc() && end == text.data() + text.size();
  return is_all ? std::optional(number) : std::nullopt;
}

}  // namespace

std::string sweep_csv_header(const std::vector<Variation>& variations) {
  std::string header;
  for (const Variation& variation : variations) header += csv_field(variation.path) + ",";
  return header + "replication,end,metric,value\n";
}

std::string sweep_csv_rows(const SweepPoint& point, std::size_t replication,
                           const SweepRecord& record) {
  const std::string begin =
      begin_of_rows(point, replication) + csv_field(name_of(record.end)) + ",";
  std::string rows;
  for (std::size_t i = 0; i < point.metrics->size(); ++i) {
    rows += begin + csv_field((*point.metrics)[i].path) + "," + csv_number(record.values[i]) + "\n";
  }
  return rows;
}

std::string sweep_csv(const Sweep& sweep) {
  std::string text = sweep_csv_header(sweep.variations);
  for (const SweepPoint& point : sweep.points) {
    for (std::size_t r = 0; r < point.records.size(); ++r) {
      text += sweep_csv_rows(point, r, point.records[r]);
    }
  }
  return text;
}

bool SweepCsvReader::read_header(const std::vector<Variation>& variations) {
  const std::string header = sweep_csv_header(variations);
  if (text_.starts_with(header)) {
    at_ = header.size();
    return true;
  }
  is_foreign_ = !std::string_view(header).starts_with(text_);
  return !is_foreign_;
}

std::optional<SweepRecord> SweepCsvReader::read_record(const SweepPoint& point,
                                                       std::size_t replication) {
  is_foreign_ = false;
  std::size_t at = at_;
  const std::string begin = begin_of_rows(point, replication);
  SweepRecord record;
  for (const SweptMetric& metric : *point.metrics) {
    const std::size_t end = text_.find('\n', at);
    if (end == std::string_view::npos) return std::nullopt;  // cut off
    std::string_view row = text_.substr(at, end - at);
    const std::string ending = "," + csv_field(metric.path) + ",";
    const std::size_t value_at = row.rfind(',') + 1;
    const std::size_t end_at = begin.size();
    const bool fits = row.starts_with(begin) && value_at >= end_at + ending.size() &&
                      row.substr(0, value_at).ends_with(ending);
    const std::optional<RecordEnd> how = record_end_named(
        fits ? row.substr(end_at, value_at - ending.size() - end_at) : std::string_view());
    const std::string_view value = row.substr(value_at);
    const std::optional<double> number = number_in(value);
    is_foreign_ =
        !how || (!record.values.empty() && how != record.end) || (!number && !value.empty());
    if (is_foreign_) return std::nullopt;
    record.end = *how;
    record.values.push_back(number);
    at = end + 1;
  }
  at_ = at;
  return record;
}

std::size_t SweepCsvReader::line() const {
  return static_cast<std::size_t>(
             std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n')) +
         1;
}

}  // namespace ipcsim
