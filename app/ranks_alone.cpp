// Ranks in a build without MPI: there is only this process.
#include "app/launcher.hpp"
#include "app/ranks.hpp"
#include "app/usage_error.hpp"

namespace ipcsim {

Ranks::Ranks() {
  if (launched_together().size == 1) return;
  throw UsageError("this ipcsim was built without MPI, and mpirun started several of it",
                   {"start it alone, with --jobs for several threads",
                    "or build it where CMake finds MPI (Debian: libopenmpi-dev)"});
}

Ranks::~Ranks() = default;

std::string Ranks::of_first(const std::string& text) const { return text; }

std::string Ranks::first_message(const std::string& text) const { return text; }

void Ranks::share(const Work& work) const {
  for (std::size_t number = work.first; number < work.end; ++number) {
    if (work.interrupt != nullptr && work.interrupt->load()) return;
    work.take(number, work.carry_out(number));
  }
}

}  // namespace ipcsim
