#include "sim/base/source_text.hpp"

#include <doctest/doctest.h>

namespace ipcsim {

TEST_CASE("lines and columns count from 1, a column being one UTF-8 character") {
  const SourceText text("x.json", "ab\nç€d\r\n\nend");
  const auto at = [&](std::size_t offset) {
    const LineColumn place = text.line_column(offset);
    return std::to_string(place.line) + ":" + std::to_string(place.column);
  };
  CHECK(at(0) == "1:1");
  CHECK(at(2) == "1:3");  // the line break belongs to its line
  CHECK(at(3) == "2:1");
  CHECK(at(5) == "2:2");  // behind the two bytes of ç
  CHECK(at(8) == "2:3");  // behind the three bytes of €
  CHECK(at(11) == "3:1");
  CHECK(at(12) == "4:1");
  CHECK(at(1000) == "4:4");  // past the end is the end
}

TEST_CASE("a line comes without its line break, of either kind") {
  const SourceText text("x.json", "one\ntwo\r\n");
  CHECK(text.line(1) == "one");
  CHECK(text.line(2) == "two");
  CHECK(text.line(3).empty());
}

}  // namespace ipcsim
