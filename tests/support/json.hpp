// The JSON library for tests. What it is made of is compiled once, in json.cpp, and not again in
// each test that looks into a report: it would take longer than the test.
#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

extern template class nlohmann::basic_json<nlohmann::ordered_map>;

namespace ipcsim::testing {

using Json = nlohmann::ordered_json;  // members in the order of the text

/// Throws Json::parse_error.
Json json_of(std::string_view text);

/// The same of a scenario: it may hold comments.
Json commented_json_of(std::string_view text);

}  // namespace ipcsim::testing
