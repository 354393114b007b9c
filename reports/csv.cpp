#include "reports/csv.hpp"

#include <charconv>
#include <iterator>

namespace ipcsim {

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv_number(std::optional<double> value) {
  if (!value) return {};
  char buffer[32];
  const auto [end, error] = std::to_chars(buffer, std::end(buffer), *value);
  return {buffer, end};
}

}  // namespace ipcsim
