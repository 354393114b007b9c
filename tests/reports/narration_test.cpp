// The words for every kind of event, from a sequence fed by hand.
#include "reports/narration.hpp"

#include <sstream>

#include <doctest/doctest.h>

#include "tests/reports/golden.hpp"
#include "tests/reports/sample_results.hpp"

namespace ipcsim::testing {
namespace {

using Kind = TraceEvent::Kind;

constexpr const char* kScenario = R"json({
  "ipcsim": 1, "poll": "50us",
  "run": { "until": "20s" },
  "mailboxes": {
    "box": { "capacity": 3, "initial": 1, "when_full": "drop_oldest" },
    "gap": { "capacity": 0 } },
  "processes": {
    "ann": { "program": [
      { "send": "box", "timeout": "1s" },
      { "send": "gap" } ] },
    "bob": { "count": 2, "program": [
      { "receive": "box", "mode": "nonblocking", "timeout": "1s" },
      { "receive": "gap" } ] } }
})json";

constexpr ProcessId kAnn{0};
constexpr ProcessId kBob{1};
constexpr MailboxId kBox{0};
constexpr MailboxId kGap{1};

class Told {
 public:
  explicit Told(NarrationOptions options = {.longest = Instant{20'000'000'000}})
      : narration_(program(), std::move(options), text_) {}

  static const Program& program() {
    static const Program kProgram = sample_of(kScenario).program;
    return kProgram;
  }

  void event(std::int64_t us, Kind kind, ProcessId process, const std::string& statement,
             TraceEvent details = {}) {
    details.time = Instant{us * 1000};
    details.kind = kind;
    details.process = process;
    details.at = stuck_at(program(), process, statement).at;
    narration_.record(details);
  }

  void finish(std::int64_t us) { narration_.finish(Instant{us * 1000}); }
  [[nodiscard]] std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_;
  Narration narration_;
};

}  // namespace

TEST_CASE("every kind of event has its sentence, in columns") {
  Told told;
  told.event(0, Kind::started, kAnn, "send box");
  told.event(0, Kind::computes, kAnn, "send box", {.until = Instant{1'500'000}});
  told.event(0, Kind::sleeps, kBob, "receive box", {.until = Instant{12'345'678'000}});
  told.event(1'500, Kind::sent, kAnn, "send box", {.mailbox = kBox, .message = 2, .depth = 2});
  told.event(1'500, Kind::waits_to_send, kAnn, "send box", {.mailbox = kBox, .depth = 3});
  told.event(2'750, Kind::sent, kAnn, "send box", {.mailbox = kBox, .message = 3, .depth = 3});
  told.event(2'750, Kind::refused, kAnn, "send box", {.mailbox = kBox, .depth = 3});
  told.event(2'750, Kind::lost, kAnn, "send box", {.mailbox = kBox, .depth = 3});
  told.event(2'750, Kind::dropped, kAnn, "send box", {.mailbox = kBox, .message = 1, .depth = 2});
  told.event(2'750, Kind::dropped, kAnn, "send box", {.mailbox = kBox, .message = 2, .depth = 1});
  told.event(3'000, Kind::received, kBob, "receive box", {.mailbox = kBox, .message = 3});
  told.event(3'000, Kind::found_none, kBob, "receive box", {.mailbox = kBox});
  told.event(3'000, Kind::found_none, kBob, "receive gap", {.mailbox = kGap});
  told.event(3'000, Kind::waits_to_receive, kBob, "receive box", {.mailbox = kBox});
  told.event(4'000, Kind::handed_over, kAnn, "send box",
             {.mailbox = kBox, .message = 4, .partner = kBob});
  told.event(4'000, Kind::waits_to_receive, kBob, "receive gap", {.mailbox = kGap});
  told.event(4'000, Kind::handed_over, kAnn, "send gap",
             {.mailbox = kGap, .message = 1, .partner = kBob});
  told.event(4'000, Kind::waits_to_send, kAnn, "send gap", {.mailbox = kGap});
  told.event(6'000, Kind::taken_over, kBob, "receive gap",
             {.mailbox = kGap, .message = 1'234, .partner = kAnn});
  told.event(6'000, Kind::refused, kAnn, "send gap", {.mailbox = kGap});
  told.event(6'000, Kind::waits_to_send, kAnn, "send box", {.mailbox = kBox, .depth = 3});
  told.event(1'006'000, Kind::timed_out, kAnn, "send box", {.mailbox = kBox, .depth = 3});
  told.event(1'006'000, Kind::timed_out, kBob, "receive box", {.mailbox = kBox});
  told.event(12'345'678, Kind::finished, kAnn, "end of program");
  check_golden("reports/narration.txt", told.text());
}

TEST_CASE("a poller's looks are told once and summed up where they end") {
  Told told;
  for (int look = 0; look < 1'204; ++look) {
    told.event(std::int64_t{50} * look, Kind::looks, kBob, "receive box", {.mailbox = kBox});
  }
  told.event(60'200, Kind::received, kBob, "receive box", {.mailbox = kBox, .message = 2});
  told.event(60'200, Kind::looks, kBob, "receive box", {.mailbox = kBox});
  told.event(60'250, Kind::timed_out, kBob, "receive box", {.mailbox = kBox});
  told.event(60'250, Kind::looks, kBob, "receive gap", {.mailbox = kGap});
  told.event(60'300, Kind::looks, kBob, "receive gap", {.mailbox = kGap});
  told.finish(60'310);
  check_golden("reports/narration_of_looks.txt", told.text());
}

TEST_CASE("a narration from, to, and of some processes leaves the others out") {
  Told told({.from = Instant{2'000'000},
             .to = Instant{3'000'000},
             .processes = {kBob},
             .longest = Instant{20'000'000'000}});
  told.event(1'999, Kind::waits_to_receive, kBob, "receive gap", {.mailbox = kGap});
  told.event(2'000, Kind::sent, kAnn, "send box", {.mailbox = kBox, .message = 2, .depth = 2});
  told.event(2'000, Kind::dropped, kAnn, "send box", {.mailbox = kBox, .message = 1, .depth = 2});
  told.event(3'000, Kind::handed_over, kAnn, "send gap",
             {.mailbox = kGap, .message = 1, .partner = kBob});
  told.event(3'001, Kind::finished, kBob, "end of program");
  CHECK(told.text() ==
        " 0.003 s          ann     hands message 1 over to bob[0], who waited 1.001 ms at gap      "
        "      "
        "(sample.json:10)\n");
}

TEST_CASE("times are in groups of three digits, without groups of zeros at the end") {
  CHECK(time_in_groups(Instant{0}) == "0");
  CHECK(time_in_groups(Instant{1}) == "0.000 000 001");
  CHECK(time_in_groups(Instant{12'300'000}) == "0.012 300");
  CHECK(time_in_groups(Instant{12'000'000'000}) == "12");
  CHECK(time_in_groups(Instant{1'000'000'000'500'000'000}) == "1000000000.500");
}

}  // namespace ipcsim::testing
