// Ranks over MPI. Only the thread that made Ranks speaks to it; the first rank, which hands out the
// work, does its own share on a thread beside.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <exception>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include <mpi.h>

#include "app/launcher.hpp"
#include "app/ranks.hpp"

namespace ipcsim {
namespace {

constexpr int kReportTag = 1;  // to the first rank: what became of a number, and give me another
constexpr int kNumberTag = 2;  // from it
constexpr std::uint64_t kNoNumber = std::numeric_limits<std::uint64_t>::max();
constexpr auto kBetweenLooks = std::chrono::microseconds(200);

/// A message to the first rank.
struct Report {
  std::uint64_t number = kNoNumber;  // kNoNumber: nothing was done yet
  bool failed = false;
  std::string text;  // the result, or why it failed
};

std::vector<char> packed(const Report& report) {
  std::vector<char> bytes(sizeof report.number + 1 + report.text.size());
  std::memcpy(bytes.data(), &report.number, sizeof report.number);
  bytes[sizeof report.number] = report.failed ? 1 : 0;
  std::copy(report.text.begin(), report.text.end(),
            bytes.begin() + static_cast<std::ptrdiff_t>(sizeof report.number) + 1);
  return bytes;
}

Report unpacked(const std::vector<char>& bytes) {
  Report report;
  std::memcpy(&report.number, bytes.data(), sizeof report.number);
  report.failed = bytes[sizeof report.number] != 0;
  report.text.assign(bytes.begin() + static_cast<std::ptrdiff_t>(sizeof report.number) + 1,
                     bytes.end());
  return report;
}

std::string broadcast(std::string text, int root) {
  auto size = static_cast<std::uint64_t>(text.size());
  MPI_Bcast(&size, 1, MPI_UINT64_T, root, MPI_COMM_WORLD);
  text.resize(size);
  MPI_Bcast(text.data(), static_cast<int>(size), MPI_CHAR, root, MPI_COMM_WORLD);
  return text;
}

/// Carries out what the first rank hands to this one, until it has nothing more.
void serve(const Ranks::Work& work) {
  Report report;
  while (true) {
    const std::vector<char> bytes = packed(report);
    MPI_Send(bytes.data(), static_cast<int>(bytes.size()), MPI_CHAR, 0, kReportTag, MPI_COMM_WORLD);
    std::uint64_t number = kNoNumber;
    MPI_Recv(&number, 1, MPI_UINT64_T, 0, kNumberTag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (number == kNoNumber) return;
    try {
      report = {number, false, work.carry_out(number)};
    } catch (const std::exception& failure) {
      report = {number, true, failure.what()};
    }
  }
}

/// The first rank: hands out numbers, to the others and to a thread of its own.
class Dispenser {
 public:
  Dispenser(const Ranks::Work& work, int others)
      : work_(work), next_(work.first), waiting_(others) {}

  void run() {
    std::thread own([this] { carry_out_own(); });
    while (waiting_ > 0) {
      if (!answer_one()) std::this_thread::sleep_for(kBetweenLooks);
    }
    own.join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  /// None left: kNoNumber.
  std::uint64_t next() {
    const std::lock_guard lock(mutex_);
    const bool is_over = next_ == work_.end || failure_ != nullptr ||
                         (work_.interrupt != nullptr && work_.interrupt->load());
    return is_over ? kNoNumber : next_++;
  }

  void keep(Report report) {
    if (report.number == kNoNumber) return;
    if (report.failed) throw std::runtime_error(report.text);
    work_.take(report.number, std::move(report.text));
  }

  /// Of what is being handled: no more numbers are handed out.
  void fail() {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::current_exception();
  }

  void carry_out_own() {
    try {
      for (std::uint64_t number = next(); number != kNoNumber; number = next()) {
        keep({number, false, work_.carry_out(number)});
      }
    } catch (...) {
      fail();
    }
  }

  /// False: nobody has reported.
  bool answer_one() {
    int is_there = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, kReportTag, MPI_COMM_WORLD, &is_there, &status);
    if (is_there == 0) return false;
    int size = 0;
    MPI_Get_count(&status, MPI_CHAR, &size);
    std::vector<char> bytes(static_cast<std::size_t>(size));
    MPI_Recv(bytes.data(), size, MPI_CHAR, status.MPI_SOURCE, kReportTag, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    try {
      keep(unpacked(bytes));
    } catch (...) {
      fail();
    }
    const std::uint64_t number = next();
    if (number == kNoNumber) --waiting_;
    MPI_Send(&number, 1, MPI_UINT64_T, status.MPI_SOURCE, kNumberTag, MPI_COMM_WORLD);
    return true;
  }

  const Ranks::Work& work_;
  std::mutex mutex_;  // of the two below
  std::uint64_t next_;
  std::exception_ptr failure_;
  int waiting_;  // ranks that will report once more
};

}  // namespace

Ranks::Ranks() {
  if (launched_together().size == 1) return;
  int granted = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &granted);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
  MPI_Comm_size(MPI_COMM_WORLD, &size_);
}

Ranks::~Ranks() {
  if (size_ > 1) MPI_Finalize();
}

std::string Ranks::of_first(const std::string& text) const {
  return size_ == 1 ? text : broadcast(text, 0);
}

std::string Ranks::first_message(const std::string& text) const {
  if (size_ == 1) return text;
  const int mine = text.empty() ? size_ : rank_;
  int lowest = size_;
  MPI_Allreduce(&mine, &lowest, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
  if (lowest == size_) return {};
  const std::string message = broadcast(text, lowest);
  return lowest == 0 ? message : "on rank " + std::to_string(lowest) + ": " + message;
}

void Ranks::share(const Work& work) const {
  if (rank_ == 0) {
    Dispenser(work, size_ - 1).run();
  } else {
    serve(work);
  }
}

}  // namespace ipcsim
