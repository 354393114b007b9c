#include "sim/program/compile.hpp"

#include <doctest/doctest.h>

#include "sim/program/disassemble.hpp"
#include "tests/support/scenario_runner.hpp"

namespace ipcsim {
namespace {

/// The listing of a scenario with a mailbox `m` of capacity 1, an array `f` of 3, and one process
/// group `p` of three replicas that run `program`.
std::string listing(const std::string& program) {
  const std::string text = R"({"ipcsim": 1, "run": {"until": "1s"}, "mailboxes": {
"m": {"capacity": 1}, "f": {"count": 3, "capacity": 2, "initial": 1}},
"processes": {"p": {"count": 3, "program": [
)" + program + "\n]}}}";
  const std::string whole = disassemble(testing::program_of(text));
  return whole.substr(whole.find("process p"));
}

}  // namespace

TEST_CASE("mailboxes are listed with all that decides what they do") {
  const std::string text = R"({"ipcsim": 1, "run": {"until": "1s"}, "mailboxes": {
    "a": {"capacity": 0},
    "b": {"capacity": "unbounded", "order": "lifo"},
    "c": {"capacity": 7, "when_full": "drop_oldest", "order": "priority", "count": 2, "initial": 3},
    "d": {"capacity": 1, "when_full": "drop_newest"}},
    "processes": {"p": {"service": true, "start": "2us", "program": [{"compute": "1ns"}]},
                  "q": {"program": ["stop"]}}})";
  CHECK(disassemble(testing::program_of(text)) ==
        "mailbox a: capacity 0, when full refuse, fifo\n"
        "mailbox b: capacity unbounded, when full refuse, lifo\n"
        "mailbox c[2]: capacity 7, when full drop_oldest, priority, initial 3\n"
        "mailbox d: capacity 1, when full drop_newest, fifo\n"
        "process p, service, start constant 2000\n"
        "     0  compute       constant 1                              ; 6:70 compute\n"
        "     1  stop                                                  ; 6:19 end of program\n"
        "process q\n"
        "     2  stop                                                  ; 7:37 stop\n"
        "     3  stop                                                  ; 7:19 end of program\n");
}

TEST_CASE("the modes choose the instruction, a pinned mode before the scenario's") {
  const std::string program = R"([{"send": "m"}, {"receive": "m"},
    {"send": "m", "mode": "blocking"}, {"receive": "m", "mode": "blocking"},
    {"send": "m", "mode": "nonblocking"}, {"receive": "m", "mode": "nonblocking"},
    {"receive": "m", "else": []}])";
  const auto opcodes = [&](const char* send, const char* receive) {
    const Program compiled = testing::program_of(
        R"({"ipcsim": 1, "run": {"until": "1s"}, "mailboxes": {"m": {"capacity": 1}},
            "processes": {"p": {"program": )" +
            program + "}}}",
        {{"--set", "send", send}, {"--set", "receive", receive}});
    std::string names;
    for (const Instruction& it : compiled.code) names += std::string(row_of(it.opcode).name) + " ";
    return names;
  };
  CHECK(opcodes("blocking", "blocking") ==
        "send receive send receive try_send poll_receive receive stop ");
  CHECK(opcodes("nonblocking", "blocking") ==
        "try_send receive send receive try_send poll_receive receive stop ");
  CHECK(opcodes("blocking", "nonblocking") ==
        "send poll_receive send receive try_send poll_receive try_receive stop ");
  CHECK(opcodes("nonblocking", "nonblocking") ==
        "try_send poll_receive send receive try_send poll_receive try_receive stop ");
}

TEST_CASE("a send to another host sets out over its route, and a blocking one awaits word") {
  const std::string text = R"({"ipcsim": 1, "run": {"until": "1s"},
    "hosts": {"x": {}, "y": {}, "z": {}},
    "links": [{"between": ["x", "y"]}, {"between": ["z", "y"], "name": "far"}],
    "mailboxes": {"m": {"capacity": 1, "host": "z"}, "n": {"capacity": 1, "host": "x"}},
    "processes": {"p": {"host": "x", "program": [
      {"send": "m"}, {"send": "m", "mode": "nonblocking"}, {"send": "m", "until": "received"},
      {"call": "m"}, {"send": "n"}]}}})";
  const std::string whole = disassemble(testing::program_of(text));
  CHECK(whole.substr(whole.find("process p")) ==
        "process p\n"
        "     0  transmit      m, over x-y, far                        ; 6:7 send m\n"
        "     1  await         m, word of acceptance, fails -> 2\n"
        "     2  transmit      m, over x-y, far                        ; 6:22 send m\n"
        "     3  transmit      m, over x-y, far                        ; 6:60 send m\n"
        "     4  await         m, receipt, fails -> 5\n"
        "     5  transmit      m, over x-y, far                        ; 7:7 call m\n"
        "     6  await         m, reply, fails -> 7\n"
        "     7  send          n                                       ; 7:22 send n\n"
        "     8  stop                                                  ; 5:19 end of program\n");
}

TEST_CASE("do runs behind a success, else behind a failure, and both go on at one place") {
  CHECK(listing(R"({"send": "m", "timeout": "5ns", "do": [{"compute": "1ns"}],
"else": [{"sleep": "2ns"}]}, {"compute": "3ns"})") ==
        "process p, 3 replicas\n"
        "     0  draw          m, timeout constant 5                   ; 4:1 send m\n"
        "     1  send          m, fails -> 4\n"
        "     2  compute       constant 1                              ; 4:40 compute\n"
        "     3  jump          -> 5                                    ; 4:1 send m\n"
        "     4  sleep         constant 2                              ; 5:10 sleep\n"
        "     5  compute       constant 3                              ; 5:30 compute\n"
        "     6  stop                                                  ; 3:15 end of program\n");
}

TEST_CASE("counted loops count, forever loops jump, and break and continue act on the nearest") {
  CHECK(listing(R"({"loop": 2, "do": [
{"loop": "forever", "do": [{"receive": "m", "do": ["break"], "else": ["continue"]}]},
"continue", "break", "stop"]}, {"loop": 0, "do": [{"compute": "1ns"}]})") ==
        "process p, 3 replicas\n"
        "     0  begin_loop    counter 0 = 2                           ; 4:1 loop\n"
        "     1  receive       m                                       ; 5:28 receive m\n"
        "     2  jump          -> 6                                    ; 5:52 break\n"
        "     3  jump          -> 5                                    ; 5:28 receive m\n"
        "     4  jump          -> 5                                    ; 5:71 continue\n"
        "     5  jump          -> 1                                    ; 5:1 loop\n"
        "     6  jump          -> 9                                    ; 6:1 continue\n"
        "     7  jump          -> 10                                   ; 6:13 break\n"
        "     8  stop                                                  ; 6:22 stop\n"
        "     9  end_round     counter 0 -> 1                          ; 4:1 loop\n"
        "    10  stop                                                  ; 3:15 end of program\n");
}

TEST_CASE("a branch of weight 0 is left out") {
  CHECK(listing(R"({"choose": [{"weight": 3, "do": [{"compute": "1ns"}]},
{"weight": 0, "do": ["stop"]}, {"weight": 1, "do": []}]})") ==
        "process p, 3 replicas\n"
        "     0  choose        3 -> 1, 1 -> 3                          ; 4:1 choose\n"
        "     1  compute       constant 1                              ; 4:34 compute\n"
        "     2  jump          -> 4                                    ; 4:1 choose\n"
        "     3  jump          -> 4\n"
        "     4  stop                                                  ; 3:15 end of program\n");
}

TEST_CASE("every index form has its addressing, and only what is random is drawn") {
  CHECK(listing(R"({"receive": "f[2]"}, {"receive": "f[self]"}, {"receive": "f[self+1]"},
{"receive": "f[self-1]"}, {"receive": "f[any]"},
{"send": "f[any]", "size": {"exponential": "1KB"}, "timeout": {"uniform": ["1us", "2us"]}},
{"send": "m", "size": "5B", "priority": -3})") ==
        "process p, 3 replicas\n"
        "     0  receive       f[2]                                    ; 4:1 receive f[2]\n"
        "     1  receive       f[self+0]                               ; 4:22 receive f[self]\n"
        "     2  receive       f[self+1]                               ; 4:46 receive f[self+1]\n"
        "     3  receive       f[self+2]                               ; 5:1 receive f[self-1]\n"
        "     4  draw          f[any]                                  ; 5:27 receive f[any]\n"
        "     5  receive       f[any]\n"
        "     6  draw          f[any], size exponential 1000, timeout uniform 1000 2000; "
        "6:1 send f[any]\n"
        "     7  send          f[any], fails -> 8\n"
        "     8  send          m, priority -3                          ; 7:1 send m\n"
        "     9  stop                                                  ; 3:15 end of program\n");
}

TEST_CASE("sibling loops share a counter, nested ones do not") {
  const Program program = testing::program_of(
      R"({"ipcsim": 1, "processes": {"p": {"program": [
      {"loop": 2, "do": [{"loop": 3, "do": []}]}, {"loop": 4, "do": []}]}}})");
  CHECK(program.process_groups[0].registers == 2);
}

}  // namespace ipcsim
