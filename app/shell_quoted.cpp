#include "app/shell_quoted.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace ipcsim {

std::string shell_quoted(const std::string& argument) {
  const bool is_plain =
      !argument.empty() && std::all_of(argument.begin(), argument.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
               std::string_view("_-+./:=,@%").find(c) != std::string_view::npos;
      });
  if (is_plain) return argument;
  std::string quoted = "'";
  for (const char c : argument) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace ipcsim
