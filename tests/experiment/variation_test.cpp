// What --vary means: lists, ranges, and what is wrong with others.
#include "sim/experiment/variation.hpp"

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

std::string listed(std::string_view text) {
  const auto parsed = parse_variation(text);
  if (const auto* problem = std::get_if<VariationProblem>(&parsed)) {
    std::string all = problem->message;
    for (const std::string& hint : problem->hints) all += " | " + hint;
    return all;
  }
  const auto& variation = std::get<Variation>(parsed);
  std::string all = variation.path + ":";
  for (const std::string& value : variation.values) all += " " + value;
  return all;
}

TEST_CASE("a list names its values, and one that comes again counts once") {
  CHECK_EQ(listed("send=blocking,nonblocking"), "send: blocking nonblocking");
  CHECK_EQ(listed("mailboxes.b.capacity=1,4,unbounded,4"), "mailboxes.b.capacity: 1 4 unbounded");
  CHECK_EQ(listed("expect.mailboxes.b.wait.p95=< 5ms,< 9ms"),
           "expect.mailboxes.b.wait.p95: < 5ms < 9ms");
}

TEST_CASE("a range goes up to its end by steps, without rounding errors to be seen") {
  CHECK_EQ(listed("p=1:5"), "p: 1 2 3 4 5");
  CHECK_EQ(listed("p=0:1:0.1"), "p: 0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1");
  CHECK_EQ(listed("p=1ms:2ms:0.25ms"), "p: 1ms 1.25ms 1.5ms 1.75ms 2ms");
  CHECK_EQ(listed("p=1:10:4,3"), "p: 1 5 9 3");
  CHECK_EQ(listed("p=1ms:3ms"), "p: 1ms 2ms 3ms");
  CHECK_EQ(listed("p=7:7"), "p: 7");
}

TEST_CASE("a range of factors stays whole where its ends are whole") {
  CHECK_EQ(listed("p=1:64:*2"), "p: 1 2 4 8 16 32 64");
  CHECK_EQ(listed("p=1:12:*1.5"), "p: 1 2 3 5 8 11");
  CHECK_EQ(listed("p=0.5ms:4ms:*2"), "p: 0.5ms 1ms 2ms 4ms");
}

TEST_CASE("what is no variation is told with what to write instead") {
  CHECK_EQ(listed("capacity"),
           "\"capacity\" is not PATH=VALUES | for example mailboxes.buffer.capacity=1,2,4 or "
           "mailboxes.buffer.capacity=1:64:*2");
  CHECK_EQ(listed("p=1,,2"), "a value of \"p\" is empty");
  CHECK_EQ(listed("p="), "a value of \"p\" is empty");
  CHECK_EQ(listed("p=a:b"),
           "\"a:b\" is no range of numbers | a range is FIRST:LAST:STEP or FIRST:LAST:*FACTOR, as "
           "in 1:64:*2");
  CHECK_EQ(listed("p=1ms:10s:1ms"),
           "the numbers of the range \"1ms:10s:1ms\" have different units | write the same unit "
           "behind each, and none behind a factor: 1ms:10ms:1ms, 1ms:64ms:*2");
  CHECK_EQ(listed("p=5:1"),
           "the range \"5:1\" ends before it begins | a range is FIRST:LAST:STEP or "
           "FIRST:LAST:*FACTOR, as in 1:64:*2");
  CHECK_EQ(listed("p=1:5:0"), "the range \"1:5:0\" never comes to its end | a step is above 0");
  CHECK_EQ(
      listed("p=1:5:*1"),
      "the range \"1:5:*1\" never comes to its end | a factor is above 1, and the first number "
      "above 0");
  CHECK_EQ(listed("p=1:1000000"), "\"p\" has more than 100,000 values | take a larger step");
}

TEST_CASE("all combinations have the last variation's values beside each other") {
  const std::vector<Variation> variations = {{"a", {"1", "2"}}, {"b", {"x", "y"}}};
  CHECK_EQ(count_points(variations), 4U);
  CHECK(all_points(variations) ==
        std::vector<std::vector<std::string>>{{"1", "x"}, {"1", "y"}, {"2", "x"}, {"2", "y"}});
  CHECK(all_points({}) == std::vector<std::vector<std::string>>{{}});
}

}  // namespace
}  // namespace ipcsim
