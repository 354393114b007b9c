#include "reports/json_names.hpp"

#include "sim/base/check.hpp"

namespace ipcsim {

std::string name_of(FindingCause cause) {
  switch (cause) {
    case FindingCause::waiting:
      return "waiting";
    case FindingCause::zero_time_loop:
      return "zero-time loop";
    case FindingCause::clock_overflow:
      return "clock overflow";
    case FindingCause::reply_without_call:
      return "reply without call";
  }
  fail_check("every cause has a name");
}

std::string name_of(StuckOperation operation) {
  switch (operation) {
    case StuckOperation::none:
      return {};
    case StuckOperation::send:
      return "send";
    case StuckOperation::receive:
      return "receive";
    case StuckOperation::select:
      return "select";
    case StuckOperation::receipt:
      return "receipt";
    case StuckOperation::reply:
      return "reply";
  }
  fail_check("every way to be stuck has a name");
}

std::string name_of(Direction direction) {
  return direction == Direction::send ? "send" : "receive";
}

std::string name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
      return "met";
    case Verdict::failed:
      return "failed";
    case Verdict::undecided:
      return "undecided";
  }
  fail_check("every verdict has a name");
}

std::string name_of(Unit unit) {
  switch (unit) {
    case Unit::count:
      return "count";
    case Unit::per_second:
      return "per second";
    case Unit::time:
      return "seconds";
    case Unit::fraction:
      return "fraction";
    case Unit::number:
      return "number";
  }
  fail_check("every unit has a name");
}

std::string name_of(OptimizationEnd end) {
  switch (end) {
    case OptimizationEnd::found:
      return "found";
    case OptimizationEnd::at_best:
      return "at best";
    case OptimizationEnd::none:
      return "none";
    case OptimizationEnd::undecided:
      return "undecided";
    case OptimizationEnd::interrupted:
      return "interrupted";
  }
  fail_check("every end of an optimization has a name");
}

const std::string& suffix_of(const MetricPath& metric) {
  const bool is_direct = metric.subject == MetricSubject::direct;
  for (const MetricName& name : metric_names()) {
    if (name.subject == (is_direct ? MetricSubject::mailbox : metric.subject) &&
        name.metric == metric.metric && name.statistic == metric.statistic) {
      return name.suffix;
    }
  }
  fail_check("every measured metric has a name");
}

}  // namespace ipcsim
