#include "app/search.hpp"

#include <algorithm>

#include <unistd.h>

#include "app/search_watch.hpp"
#include "sim/check/check_program.hpp"

namespace ipcsim {
namespace {

/// Of the machine, in bytes; where it does not say, 4 GiB.
std::uint64_t memory_of_machine() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long page = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page <= 0) return std::uint64_t{4} << 30U;
  return static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page);
}

}  // namespace

CheckResult search(const Program& program, const SearchRequest& request, bool is_watched,
                   Terminal& terminal) {
  SearchWatch watch(terminal.err_is_terminal && is_watched ? &terminal.err : nullptr,
                    request.max_time);
  ExplorationOptions options{
      .bound = request.bound,
      .reduces = request.reduces,
      .proves_facts = request.proves_facts,
      .proves_partial = request.proves_partial,
      .max_bytes = request.max_bytes.value_or(memory_of_machine() / 4 * 3),
      .goes_on = [&watch](const SearchProgress& progress) { return watch.goes_on(progress); },
      .interrupt = &terminal.interrupt};
  options.max_states =
      std::min(options.max_states, request.max_states.value_or(options.max_states));
  return check_program(program, options);
}

SearchRequest one_of_several(const SearchRequest& request) {
  SearchRequest limited = request;
  if (!limited.max_time) limited.max_time = kUsualTimeOfOne;
  return limited;
}

}  // namespace ipcsim
