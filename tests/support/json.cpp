#include "tests/support/json.hpp"

template class nlohmann::basic_json<nlohmann::ordered_map>;

namespace ipcsim::testing {

Json parse_json(std::string_view text) { return Json::parse(text); }

Json parse_commented_json(std::string_view text) { return Json::parse(text, nullptr, true, true); }

}  // namespace ipcsim::testing
