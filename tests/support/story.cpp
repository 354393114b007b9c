#include "tests/support/story.hpp"

#include "tests/support/scenario_runner.hpp"

namespace ipcsim::testing {
namespace {

std::string word_for(TraceEvent::Kind kind) {
  switch (kind) {
    case TraceEvent::Kind::started:
      return "started";
    case TraceEvent::Kind::computes:
      return "computes";
    case TraceEvent::Kind::sleeps:
      return "sleeps";
    case TraceEvent::Kind::pays:
      return "pays";
    case TraceEvent::Kind::sent:
      return "sent";
    case TraceEvent::Kind::handed_over:
      return "handed_over";
    case TraceEvent::Kind::waits_to_send:
      return "waits_to_send";
    case TraceEvent::Kind::refused:
      return "refused";
    case TraceEvent::Kind::lost:
      return "lost";
    case TraceEvent::Kind::dropped:
      return "dropped";
    case TraceEvent::Kind::received:
      return "received";
    case TraceEvent::Kind::taken_over:
      return "taken_over";
    case TraceEvent::Kind::waits_to_receive:
      return "waits_to_receive";
    case TraceEvent::Kind::found_none:
      return "found_none";
    case TraceEvent::Kind::looks:
      return "looks";
    case TraceEvent::Kind::timed_out:
      return "timed_out";
    case TraceEvent::Kind::waits_in_select:
      return "waits_in_select";
    case TraceEvent::Kind::took_else:
      return "took_else";
    case TraceEvent::Kind::after_passed:
      return "after_passed";
    case TraceEvent::Kind::waits_for_receipt:
      return "waits_for_receipt";
    case TraceEvent::Kind::waits_for_reply:
      return "waits_for_reply";
    case TraceEvent::Kind::receipt_came:
      return "receipt_came";
    case TraceEvent::Kind::reply_came:
      return "reply_came";
    case TraceEvent::Kind::message_dropped:
      return "message_dropped";
    case TraceEvent::Kind::sets_out:
      return "sets_out";
    case TraceEvent::Kind::lost_under_way:
      return "lost_under_way";
    case TraceEvent::Kind::not_repeated:
      return "not_repeated";
    case TraceEvent::Kind::waits_for_word:
      return "waits_for_word";
    case TraceEvent::Kind::word_came:
      return "word_came";
    case TraceEvent::Kind::reply_sets_out:
      return "reply_sets_out";
    case TraceEvent::Kind::reply_lost:
      return "reply_lost";
    case TraceEvent::Kind::replied:
      return "replied";
    case TraceEvent::Kind::replied_late:
      return "replied_late";
    case TraceEvent::Kind::finished:
      return "finished";
  }
  return "?";
}

bool speaks_of_a_mailbox(const TraceEvent& event) {
  switch (event.kind) {
    case TraceEvent::Kind::started:
    case TraceEvent::Kind::computes:
    case TraceEvent::Kind::sleeps:
    case TraceEvent::Kind::pays:
    case TraceEvent::Kind::waits_in_select:
    case TraceEvent::Kind::took_else:
    case TraceEvent::Kind::after_passed:
    case TraceEvent::Kind::finished:
      return false;
    default:
      return !event.several;
  }
}

class StoryTeller : public TraceSink {
 public:
  explicit StoryTeller(const Program& program) : program_(program) {}

  void record(const TraceEvent& event) override {
    story_ += std::to_string(event.time.ns) + " " + name_of(program_, event.process) + " " +
              word_for(event.kind);
    if (speaks_of_a_mailbox(event)) {
      story_ += " " + name_of(program_, event.mailbox);
      if (event.message != 0) story_ += " #" + std::to_string(event.message);
      story_ += " (" + std::to_string(event.depth) + ")";
    }
    if (event.partner) story_ += " with " + name_of(program_, *event.partner);
    story_ += "\n";
  }
  [[nodiscard]] const std::string& story() const { return story_; }

 private:
  const Program& program_;
  std::string story_;
};

}  // namespace

std::string story_of(const std::string& text, const std::vector<Override>& overrides) {
  const auto scenario = scenario_of(text, overrides);
  const Program program = compile(*scenario);
  StoryTeller teller(program);
  RunOptions options = run_options(*scenario, program);
  options.trace = &teller;
  const RunResult result = simulate(program, options);
  return teller.story() + std::to_string(result.end.ns) + " " + ipcsim::name_of(result.reason) +
         "\n";
}

}  // namespace ipcsim::testing
