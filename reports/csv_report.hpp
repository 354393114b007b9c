// Results as tidy long CSV: a row for each replication and metric, for spreadsheets, R and pandas.
// Times in seconds; an empty value where there is none. Quoted as RFC 4180 says.
#pragma once

#include <string>

#include "sim/experiment/results.hpp"

namespace ipcsim {

/// Whether there are values of each replication, as after a run: CSV is made of nothing else. A
/// file of results may have been stripped of them.
bool has_values_of_replications(const Results& results);

/// REQUIRES: has_values_of_replications. Header line `replication,metric,value`; replications count
/// from 1. Lines end in LF.
std::string csv_report(const Results& results);

}  // namespace ipcsim
