// The style and the script of HTML reports, byte for byte the files in reports/html/: the build
// makes this header's .cpp from them.
#pragma once

#include <string_view>

namespace ipcsim {

extern const std::string_view kFigureStyle;   // figure.css: also of a drawing alone
extern const std::string_view kPageStyle;     // page.css
extern const std::string_view kReportScript;  // report.js

}  // namespace ipcsim
