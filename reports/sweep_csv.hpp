// A sweep as tidy long CSV: a row for each point, replication and metric, for spreadsheets, R and
// pandas; and such a file read back, so that a sweep can go on where it was stopped.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sim/experiment/sweep.hpp"

namespace ipcsim {

/// A column for each variation, then `replication,end,metric,value`; ends in LF.
std::string sweep_csv_header(const std::vector<Variation>& variations);

/// The rows of one replication (from 0) at the point, one for each of its metrics.
std::string sweep_csv_rows(const SweepPoint& point, std::size_t replication,
                           const SweepRecord& record);

/// Header and rows of all records.
std::string sweep_csv(const Sweep& sweep);

/// What a file that a sweep wrote holds of it: its header and the rows of whole records, in order.
class SweepCsvReader {
 public:
  explicit SweepCsvReader(std::string_view text) : text_(text) {}

  /// Whether the text begins with this sweep's header, or breaks off within it.
  bool read_header(const std::vector<Variation>& variations);
  /// The record at the reading position, of this replication (from 0) at this point; none where the
  /// text breaks off before its end, or says something else there (see is_foreign).
  std::optional<SweepRecord> read_record(const SweepPoint& point, std::size_t replication);
  /// Characters up to the end of what has been read.
  [[nodiscard]] std::size_t read() const { return at_; }
  /// The last call met what this sweep does not write there, and not just the end of the text.
  [[nodiscard]] bool is_foreign() const { return is_foreign_; }
  /// The line at which the last call ended, from 1.
  [[nodiscard]] std::size_t line() const;

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  bool is_foreign_ = false;
};

}  // namespace ipcsim
