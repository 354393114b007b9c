# ipcsim_precompile(<target> <header set>)
#
# Reading the standard library and the large headers of others is most of the work of compiling a
# small file: GCC reads each set of them once, for all targets. Clang reads them in every file: its
# build, and clang-tidy, find the file that lacks an #include.
#
# The sets: `standard`, and `testing`, which is that with doctest and the JSON library.

set(ipcsim_standard_headers
  <algorithm> <array> <cmath> <cstdint> <functional> <limits> <map> <memory> <optional> <set>
  <span> <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>)
set(ipcsim_testing_headers ${ipcsim_standard_headers}
  <filesystem> <fstream> <random> <sstream> <doctest/doctest.h> <nlohmann/json.hpp>)
set(ipcsim_testing_libraries doctest::doctest nlohmann_json::nlohmann_json)

function(ipcsim_precompile target set)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR CMAKE_CXX_CLANG_TIDY)
    return()
  endif()
  if(NOT TARGET ipcsim_${set}_headers)
    file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/${set}_headers.cpp" CONTENT "")
    add_library(ipcsim_${set}_headers OBJECT "${PROJECT_BINARY_DIR}/${set}_headers.cpp")
    target_link_libraries(ipcsim_${set}_headers
      PRIVATE ipcsim_compiler ${ipcsim_${set}_libraries})
    target_precompile_headers(ipcsim_${set}_headers PRIVATE ${ipcsim_${set}_headers})
  endif()
  target_precompile_headers(${target} REUSE_FROM ipcsim_${set}_headers)
  # Read beforehand, the library's headers are no longer exempt from GCC's warnings, of which some
  # are false: on "text" + std::string, say. And where some other flag keeps GCC from using what was
  # read, it is slower, but no error.
  target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-stringop-overflow
    -Wno-stringop-overread -Wno-invalid-pch)
endfunction()
