#include "sim/machine/control_flow.hpp"

#include <doctest/doctest.h>

#include "tests/support/scenario_runner.hpp"

namespace ipcsim {
namespace {

Program program_with(const std::string& statements) {
  return testing::program_of(R"({"ipcsim": 1, "run": {"until": "1s"}, "mailboxes": {
    "m": {"capacity": 1}, "f": {"count": 3, "capacity": 1}},
    "processes": {"p": {"count": 3, "program": [)" +
                             statements + "]}}}");
}

using Places = std::vector<CodeIndex>;

}  // namespace

TEST_CASE("an operation can go on behind itself, and at its else only if it can fail") {
  const Program program = program_with(
      R"({"send": "m", "else": ["stop"]},
         {"send": "m", "mode": "nonblocking", "else": ["stop"]},
         {"receive": "m", "timeout": "1s", "else": ["stop"]})");
  // 0 send, 1 jump, 2 stop, 3 try_send, 4 jump, 5 stop, 6 draw, 7 receive, 8 jump, 9 stop, 10 stop
  CHECK(successors(program, 0) == Places{1});
  CHECK(successors(program, 3) == Places{4, 5});
  CHECK(successors(program, 7) == Places{8, 9});
  CHECK(successors(program, 10).empty());
}

TEST_CASE("what can be reached leaves out what only the instruction itself could do") {
  const Program program = program_with(
      R"({"receive": "m"}, {"loop": "forever", "do": [{"send": "m"}, {"choose": [
         {"weight": 1, "do": [{"compute": "1s"}]}, {"weight": 1, "do": ["break"]}]}]})");
  // 0 receive, 1 send, 2 choose, 3 compute, 4 jump, 5 jump (break), 6 jump, 7 jump (loop), 8 stop
  CHECK(reachable_after(program, 0) == Places{1, 2, 3, 4, 5, 7, 8});
  CHECK(reachable_after(program, 8).empty());
}

TEST_CASE("an operation means one mailbox, or all of a group where the index is drawn") {
  const Program program = program_with(R"({"send": "f[self+2]"}, {"receive": "f[any]"})");
  const ProcessState second{.replica = 1};
  const auto spans = [&](std::size_t operation) {
    std::string text;
    visit_mailboxes(program, program.operations[operation], second, [&](MailboxSpan span) {
      text += std::to_string(span.first.value) + "+" + std::to_string(span.count) + " ";
    });
    return text;
  };
  CHECK(spans(0) == "1+1 ");
  CHECK(spans(1) == "1+3 ");
  const std::vector<std::uint32_t> registers = {2};
  visit_mailboxes_now(program, program.operations[1], second, registers, [](MailboxSpan span) {
    CHECK(span.first == MailboxId{3});
    CHECK(span.count == 1);
  });
}

}  // namespace ipcsim
