// Reads the entry `links` of a scenario.
#pragma once

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// Declares the links in the entry. REQUIRES: hosts are read.
void read_links(ReaderContext& context, const JsonMember& entry);

}  // namespace ipcsim
