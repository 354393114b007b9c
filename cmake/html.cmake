# Puts the style and the script of reports/html/ into ipcsim_reports, so that a report is one file
# wherever the command is installed. The files are the one source: a change of one is seen by the
# next build.
foreach(name IN ITEMS figure.css page.css report.js)
  set(file "${PROJECT_SOURCE_DIR}/reports/html/${name}")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  string(REPLACE "." "_" variable "${name}")
  file(READ "${file}" ${variable})
endforeach()
configure_file(cmake/html_parts.cpp.in "${PROJECT_BINARY_DIR}/generated/html_parts.cpp" @ONLY)
target_sources(ipcsim_reports PRIVATE "${PROJECT_BINARY_DIR}/generated/html_parts.cpp")
