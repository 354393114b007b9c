#include "sim/model/read_expectations.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/model/condition.hpp"
#include "sim/model/quoting.hpp"
#include "sim/model/read_values.hpp"
#include "sim/model/resolve_metric.hpp"

namespace ipcsim {
namespace {

void read_deadlock(ReaderContext& context, const JsonNode& node, Expectations& expect) {
  expect.deadlock_stated = true;
  if (node.kind == JsonKind::boolean) {
    expect.deadlock = node.boolean ? ExpectedDeadlock::all : ExpectedDeadlock::none;
  } else if (node.kind == JsonKind::string && node.text == "some") {
    expect.deadlock = ExpectedDeadlock::some;
  } else if (node.kind == JsonKind::string && node.text == "partial") {
    expect.deadlock = ExpectedDeadlock::partial;
  } else {
    context.error(node, "\"deadlock\" cannot be " + value_in_words(node),
                  {"known values: false (in no replication), true (in every one), \"some\" (in at "
                   "least one), \"partial\" (in every one, but never of the whole run)"});
  }
}

/// The ways in which a run may be expected to end, as reports call them.
constexpr std::string_view kEndReasons[] = {"completed", "time limit", "message limit",
                                            "deadlock",  "livelock",   "program error"};

void read_end(ReaderContext& context, const JsonNode& node, Expectations& expect) {
  if (node.kind != JsonKind::string) {
    report_wrong_type(context, node, "\"end\"", "a string", "\"completed\"");
    return;
  }
  EndExpectation end{.condition = node.text, .reason = node.text};
  for (const std::string_view sign : {"==", "!="}) {
    if (!end.reason.starts_with(sign)) continue;
    end.equal = sign == "==";
    end.reason.erase(0, sign.size());
    end.reason.erase(0, end.reason.find_first_not_of(' '));
  }
  const auto* known = std::find(std::begin(kEndReasons), std::end(kEndReasons), end.reason);
  if (known == std::end(kEndReasons)) {
    const std::vector<std::string> reasons(std::begin(kEndReasons), std::end(kEndReasons));
    context.error(node, "no run ends by " + quote(end.reason),
                  {known_words_hint(end.reason, reasons, "ends"),
                   "for example \"completed\" or \"!= time limit\""});
    return;
  }
  expect.end = std::move(end);
}

/// What `ipcsim check` is to find; `ipcsim run` makes no use of it.
std::optional<ExpectedCheck> read_check(ReaderContext& context, const JsonNode& node) {
  constexpr WordRow<ExpectedCheck> kWords[] = {{"free", ExpectedCheck::free},
                                               {"deadlock", ExpectedCheck::deadlock},
                                               {"partial", ExpectedCheck::partial}};
  return read_word(context, node, "check", kWords);
}

void read_metric_expectation(ReaderContext& context, const JsonMember& member,
                             Expectations& expect) {
  const std::optional<ResolvedMetric> metric =
      resolve_metric(context, member.key_where, member.key);
  if (!metric) return;
  const std::optional<Condition> condition = read_condition(context, member.value, metric->unit);
  if (!condition) return;
  expect.metrics.push_back({member.key_where, member.key, member.value.text, metric->path,
                            condition->comparison, condition->bound});
}

}  // namespace

Expectations read_expectations(ReaderContext& context, const JsonNode& node) {
  Expectations expect;
  if (node.kind != JsonKind::object) {
    report_wrong_type(context, node, "\"expect\"", "an object",
                      R"({ "deadlock": false, "mailboxes.buffer.wait.p95": "< 50ms" })");
    return expect;
  }
  for (const JsonMember& member : node.members) {
    if (member.key == "deadlock") {
      read_deadlock(context, member.value, expect);
    } else if (member.key == "end") {
      read_end(context, member.value, expect);
    } else if (member.key == "check") {
      expect.check = read_check(context, member.value);
    } else {
      read_metric_expectation(context, member, expect);
    }
  }
  return expect;
}

}  // namespace ipcsim
