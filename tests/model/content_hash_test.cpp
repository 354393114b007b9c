#include "sim/model/content_hash.hpp"

#include <fstream>

#include <doctest/doctest.h>

#include "sim/model/read_scenario.hpp"

namespace ipcsim {
namespace {

const std::string kText =
    R"({"ipcsim": 1, "run": {"until": "1s"}, "processes": {"P": {"program": [{"sleep": "1ms"}]}}})";

}  // namespace

TEST_CASE("a hash is that of sha1sum") {
  // FIPS 180-2, appendix A; and of nothing.
  CHECK(content_hash("abc") == "sha1:a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(content_hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "sha1:84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  CHECK(content_hash("") == "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709");
}

TEST_CASE("the hash of a scenario is that of its text, wherever it stands") {
  CHECK(read_scenario("here.json", kText).hash == content_hash(kText));
  CHECK(read_scenario("/there/else.json", kText).hash == content_hash(kText));
  CHECK(read_scenario("here.json", "{}").hash.empty());
}

TEST_CASE("overrides and the contents of traces change the hash of a scenario") {
  CHECK(read_scenario("a.json", kText, {{"--seed", "run.seed", "7"}}).hash ==
        content_hash(kText + "\nrun.seed=7"));
  const Override no_end{.option = "--vary", .path = "run.until", .value = "", .take_out = true};
  CHECK(read_scenario("a.json", kText, {no_end}).hash == content_hash(kText + "\nrun.until"));
  const std::string folder = IPCSIM_SOURCE_DIR "/tests/property";
  const std::string with_trace = R"({"ipcsim": 1, "run": {"until": "1s"}, "processes": {
      "P": {"program": [{"sleep": {"trace": "times.csv"}}, {"sleep": {"trace": "times.csv"}}]}}})";
  std::ifstream in(folder + "/times.csv", std::ios::binary);
  const std::string trace((std::istreambuf_iterator<char>(in)), {});
  REQUIRE_FALSE(trace.empty());
  CHECK(read_scenario(folder + "/a.json", with_trace).hash ==
        content_hash(with_trace + "\n" + content_hash(trace)));
}

}  // namespace ipcsim
