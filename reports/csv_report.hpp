// Results as tidy long CSV: a row for each replication and metric, for spreadsheets, R and pandas.
// Times in seconds; an empty value where there is none. Quoted as RFC 4180 says.
#pragma once

#include <string>

#include "sim/experiment/results.hpp"

namespace ipcsim {

/// Header line `replication,metric,value`; replications count from 1. Lines end in LF.
std::string csv_report(const Results& results);

}  // namespace ipcsim
