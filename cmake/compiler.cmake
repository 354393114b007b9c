# How our own code is compiled: the targets ipcsim_compiler (language, warnings, floating point),
# which every target of ours links, and ipcsim_version (the macro IPCSIM_VERSION). Libraries that
# are fetched get the sanitizers, but none of our warnings.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# One seed gives one result on every machine. These flags would end that.
foreach(flags IN ITEMS CMAKE_CXX_FLAGS CMAKE_CXX_FLAGS_RELEASE CMAKE_CXX_FLAGS_DEBUG)
  if("${${flags}}" MATCHES "-ffast-math|-Ofast|-march=native|-mcpu=native|-ffp-contract=(fast|on)")
    message(FATAL_ERROR "${flags} has ${CMAKE_MATCH_0}: with it, results differ between machines. "
                        "Leave it out.")
  endif()
endforeach()

add_library(ipcsim_compiler INTERFACE)
target_compile_features(ipcsim_compiler INTERFACE cxx_std_20)
target_include_directories(ipcsim_compiler INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(ipcsim_compiler INTERFACE
  -ffp-contract=off
  -Wall -Wextra -Wconversion
  # Designated initialisers name what differs from the default; that is what they are for.
  -Wno-missing-field-initializers
  $<$<BOOL:${IPCSIM_WERROR}>:-Werror>
  # Part of Clang's -Wconversion but not of GCC's in C++; both compilers ask for the same.
  $<$<CXX_COMPILER_ID:Clang,AppleClang>:-Wno-sign-conversion>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False alarms of GCC 12 on "text" + std::string (GCC bug 105651).
  target_compile_options(ipcsim_compiler INTERFACE -Wno-restrict)
endif()
set(CMAKE_CXX_EXTENSIONS OFF)

if(IPCSIM_SANITIZE)
  add_compile_options(-fsanitize=${IPCSIM_SANITIZE} -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${IPCSIM_SANITIZE})
  # GCC's own manual: its sanitizers make this warning unreliable.
  target_compile_options(ipcsim_compiler INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(IPCSIM_BUILD_FUZZERS)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "IPCSIM_BUILD_FUZZERS needs Clang, for -fsanitize=fuzzer")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

add_library(ipcsim_version INTERFACE)
target_compile_definitions(ipcsim_version INTERFACE IPCSIM_VERSION="${PROJECT_VERSION}")
