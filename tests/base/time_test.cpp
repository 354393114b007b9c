#include "sim/base/time.hpp"

#include <doctest/doctest.h>

namespace ipcsim {

TEST_CASE("adding to an instant saturates at never instead of wrapping") {
  CHECK(Instant{5} + Duration{7} == Instant{12});
  CHECK(Instant{kNever.ns - 1} + Duration{1} == kNever);
  CHECK(Instant{kNever.ns - 1} + Duration{2} == kNever);
  CHECK(Instant{1} + Duration{kNever.ns} == kNever);
  CHECK(kNever + Duration{kNever.ns} == kNever);
}

TEST_CASE("the difference of instants is exact") {
  CHECK(kNever - Instant{1} == Duration{kNever.ns - 1});
  CHECK(seconds(Duration{1'500'000'000}) == 1.5);
  CHECK(seconds(Instant{1'000'000}) == 0.001);
}

}  // namespace ipcsim
