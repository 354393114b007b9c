#include "sim/base/spelling.hpp"

#include <vector>

#include <doctest/doctest.h>

namespace ipcsim {

TEST_CASE("edit distance counts insertions, deletions, replacements and swapped neighbours") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("inbox", "inbx") == 1);
  CHECK(edit_distance("inbox", "inbxo") == 1);
  CHECK(edit_distance("buffer", "bufer") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("the nearest word is offered only if a slip of the keyboard explains the difference") {
  const std::vector<std::string> words = {"receive", "send", "sleep"};
  CHECK(nearest("recieve", words) == "receive");
  CHECK(nearest("sned", words) == "send");
  CHECK(nearest("se", words) == std::nullopt);
  CHECK(nearest("c", std::vector<std::string>{"a", "b"}) == std::nullopt);
  CHECK(nearest("multicast", words) == std::nullopt);
  CHECK(nearest("send", std::vector<std::string>{}) == std::nullopt);
}

TEST_CASE("of equally near words the first is offered") {
  const std::vector<std::string> words = {"to_A", "to_B"};
  CHECK(nearest("to_C", words) == "to_A");
}

}  // namespace ipcsim
