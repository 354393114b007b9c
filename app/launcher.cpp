#include "app/launcher.hpp"

#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <system_error>

namespace ipcsim {
namespace {

std::optional<int> number_in_environment(const char* name) {
  const char* text = std::getenv(name);
  if (text == nullptr) return std::nullopt;
  const std::string_view digits = text;
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

}  // namespace

LaunchedTogether launched_together() {
  struct Names {
    const char* rank;
    const char* size;
  };
  constexpr Names kLaunchers[] = {{"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"},
                                  {"PMI_RANK", "PMI_SIZE"}};
  for (const Names& names : kLaunchers) {
    const auto rank = number_in_environment(names.rank);
    const auto size = number_in_environment(names.size);
    if (rank && size && *rank >= 0 && *size > *rank) return {*rank, *size};
  }
  return {};
}

}  // namespace ipcsim
