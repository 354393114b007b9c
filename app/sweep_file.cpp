#include "app/sweep_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "app/usage_error.hpp"
#include "reports/sweep_csv.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

[[noreturn]] void fail(const std::string& name, const std::string& reason) {
  throw UsageError("-o: cannot write " + quote(name) + ": " + reason);
}

[[noreturn]] void reject_foreign(const std::string& name, std::size_t line) {
  throw UsageError("--resume: " + quote(name) + " holds something else than this sweep, in line " +
                       grouped(line),
                   {"give the command that began it, with --resume",
                    "or remove it and leave --resume out, and the sweep begins anew"});
}

/// Empty where there is no such file.
std::string text_of(const OutputFile& output) {
  std::ifstream file(output.path(), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

SweepFile::SweepFile(const OutputFile& output, const std::vector<Variation>& variations)
    : name_(output.name()) {
  open(output, "wb");
  append(sweep_csv_header(variations));
}

SweepFile::SweepFile(const OutputFile& output, std::size_t bytes) : name_(output.name()) {
  std::error_code failure;
  std::filesystem::resize_file(output.path(), bytes, failure);
  if (failure) fail(name_, failure.message());
  open(output, "ab");
}

void SweepFile::open(const OutputFile& output, const char* mode) {
  errno = 0;
  file_.reset(std::fopen(output.path().c_str(), mode));
  if (!file_) fail(name_, std::strerror(errno));
}

void SweepFile::append(const std::string& rows) {
  errno = 0;
  const bool is_written = std::fwrite(rows.data(), 1, rows.size(), file_.get()) == rows.size() &&
                          std::fflush(file_.get()) == 0;
  if (!is_written) fail(name_, std::strerror(errno));
}

void reject_records(const OutputFile& output, const std::vector<Variation>& variations) {
  if (!std::filesystem::is_regular_file(output.path())) return;
  const std::string text = text_of(output);
  const std::string header = sweep_csv_header(variations);
  if (!text.starts_with(header) || text.size() == header.size()) return;
  throw UsageError(
      "-o: " + quote(output.name()) + " holds what such a sweep has done already",
      {"add --resume, and it goes on from there", "or remove the file, and the sweep begins anew"});
}

SweepSoFar read_sweep_file(const OutputFile& output, const Sweep& sweep) {
  const std::string text = text_of(output);
  if (text.empty()) return {};
  SweepCsvReader reader(text);
  if (!reader.read_header(sweep.variations)) reject_foreign(output.name(), 1);
  SweepSoFar so_far;
  for (const SweepPoint& point : sweep.points) {
    for (std::size_t r = 0; r < point.replications; ++r) {
      std::optional<SweepRecord> record = reader.read_record(point, r);
      if (reader.is_foreign()) reject_foreign(output.name(), reader.line());
      if (!record) {
        so_far.bytes = reader.read();
        return so_far;
      }
      so_far.records.push_back(std::move(*record));
    }
  }
  so_far.bytes = reader.read();
  if (so_far.bytes < text.size()) reject_foreign(output.name(), reader.line());
  return so_far;
}

}  // namespace ipcsim
