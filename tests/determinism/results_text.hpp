// The results of an experiment as text: every metric of every replication with all its digits.
#pragma once

#include <string>

#include "sim/experiment/results.hpp"

namespace ipcsim::testing {

/// A line for each replication's end and for each metric; doubles in hexadecimal, so that equal
/// text means equal bits.
std::string text_of(const Results& results);

/// FNV-1a, 64 bits, in hexadecimal.
std::string hash_of(const std::string& text);

}  // namespace ipcsim::testing
