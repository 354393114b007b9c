#include "reports/check_names.hpp"

#include "sim/base/check.hpp"

namespace ipcsim {

std::string name_of(CheckVerdict verdict) {
  switch (verdict) {
    case CheckVerdict::free:
      return "free";
    case CheckVerdict::deadlock:
      return "deadlock";
    case CheckVerdict::livelock:
      return "livelock";
    case CheckVerdict::program_error:
      return "program error";
    case CheckVerdict::undecided:
      return "undecided";
  }
  fail_check("every verdict has a name");
}

std::string name_of(PartialVerdict verdict) {
  switch (verdict) {
    case PartialVerdict::none:
      return "none";
    case PartialVerdict::none_met:
      return "none met";
    case PartialVerdict::found:
      return "found";
    case PartialVerdict::undecided:
      return "undecided";
  }
  fail_check("every verdict on partial deadlocks has a name");
}

std::string name_of(SearchEnd end) {
  switch (end) {
    case SearchEnd::complete:
      return "complete";
    case SearchEnd::found:
      return "found";
    case SearchEnd::state_limit:
      return "state limit";
    case SearchEnd::memory_limit:
      return "memory limit";
    case SearchEnd::time_limit:
      return "time limit";
    case SearchEnd::interrupted:
      return "interrupted";
    case SearchEnd::too_large:
      return "too large";
  }
  fail_check("every end of a search has a name");
}

std::string name_of(ScheduleEnd end) {
  switch (end) {
    case ScheduleEnd::deadlock:
      return "deadlock";
    case ScheduleEnd::livelock:
      return "livelock";
    case ScheduleEnd::program_error:
      return "program error";
    case ScheduleEnd::partial_deadlock:
      return "partial deadlock";
  }
  fail_check("every end of a schedule has a name");
}

std::string name_of(Step::Kind kind) {
  switch (kind) {
    case Step::Kind::statement:
      return "statement";
    case Step::Kind::timeout:
      return "timeout";
    case Step::Kind::arrival:
      return "arrival";
    case Step::Kind::loss:
      return "loss";
  }
  fail_check("every kind of step has a name");
}

std::string name_of(Event::Kind kind) {
  switch (kind) {
    case Event::Kind::put:
      return "put";
    case Event::Kind::taken:
      return "taken";
    case Event::Kind::handed_over:
      return "handed over";
    case Event::Kind::refused:
      return "refused";
    case Event::Kind::dropped:
      return "dropped";
    case Event::Kind::oldest_dropped:
      return "oldest dropped";
    case Event::Kind::none_found:
      return "none found";
    case Event::Kind::sets_out:
      return "sets out";
    case Event::Kind::waits_in_turn:
      return "waits in turn";
    case Event::Kind::branch:
      return "branch";
    case Event::Kind::otherwise:
      return "otherwise";
    case Event::Kind::replied:
      return "replied";
    case Event::Kind::replied_late:
      return "replied late";
  }
  fail_check("every kind of event has a name");
}

}  // namespace ipcsim
