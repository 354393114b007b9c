#include "sim/model/unsupported.hpp"

namespace ipcsim {

void report_unsupported(const Scenario& scenario, Diagnostics& diagnostics) {
  for (const LinkSpec& link : scenario.links) {
    diagnostics.error(link.where, "links are not supported by this version yet",
                      {"leave them out, and let processes that talk share a host"});
  }
}

}  // namespace ipcsim
