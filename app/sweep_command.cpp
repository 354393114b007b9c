#include "app/sweep_command.hpp"

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

#include "app/manifest.hpp"
#include "app/output_file.hpp"
#include "app/progress.hpp"
#include "app/publish.hpp"
#include "app/ranks.hpp"
#include "app/sweep_file.hpp"
#include "app/sweep_grid.hpp"
#include "app/usage_error.hpp"
#include "reports/sweep_csv.hpp"
#include "sim/base/check.hpp"
#include "sim/experiment/in_order.hpp"
#include "sim/experiment/work_in_parallel.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

bool is_csv(const OutputFile& output) { return output.format() == ReportFormat::csv; }

/// The file that a sweep is resumed from, and written to as it goes on; none if there is none.
const OutputFile* csv_output(const SweepRequest& request, const std::vector<OutputFile>& outputs) {
  const auto count = std::count_if(outputs.begin(), outputs.end(), is_csv);
  if (request.resume && count != 1) {
    throw UsageError("--resume goes on from a CSV file, and " +
                         std::string(count == 0 ? "none is" : "several are") + " named",
                     {"name the file that the sweep wrote: -o sweep.csv"});
  }
  const auto csv = std::find_if(outputs.begin(), outputs.end(), is_csv);
  return csv == outputs.end() ? nullptr : &*csv;
}

/// Runs what is not in the file yet, and keeps what comes of it in order.
class Sweeper {
 public:
  Sweeper(const SweepRequest& request, SweepGrid& grid, Terminal& terminal)
      : grid_(grid),
        sweep_(grid.empty_sweep()),
        interrupt_(terminal.interrupt),
        jobs_(request.jobs),
        progress_(terminal.err_is_terminal ? &terminal.err : nullptr, grid.replications(),
                  "replication", Progress::Clock::now()) {}

  /// Takes over what the file holds, once the first and the last record of it came out the same
  /// again. Throws UsageError if they do not. False after an interrupt: then the file is as it was.
  [[nodiscard]] bool resume(const OutputFile& csv) {
    SweepSoFar so_far = read_sweep_file(csv, sweep_);
    const std::size_t count = so_far.records.size();
    for (const std::size_t number : {std::size_t{0}, count - 1}) {
      if (number >= count) continue;
      const SweepRecord again = run_record(number);
      if (again.end == RecordEnd::interrupted) return false;
      if (again == so_far.records[number]) continue;
      throw UsageError(
          "--resume: " + quote(csv.name()) + " holds other results than this command gives",
          {"the scenario, the options or ipcsim itself have changed since",
           "remove it and leave --resume out, and the sweep begins anew"});
    }
    for (; first_ < count; ++first_) keep(first_, std::move(so_far.records[first_]));
    progress_.begin_with(first_);
    if (so_far.bytes > 0) file_.emplace(csv, so_far.bytes);
    return true;
  }

  void write_to(const OutputFile& csv) {
    if (!file_) file_.emplace(csv, sweep_.variations);
  }

  /// On threads, or where there are other ranks, on those.
  void run(const Ranks& ranks) {
    InOrder<SweepRecord> in_order(first_, [this](std::size_t number, SweepRecord record) {
      take(number, std::move(record));
    });
    if (ranks.size() > 1) {
      ranks.share(
          {.first = first_,
           .end = grid_.replications(),
           .carry_out = [&](std::size_t number) { return rows_of(number); },
           .take = [&](std::size_t number,
                       const std::string& rows) { in_order.put(number, read(number, rows)); },
           .interrupt = &interrupt_});
    } else {
      work_in_parallel(jobs_, grid_.replications() - first_, [&](std::size_t i) {
        if (interrupt_.load()) return;
        in_order.put(first_ + i, run_record(first_ + i));
      });
    }
    progress_.wipe();
  }

  [[nodiscard]] bool is_complete() const { return kept_ == grid_.replications(); }
  [[nodiscard]] const Sweep& sweep() const { return sweep_; }

 private:
  /// One under which an interrupt came is `interrupted`, also where it seems to have run to its
  /// end: the search for its warm-up may have been cut short.
  SweepRecord run_record(std::size_t number) {
    SweepRecord record = grid_.run(number);
    if (interrupt_.load()) record.end = RecordEnd::interrupted;
    return record;
  }

  /// A record travels between ranks as the rows that it is in the file.
  std::string rows_of(std::size_t number) {
    const SweepGrid::Place place = grid_.place_of(number);
    return sweep_csv_rows(sweep_.points[place.point], place.replication, run_record(number));
  }

  SweepRecord read(std::size_t number, const std::string& rows) const {
    const SweepGrid::Place place = grid_.place_of(number);
    std::optional<SweepRecord> record =
        SweepCsvReader(rows).read_record(sweep_.points[place.point], place.replication);
    check(record.has_value(), "the rows of a record are read back");
    return std::move(*record);
  }

  /// A replication that an interrupt broke off is none, nor is what comes behind it.
  void take(std::size_t number, SweepRecord record) {
    is_cut_off_ = is_cut_off_ || record.end == RecordEnd::interrupted;
    if (is_cut_off_) return;
    const SweepGrid::Place place = grid_.place_of(number);
    if (file_) {
      file_->append(sweep_csv_rows(sweep_.points[place.point], place.replication, record));
    }
    keep(number, std::move(record));
    progress_.step(Progress::Clock::now());
  }

  void keep(std::size_t number, SweepRecord record) {
    sweep_.points[grid_.place_of(number).point].records.push_back(std::move(record));
    ++kept_;
  }

  SweepGrid& grid_;
  Sweep sweep_;
  const std::atomic<bool>& interrupt_;
  const std::uint32_t jobs_;
  Progress progress_;
  std::optional<SweepFile> file_;
  std::size_t first_ = 0;  // number of the first replication that is to be run
  std::size_t kept_ = 0;
  bool is_cut_off_ = false;
};

/// What has to be there before a sweep runs. Each rank prepares for itself; the first one alone
/// reads and writes files of results.
struct Preparation {
  std::vector<OutputFile> outputs;
  const OutputFile* csv = nullptr;
  std::optional<SweepGrid> grid;
  std::optional<Sweeper> sweeper;
  std::string problem;                       // as it is to be shown; empty if all is well
  ExitCode exit_code = ExitCode::bad_input;  // of the problem

  Preparation(const SweepRequest& request, const Ranks& ranks, Terminal& terminal) {
    try {
      prepare(request, ranks.is_first(), terminal);
    } catch (const UsageError& error) {
      problem = error_text(error.what(), error.hints(), terminal.err_paint);
    }
  }

 private:
  void prepare(const SweepRequest& request, bool is_first, Terminal& terminal) {
    if (is_first) {
      outputs = open_outputs(request.output.files, {request.file}, "the scenario itself");
      csv = csv_output(request, outputs);
    }
    std::ostringstream told;
    Terminal silent{terminal.out, told, terminal.paint, terminal.err_paint, terminal.interrupt};
    grid.emplace(request, silent);
    if (grid->has_errors()) {
      problem = told.str();
      return;
    }
    if (is_first) terminal.err << told.str();  // warnings
    reject_inputs(outputs, grid->traces(), kTraceItReads);
    sweeper.emplace(request, *grid, terminal);
    if (csv == nullptr) return;
    if (!request.resume) {
      reject_records(*csv, request.variations);
    } else if (!sweeper->resume(*csv)) {
      exit_code = ExitCode::interrupted;
      problem = quote(csv->name()) + " is as it was: interrupted before the sweep went on\n";
      return;
    }
    sweeper->write_to(*csv);
  }
};

/// Empty, or why the ranks cannot work together; the same on each.
std::string common_problem(const Preparation& mine, const Ranks& ranks) {
  std::string problem = ranks.first_message(mine.problem);
  if (!problem.empty()) return problem;
  const std::string hash = mine.grid->first().hash;
  const bool is_other = ranks.of_first(hash) != hash;
  return ranks.first_message(
      is_other ? "ipcsim: error: the scenario is another one here than on rank 0\n" : "");
}

}  // namespace

ExitCode sweep_command(const SweepRequest& request, Terminal& terminal) {
  const Ranks ranks;
  Preparation prepared(request, ranks, terminal);
  if (const std::string problem = common_problem(prepared, ranks); !problem.empty()) {
    if (ranks.is_first()) terminal.err << problem;
    return prepared.exit_code;
  }
  Sweeper& sweeper = *prepared.sweeper;
  sweeper.run(ranks);
  if (!ranks.is_first()) return ExitCode::fine;

  const Manifest manifest = manifest_of({.command = "sweep",
                                         .files = {request.file},
                                         .options = request.options,
                                         .command_line = request.command_line},
                                        prepared.grid->first());
  publish(sweeper.sweep(), manifest, {request.output, prepared.outputs, terminal, prepared.csv},
          request.output.figure);
  return sweeper.is_complete() ? ExitCode::fine : ExitCode::interrupted;
}

}  // namespace ipcsim
