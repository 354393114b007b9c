// The CSV file of a sweep: unlike other reports it is written record by record, so that what a
// stopped sweep has done is not lost. With --resume it goes on behind the last whole record.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "app/output_file.hpp"
#include "sim/experiment/sweep.hpp"

namespace ipcsim {

class SweepFile {
 public:
  /// Opens the file and writes the header. Throws UsageError if that fails.
  SweepFile(const OutputFile& output, const std::vector<Variation>& variations);
  /// Goes on behind the first `bytes` of the file, which are kept.
  SweepFile(const OutputFile& output, std::size_t bytes);

  /// Throws UsageError if it cannot be written (a full disk).
  void append(const std::string& rows);

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }  // NOLINT: owned here
  };
  void open(const OutputFile& output, const char* mode);

  std::string name_;
  std::unique_ptr<std::FILE, CloseFile> file_;
};

/// What the file of a stopped sweep holds.
struct SweepSoFar {
  std::vector<SweepRecord> records;  // in the order of the sweep; the whole ones
  std::size_t bytes = 0;             // up to the end of the last of them; 0: not even the header
};

/// Throws UsageError if the file holds records of such a sweep, perhaps hours of work: writing it
/// anew would begin with losing them.
void reject_records(const OutputFile& output, const std::vector<Variation>& variations);

/// Nothing where there is no such file. Throws UsageError if it holds something else than this
/// sweep would write.
SweepSoFar read_sweep_file(const OutputFile& output, const Sweep& sweep);

}  // namespace ipcsim
