#include "tests/reports/golden.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

namespace ipcsim::testing {

void check_golden(const std::string& name, const std::string& actual) {
  const std::string path = std::string(IPCSIM_SOURCE_DIR) + "/tests/golden/" + name;
  if (std::getenv("IPCSIM_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << actual;
  }
  std::ifstream file(path, std::ios::binary);
  CAPTURE(path);
  REQUIRE(file.good());
  const std::string expected{std::istreambuf_iterator<char>(file), {}};
  CHECK(actual == expected);
}

}  // namespace ipcsim::testing
