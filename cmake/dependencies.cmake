# The libraries we build on: the installed one if there is one, else a release archive pinned by
# its hash. Imported targets and fetched ones alike are SYSTEM: their warnings are not ours.
# Who may include which is told in tests/layers.

include(FetchContent)

FetchContent_Declare(nlohmann_json
  URL https://github.com/nlohmann/json/archive/refs/tags/v3.11.2.tar.gz
  URL_HASH SHA256=d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273
  SYSTEM
  FIND_PACKAGE_ARGS 3.11)

set(CLI11_INSTALL OFF)
FetchContent_Declare(CLI11
  URL https://github.com/CLIUtils/CLI11/archive/refs/tags/v2.1.2.tar.gz
  URL_HASH SHA256=26291377e892ba0e5b4972cdfd4a2ab3bf53af8dac1f4ea8fe0d1376b625c8cb
  SYSTEM
  FIND_PACKAGE_ARGS 2.1)

# Graph and Math, both header-only. The archive's own build is not used: SOURCE_SUBDIR names a
# folder without a CMakeLists.txt.
FetchContent_Declare(Boost
  URL https://archives.boost.io/release/1.84.0/source/boost_1_84_0.tar.bz2
  URL_HASH SHA256=cc4b893acf645c9d4b698e9a0f08ca8846aa5d6c68275c14c3e7949c24109454
  SOURCE_SUBDIR boost
  FIND_PACKAGE_ARGS 1.74)

FetchContent_MakeAvailable(nlohmann_json CLI11 Boost)
if(NOT TARGET Boost::headers)
  add_library(Boost::headers INTERFACE IMPORTED)
  target_include_directories(Boost::headers INTERFACE "${boost_SOURCE_DIR}")
endif()

if(IPCSIM_BUILD_TESTS)
  set(DOCTEST_NO_INSTALL ON)
  set(DOCTEST_WITH_MAIN_IN_STATIC_LIB OFF)
  FetchContent_Declare(doctest
    URL https://github.com/doctest/doctest/archive/refs/tags/v2.4.9.tar.gz
    URL_HASH SHA256=19b2df757f2f3703a5e63cee553d85596875f06d91a3333acd80a969ef210856
    SYSTEM
    FIND_PACKAGE_ARGS 2.4.9)
  # RapidCheck makes no releases: a commit of December 2023.
  FetchContent_Declare(rapidcheck
    URL https://github.com/emil-e/rapidcheck/archive/ff6af6fc683159deb51c543b065eba14dfcf329b.zip
    URL_HASH SHA256=60951dbc4de162622f51a4a34117c269a9921833a51dddce36f4cc80a5f7cf9f
    SYSTEM
    FIND_PACKAGE_ARGS)
  FetchContent_MakeAvailable(doctest rapidcheck)
endif()

if(IPCSIM_BUILD_BENCH)
  set(BENCHMARK_ENABLE_TESTING OFF)
  set(BENCHMARK_ENABLE_INSTALL OFF)
  FetchContent_Declare(benchmark
    URL https://github.com/google/benchmark/archive/refs/tags/v1.7.1.tar.gz
    URL_HASH SHA256=6430e4092653380d9dc4ccb45a1e2dc9259d581f4866dc0759713126056bc1d7
    SYSTEM
    FIND_PACKAGE_ARGS 1.7)
  FetchContent_MakeAvailable(benchmark)
endif()
