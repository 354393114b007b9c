// A sweep spread over several processes by MPI. Only where the build has it.
#ifdef IPCSIM_HAS_MPI

#include <string>

#include <doctest/doctest.h>

#include "tests/cli/working_folder.hpp"

namespace ipcsim::testing {
namespace {

/// As root and with more ranks than cores, for a test; quiet about the absence of fast networks.
const std::string kEnvironment =
    "export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 "
    "OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_btl=self,vader,tcp "
    "OMPI_MCA_btl_base_warn_component_unused=0; ";

std::string mpirun(int ranks, const std::string& arguments) {
  return kEnvironment + "mpirun -n " + std::to_string(ranks) + " \"$IPCSIM\" " + arguments;
}

const std::string kSweep = "sweep random.json --vary run.seed=1:6 --vary run.until=1s,2s ";

TEST_CASE("a sweep over 2 and 4 ranks writes the same bytes as one process") {
  WorkingFolder folder;
  REQUIRE(folder.ipcsim(kSweep + "-q -o one.csv -o one.md").exit_code == 0);
  for (const int ranks : {2, 4}) {
    const std::string name = std::to_string(ranks);
    const Ran ran =
        folder.shell(mpirun(ranks, kSweep + "-q -o " + name + ".csv -o " + name + ".md"));
    CHECK(ran.exit_code == 0);
    CHECK(ran.out == "");
    CHECK(folder.read(name + ".csv") == folder.read("one.csv"));
    CHECK(folder.read(name + ".md") == folder.read("one.md"));
  }
}

TEST_CASE("ranks resume what one process began") {
  WorkingFolder folder;
  REQUIRE(folder.ipcsim(kSweep + "-q -o whole.csv").exit_code == 0);
  const std::string whole = folder.read("whole.csv");
  folder.write("broken.csv", whole.substr(0, whole.size() / 3));
  CHECK(folder.shell(mpirun(2, kSweep + "-q --resume -o broken.csv")).exit_code == 0);
  CHECK(folder.read("broken.csv") == whole);
}

TEST_CASE("a bad scenario stops all ranks with one message") {
  WorkingFolder folder;
  const Ran ran = folder.shell(mpirun(3, "sweep random.json --vary run.sed=1,2"));
  CHECK(ran.exit_code != 0);
  CHECK(ran.out == "");
  const std::size_t at = ran.err.find("error: ");
  REQUIRE(at != std::string::npos);
  CHECK(ran.err.find("error: ", at + 1) == std::string::npos);
}

TEST_CASE("a rank that cannot read the scenario, or reads another one, stops all of them") {
  WorkingFolder folder;
  // Each rank in a folder of its own, as on machines without a common file system.
  folder.shell("mkdir 0 1; cp random.json 0; cp random.json 1");
  const auto apart = [&](const std::string& change) {
    return folder.shell(change + "; " + kEnvironment +
                        "mpirun -n 2 sh -c 'cd $OMPI_COMM_WORLD_RANK && exec \"$IPCSIM\" sweep "
                        "random.json -q --vary run.seed=1,2'");
  };
  CHECK(apart(":").exit_code == 0);
  const Ran other = apart("echo >> 1/random.json");
  CHECK(other.exit_code != 0);
  CHECK(other.err.find(
            "on rank 1: ipcsim: error: the scenario is another one here than on rank 0\n") !=
        std::string::npos);
  const Ran none = apart("rm 1/random.json");
  CHECK(none.exit_code != 0);
  CHECK(none.err.find("on rank 1: random.json: error: ") != std::string::npos);
}

TEST_CASE("mpirun is for sweeps: other commands say so once") {
  WorkingFolder folder;
  const Ran ran = folder.shell(mpirun(2, "run random.json"));
  CHECK(ran.exit_code != 0);
  CHECK(ran.out == "");
  CHECK(
      ran.err.find("ipcsim: error: mpirun started several processes, and only ipcsim sweep shares "
                   "its work\n") != std::string::npos);
}

}  // namespace
}  // namespace ipcsim::testing

#endif
