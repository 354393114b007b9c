// JUnit XML: what build servers expect of it, and names that XML would trip over.
#include "reports/junit_report.hpp"

#include <doctest/doctest.h>

namespace ipcsim::testing {

TEST_CASE("JUnit XML counts failures and errors, and says what came of each case") {
  CHECK(junit_report("s", {{"a", JunitOutcome::passed, "", "fine"},
                           {"b", JunitOutcome::failed, "finding", "deadlock"},
                           {"c", JunitOutcome::failed, "undecided", "close"},
                           {"d", JunitOutcome::error, "not valid", "1 error"}}) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuite name=\"s\" tests=\"4\" failures=\"2\" errors=\"1\">\n"
        "  <testcase classname=\"s\" name=\"a\">\n"
        "    <system-out>fine</system-out>\n"
        "  </testcase>\n"
        "  <testcase classname=\"s\" name=\"b\">\n"
        "    <failure type=\"finding\" message=\"deadlock\"/>\n"
        "  </testcase>\n"
        "  <testcase classname=\"s\" name=\"c\">\n"
        "    <failure type=\"undecided\" message=\"close\"/>\n"
        "  </testcase>\n"
        "  <testcase classname=\"s\" name=\"d\">\n"
        "    <error type=\"not valid\" message=\"1 error\"/>\n"
        "  </testcase>\n"
        "</testsuite>\n");
}

TEST_CASE("an error has what was wrong in it, line by line") {
  const std::string text = junit_report("s", {{"d", JunitOutcome::error, "not valid", "1 error",
                                               "d:1:2: error: <x>\n  1 | &\x01\n"}});
  CHECK(text.find("    <error type=\"not valid\" message=\"1 error\">d:1:2: error: &lt;x&gt;\n"
                  "  1 | &amp;?\n</error>\n") != std::string::npos);
}

TEST_CASE("what means something in XML is escaped, and what may not stand in it replaced") {
  const std::string text =
      junit_report("s", {{"a<b>&\"c\"\x01.json", JunitOutcome::passed, "", "x < 1 & y > 2"}});
  CHECK(text.find("name=\"a&lt;b&gt;&amp;&quot;c&quot;?.json\"") != std::string::npos);
  CHECK(text.find("<system-out>x &lt; 1 &amp; y &gt; 2</system-out>") != std::string::npos);
}

}  // namespace ipcsim::testing
