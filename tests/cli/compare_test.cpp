// `ipcsim compare` and `ipcsim optimize` as a user meets them.
#include <string>

#include <doctest/doctest.h>

#include "tests/cli/working_folder.hpp"

namespace ipcsim::testing {
namespace {

/// Rendezvous and no randomness: each strategy does what one can work out by hand.
std::string meeting(const std::string& mode) {
  return R"({
  "ipcsim": 1,
  "title": "Meeting",
  "run": { "until": "1s" },
  "poll": "1ms",
  "mailboxes": { "door": { "capacity": 1 } },
  "processes": {
    "guest": { "program": [ { "loop": "forever", "do": [
      { "sleep": "3ms" }, { "send": "door")" +
         mode + R"( } ] } ] },
    "host": { "program": [ { "loop": "forever", "do": [
      { "receive": "door")" +
         mode + R"( }, { "sleep": "4ms" } ] } ] } }
})";
}

TEST_CASE("compare sets the four strategies side by side and concludes in words") {
  WorkingFolder folder;
  folder.write("meeting.json", meeting(""));
  const Ran ran = folder.ipcsim("compare meeting.json");
  CHECK(ran.exit_code == 0);
  CHECK(ran.err == "");
  for (const char* strategy : {"\nblocking/blocking ", "\nblocking/nonblocking ",
                               "\nnonblocking/blocking ", "\nnonblocking/nonblocking "}) {
    CHECK(ran.out.find(strategy) != std::string::npos);
  }
  CHECK(ran.out.find("4 variants over 10 replications, under common random numbers.") !=
        std::string::npos);
  CHECK(ran.out.find("The same again: ipcsim compare meeting.json --seed 1\n") !=
        std::string::npos);
}

TEST_CASE("where nothing is sent there is nothing to compare") {
  WorkingFolder folder;
  folder.write("alone.json",
               R"({"ipcsim": 1, "processes": {"a": {"program": [{"compute": "1ms"}]}}})");
  const Ran ran = folder.ipcsim("compare alone.json");
  CHECK(ran.exit_code == 2);
  CHECK(ran.err ==
        "ipcsim: error: there is nothing to compare: \"alone.json\" sends and receives nothing\n"
        "  compare something else: --vary processes.NAME.count=1,2,4\n");
}

TEST_CASE("where every operation pins its mode there is nothing to compare") {
  WorkingFolder folder;
  folder.write("meeting.json", meeting(R"(, "mode": "blocking")"));
  const Ran ran = folder.ipcsim("compare meeting.json");
  CHECK(ran.exit_code == 2);
  CHECK(ran.out == "");
  CHECK(ran.err ==
        "ipcsim: error: there is nothing to compare: every send and receive of \"meeting.json\" "
        "pins its mode\n"
        "  take \"mode\" out of the statements that are to follow the strategy\n"
        "  or compare something else: --vary mailboxes.NAME.capacity=1,2,4\n");
}

TEST_CASE("compare takes other values, and several files, in place of the strategies") {
  WorkingFolder folder;
  folder.write("one.json", meeting(""));
  folder.write("two.json", meeting(R"(, "mode": "nonblocking")"));
  const Ran varied = folder.ipcsim(
      "compare one.json --vary mailboxes.door.capacity=1,2 --replications 2 --until 500ms");
  CHECK(varied.exit_code == 0);
  CHECK(varied.out.find("\ncapacity=1 ") != std::string::npos);
  CHECK(varied.out.find("\ncapacity=2 ") != std::string::npos);
  const Ran files = folder.ipcsim("compare one.json two.json --replications 2 -o files.csv");
  CHECK(files.exit_code == 0);
  CHECK(files.out.find("\none ") != std::string::npos);
  CHECK(files.out.find("\ntwo ") != std::string::npos);
  CHECK(folder.read("files.csv")
            .starts_with("variant,replication,metric,value\n"
                         "one,1,total.throughput,"));
  const Ran both = folder.ipcsim("compare one.json two.json --shared-memory");
  CHECK(both.exit_code == 2);
  CHECK(both.err ==
        "ipcsim: error: several files are compared as they are\n"
        "  --vary and --shared-memory make variants of one file\n");
}

/// Random, and the same for every seed but for the draws.
std::string random_scenario(const std::string& seed, const std::string& run = "") {
  return R"({ "ipcsim": 1, "title": "Box", "run": { "until": "1s", "seed": )" + seed + run +
         R"( },
  "mailboxes": { "box": { "capacity": 1 } },
  "processes": {
    "ann": { "program": [ { "loop": "forever", "do": [
        { "compute": { "exponential": "1ms" } }, { "send": "box" } ] } ] },
    "bob": { "program": [ { "loop": "forever", "do": [
        { "receive": "box" }, { "compute": { "exponential": "1ms" } } ] } ] } } })";
}

std::string hash_in(const std::string& json) {
  const std::size_t at = json.find("\"scenario_hash\": \"");
  return at == std::string::npos ? "" : json.substr(at + 18, 45);
}

TEST_CASE("files are compared under the seed of the first, and the report says so") {
  WorkingFolder folder;
  folder.write("one.json", random_scenario("42"));
  folder.write("two.json", random_scenario("7"));
  const Ran ran = folder.ipcsim("compare one.json two.json -o r.json -o r.csv");
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find("2 variants over 10 replications, under common random numbers.\n") !=
        std::string::npos);
  CHECK(ran.out.find("Note: two: Its seed is 7, and it ran under that of the first file, 42, so "
                     "that all meet the same\n  random numbers.\n") != std::string::npos);
  CHECK(ran.out.ends_with("The same again: ipcsim compare one.json two.json --seed 42\n"));
  CHECK(folder.ipcsim("compare one.json two.json --seed 42 --format csv").out ==
        folder.read("r.csv"));
  CHECK(folder.ipcsim("report r.json").out == ran.out);
  // Both are the same scenario then.
  CHECK(ran.out.find("In throughput there is no significant difference") != std::string::npos);
  const Ran asked = folder.ipcsim("compare one.json two.json --seed 3");
  CHECK(asked.out.find("Note: two") == std::string::npos);
}

TEST_CASE("the hash of a comparison is of all its files") {
  WorkingFolder folder;
  folder.write("one.json", random_scenario("42"));
  folder.write("two.json", random_scenario("7"));
  const std::string compare = "compare one.json two.json --format json --until 10ms";
  const std::string before = hash_in(folder.ipcsim(compare).out);
  CHECK(before.starts_with("sha1:"));
  CHECK(hash_in(folder.ipcsim(compare).out) == before);
  folder.write("two.json", random_scenario("7") + "\n");
  CHECK(hash_in(folder.ipcsim(compare).out) != before);
}

TEST_CASE("variants under different seeds are not said to meet the same random numbers") {
  WorkingFolder folder;
  folder.write("one.json", random_scenario("42"));
  const Ran seeds = folder.ipcsim("compare one.json --vary run.seed=1,2");
  CHECK(seeds.exit_code == 0);
  CHECK(seeds.out.find("2 variants over 10 replications, not all under the same seed.\n") !=
        std::string::npos);
  CHECK(seeds.out.find("Every variant meets") == std::string::npos);
  CHECK(folder.ipcsim("compare one.json").out.find("Every variant meets") != std::string::npos);
  CHECK(folder.ipcsim("sweep one.json --vary run.seed=1,2").out.find("Every point meets") ==
        std::string::npos);
  CHECK(folder.ipcsim("sweep one.json --vary mailboxes.box.capacity=1,2")
            .out.find("Every point meets") != std::string::npos);
}

TEST_CASE("an error of a variant is told once, and nothing else is") {
  WorkingFolder folder;
  folder.write("one.json", random_scenario("42"));
  const Ran ran = folder.ipcsim("compare one.json --vary mailboxes.box.capacity=-1,-2");
  CHECK(ran.exit_code == 2);
  CHECK(ran.out == "");
  CHECK(ran.err ==
        "--vary:1:24: error: \"capacity\" must be at least 0, not -1\n"
        "    1 | mailboxes.box.capacity=-1\n"
        "      |                        ^~\n");
}

TEST_CASE("where intervals are over replications, batches of the file stand aside") {
  WorkingFolder folder;
  folder.write("one.json", random_scenario("42", R"(, "batches": 10)"));
  const auto told = [](const std::string& command) {
    return "one.json: " + command +
           " takes its intervals over replications, whatever run.batches asks for\n";
  };
  for (const std::string option : {"", " --replications 10"}) {
    const Ran compared = folder.ipcsim("compare one.json" + option);
    CHECK(compared.exit_code == 0);
    CHECK(compared.err == told("compare"));
    CHECK(compared.out.find("4 variants over 10 replications, under common") != std::string::npos);
    const Ran optimized = folder.ipcsim(
        "optimize one.json --smallest mailboxes.box.capacity=1:2 --format csv "
        "--such-that 'mailboxes.box.throughput > 1'" +
        option);
    CHECK(optimized.exit_code == 0);
    CHECK(optimized.err == told("optimize"));
    CHECK(optimized.out.find("\n1,0,10,mailboxes.box.throughput > 1,met,") != std::string::npos);
  }
}

TEST_CASE("optimize decides on intervals: it wants two replications, and begins with the file's") {
  WorkingFolder folder;
  folder.write("one.json", random_scenario("42", R"(, "replications": 20)"));
  const std::string optimize =
      "optimize one.json --smallest mailboxes.box.capacity=1:1 "
      "--such-that 'mailboxes.box.throughput > 1' --format csv ";
  const Ran one = folder.ipcsim(optimize + "--replications 1");
  CHECK(one.exit_code == 2);
  CHECK(one.out == "");
  CHECK(one.err ==
        "ipcsim: error: --replications: \"1\" gives no interval to decide on\n"
        "  at least 2; 10 if left out\n");
  const auto begins_with = [&](const std::string& options, const std::string& replications) {
    const std::string csv = folder.ipcsim(optimize + options).out;
    return csv.substr(csv.find('\n') + 1).starts_with("1,0," + replications + ",");
  };
  CHECK(begins_with("", "20"));
  CHECK(begins_with("--replications 4", "4"));
  CHECK(begins_with("--set run.replications=3", "10"));
  CHECK(begins_with("--max-replications 12", "12"));
}

TEST_CASE("the ring in shared memory stands beside the strategies, or it is told why not") {
  WorkingFolder folder;
  folder.write("meeting.json", meeting(""));
  const Ran ran = folder.ipcsim("compare meeting.json --shared-memory --replications 2");
  CHECK(ran.exit_code == 0);
  CHECK(ran.out.find("\nshared memory ") != std::string::npos);
  CHECK(ran.out.find("not applicable") == std::string::npos);
  const Ran rendezvous = folder.ipcsim(
      "compare meeting.json --shared-memory --replications 2 --set mailboxes.door.capacity=0");
  CHECK(rendezvous.exit_code == 0);
  CHECK(
      rendezvous.out.find("shared memory is not applicable: mailbox \"door\" has capacity 0, and a "
                          "ring holds at") != std::string::npos);
  const Ran crowd = folder.ipcsim(
      "compare meeting.json --shared-memory --replications 2 --set processes.guest.count=2");
  CHECK(crowd.exit_code == 0);
  CHECK(crowd.out.find("shared memory is not applicable: ") != std::string::npos);
}

TEST_CASE("optimize answers with its evidence") {
  WorkingFolder folder;
  folder.write("meeting.json", meeting(""));
  const Ran ran = folder.ipcsim(
      "optimize meeting.json --smallest mailboxes.door.capacity=0:5 --strategy "
      "nonblocking/blocking --such-that 'mailboxes.door.refused < 84'");
  CHECK(ran.err == "");
  CHECK(ran.out ==
        "Meeting\n"
        "\n"
        "The smallest mailboxes.door.capacity is 1.\n"
        "The next one, 2, holds as well.\n"
        "\n"
        "mailboxes.door.capacity  replications  mailboxes.door.refused < 84\n"
        "0                                  10                        ✗ 166\n"
        "1                                  10                         ✓ 82\n"
        "2 (beyond)                         10                         ✓ 81\n"
        "\n"
        "✓ holds and ✗ does not, by the whole 95 % confidence interval; ? is undecided: the "
        "interval\n"
        "straddles the bound, or is missing, though no more replications were allowed. Values are "
        "tried "
        "one\n"
        "by one, since what holds for one need not hold for the next.\n"
        "\n"
        "The same again: ipcsim optimize meeting.json --seed 1 --strategy nonblocking/blocking "
        "--smallest mailboxes.door.capacity=0:5 --such-that 'mailboxes.door.refused < 84'\n");
}

TEST_CASE("optimize says that there is no answer, and ends in 1") {
  WorkingFolder folder;
  folder.write("meeting.json", meeting(""));
  const Ran ran = folder.ipcsim(
      "optimize meeting.json --smallest mailboxes.door.capacity=1:3 "
      "--such-that 'mailboxes.door.throughput > 1000'");
  CHECK(ran.exit_code == 1);
  CHECK(ran.out.starts_with(
      "Meeting\n\nThere is no such mailboxes.door.capacity among the 3 values tried.\n"));
}

TEST_CASE("mistakes of optimize are told with what to do") {
  WorkingFolder folder;
  folder.write("meeting.json", meeting(""));
  const auto err = [&](const std::string& rest) {
    const Ran ran = folder.ipcsim("optimize meeting.json " + rest);
    CHECK(ran.exit_code == 2);
    CHECK(ran.out == "");
    return ran.err;
  };
  CHECK(err("--such-that 'deadlock == none'") ==
        "ipcsim: error: neither --smallest nor --largest says what is sought\n"
        "  for example --smallest mailboxes.buffer.capacity=1:64\n");
  CHECK(err("--smallest mailboxes.door.capacity") ==
        "ipcsim: error: no condition says which values are good\n"
        "  for example --such-that \"mailboxes.buffer.wait.p99 < 5ms\"\n");
  CHECK(err("--smallest mailboxes.door.capacity --such-that fast") ==
        "ipcsim: error: --such-that: \"fast\" is no condition\n"
        "  for example --such-that \"mailboxes.buffer.wait.p99 < 5ms\" or \"deadlock == none\"\n");
  CHECK(err("--smallest mailboxes.door.capacity --such-that 'deadlock == some'") ==
        "ipcsim: error: --such-that: of deadlocks only \"deadlock == none\" can be asked for\n");
  CHECK(err("--smallest mailboxes.door.capacity --such-that 'mailboxes.dor.wait.p99 < 5ms'")
            .starts_with("--such-that:1:"));
}

}  // namespace
}  // namespace ipcsim::testing
