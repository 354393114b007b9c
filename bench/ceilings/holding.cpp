// The ceiling of scenarios/holding_*.json: processes that hold exponential times of a mean known
// beforehand, so that a calendar of days of fixed length can stand in for an event list. A day has
// about kPerDay events, put in order when it begins.
#include <vector>

#include "bench/ceilings/ceiling.hpp"

namespace {

using ceiling::Time;

constexpr Time kMean = 1'000'000;  // ns
constexpr Time kPerDay = 256;
constexpr Time kMeansInYear = 48;  // no time drawn is as long as that: 1 in 10^20 is
constexpr unsigned kHourBits = 9;  // a day has 2^kHourBits hours
constexpr std::size_t kAhead = 8;  // events from fetching a process to running it

struct alignas(64) Process {
  ipcsim::RandomStream stream;
  ceiling::Activities activities;
};
static_assert(sizeof(Process) == 64);

struct Event {
  Time time;
  std::uint32_t process;
};

class Holding {
 public:
  Holding(std::uint32_t processes, std::uint32_t times)
      : processes_(processes), left_(processes, times) {
    while ((Time{1} << day_bits_) * processes < kPerDay * kMean) ++day_bits_;
    days_.resize(static_cast<std::size_t>(
        std::bit_ceil(static_cast<std::uint64_t>(kMeansInYear * kMean)) >> day_bits_));
    for (std::uint32_t p = 0; p < processes; ++p) {
      processes_[p].stream = ipcsim::make_stream(1, 0, "holder", p);
      hold(p, 0);
    }
    pending_ = processes;
  }

  /// When the last one is through.
  Time run() {
    Time now = 0;
    for (std::size_t day = 0; pending_ > 0; ++day) {
      begin(day);
      for (next_ = 0; next_ < today_.size(); ++next_) {
        if (next_ + kAhead < today_.size()) {
          __builtin_prefetch(&processes_[today_[next_ + kAhead].process]);
        }
        const std::uint32_t p = today_[next_].process;
        now = today_[next_].time;
        processes_[p].activities.change(ceiling::kStepping, now);
        if (--left_[p] > 0) {
          hold(p, now);
        } else {
          --pending_;
        }
      }
      today_.clear();
    }
    return now;
  }

  void print(Time end) const {
    __int128 computing = 0;
    for (const Process& process : processes_) {
      computing += process.activities.spent[ceiling::kComputing];
    }
    ceiling::print_fraction("holder", "computing", computing,
                            static_cast<__int128>(end) * static_cast<Time>(processes_.size()));
    std::printf("end.time %.17g\n", static_cast<double>(end) / 1e9);
  }

 private:
  void hold(std::uint32_t p, Time now) {
    const Time time = now + law_.draw(processes_[p].stream, no_cursor_);
    processes_[p].activities.change(ceiling::kComputing, now);
    const Time day = time >> day_bits_;
    if (day != day_) [[likely]] {
      days_[static_cast<std::size_t>(day) & (days_.size() - 1)].push_back({time, p});
      return;
    }
    std::size_t place = today_.size();
    today_.push_back({});
    for (; today_[place - 1].time > time; --place) today_[place] = today_[place - 1];
    today_[place] = {time, p};
  }

  /// Puts the day's events in order: by the hour, then each to its place.
  void begin(std::size_t day) {
    std::vector<Event>& events = days_[day & (days_.size() - 1)];
    day_ = static_cast<Time>(day);
    today_.resize(events.size());
    const unsigned hour_bits = day_bits_ - std::min(day_bits_, kHourBits);
    const auto hour_of = [&](Time time) {
      return static_cast<std::size_t>(time >> hour_bits) & ((1U << kHourBits) - 1);
    };
    std::array<std::uint32_t, (1U << kHourBits) + 1> begins{};
    for (const Event& event : events) ++begins[hour_of(event.time) + 1];
    for (std::size_t hour = 1; hour < begins.size(); ++hour) begins[hour] += begins[hour - 1];
    for (const Event& event : events) today_[begins[hour_of(event.time)]++] = event;
    events.clear();
    for (std::size_t i = 1; i < today_.size(); ++i) {
      const Event event = today_[i];
      std::size_t place = i;
      for (; place > 0 && today_[place - 1].time > event.time; --place) {
        today_[place] = today_[place - 1];
      }
      today_[place] = event;
    }
  }

  ipcsim::Distribution law_ = ipcsim::Distribution::exponential(kMean);
  std::uint32_t no_cursor_ = 0;
  unsigned day_bits_ = 0;
  std::vector<Process> processes_;
  std::vector<std::uint32_t> left_;
  std::vector<std::vector<Event>> days_;  // of a year, over and over
  std::vector<Event> today_;
  std::size_t next_ = 0;
  Time day_ = -1;
  std::size_t pending_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s PROCESSES TIMES\n", argv[0]);
    return 2;
  }
  Holding holding(static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10)),
                  static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10)));
  const Time end = holding.run();
  holding.print(end);
  return 0;
}
