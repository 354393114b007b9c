// Fields of CSV as RFC 4180 says.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ipcsim {

/// A field that holds a comma, a quote or a line break stands in quotes.
std::string csv_field(std::string_view text);

/// The shortest decimal that reads back as the same number; empty if there is none.
std::string csv_number(std::optional<double> value);

}  // namespace ipcsim
