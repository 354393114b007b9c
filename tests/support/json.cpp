#include "tests/support/json.hpp"

template class nlohmann::basic_json<nlohmann::ordered_map>;

namespace ipcsim::testing {

Json json_of(std::string_view text) { return Json::parse(text); }

Json commented_json_of(std::string_view text) { return Json::parse(text, nullptr, true, true); }

}  // namespace ipcsim::testing
