// The line that tells how far a long piece of work has come.
#include "app/progress.hpp"

#include <sstream>

#include <doctest/doctest.h>

namespace ipcsim {
namespace {

using std::chrono::seconds;

const Progress::Clock::time_point kStart;

TEST_CASE("progress tells how much is done, how fast it goes and when it will end") {
  std::ostringstream out;
  {
    Progress progress(&out, 200, "replication", kStart);
    progress.step(kStart + seconds(1));
    CHECK_EQ(out.str(), "\r\x1B[K[........................] 1/200 replications, 1.0/s, 4 min left");
    out.str("");
    for (int i = 0; i < 99; ++i) progress.step(kStart + seconds(1));
    CHECK_EQ(out.str(), "");  // not more often than ten times a second
    progress.step(kStart + seconds(10));
    CHECK_EQ(out.str(),
             "\r\x1B[K[############............] 101/200 replications, 10.1/s, 10 s left");
    out.str("");
  }
  CHECK_EQ(out.str(), "\r\x1B[K");  // nothing is left of it
}

TEST_CASE("what was there before the start counts as done, but not for the pace") {
  std::ostringstream out;
  Progress progress(&out, 10, "replication", kStart);
  progress.begin_with(8);
  progress.step(kStart + seconds(4));
  CHECK_EQ(out.str(), "\r\x1B[K[#####################...] 9/10 replications, 4.0 s each, 4 s left");
  out.str("");
  progress.step(kStart + seconds(8));
  CHECK_EQ(out.str(), "\r\x1B[K[########################] 10/10 replications, 4.0 s each");
}

TEST_CASE("where nobody looks nothing is drawn") {
  Progress progress(nullptr, 2, "replication", kStart);
  progress.step(kStart + seconds(1));
  progress.wipe();
}

}  // namespace
}  // namespace ipcsim
