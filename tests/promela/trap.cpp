#include "tests/promela/trap.hpp"

#include <vector>

#include "tests/property/random_program.hpp"

namespace ipcsim::testing {
namespace {

/// All lists of statements in `node`.
void add_blocks(Json& node, std::vector<Json*>& blocks) {
  if (node.is_array()) {
    for (Json& element : node) add_blocks(element, blocks);
  }
  if (!node.is_object()) return;
  for (auto& [key, value] : node.items()) {
    if (key == "program" || key == "do" || key == "else") blocks.push_back(&value);
    add_blocks(value, blocks);
  }
}

}  // namespace

std::string with_trap(const std::string& scenario, std::uint64_t seed) {
  Dice dice(seed);
  Json json = json_of(scenario);
  std::vector<Json*> blocks;
  add_blocks(json["processes"], blocks);
  Json& block = *blocks[dice.below_size(blocks.size())];
  const auto place = static_cast<std::ptrdiff_t>(dice.below_size(block.size() + 1));
  block.insert(block.begin() + place, Json{{"loop", "forever"}, {"do", Json::array()}});
  return json.dump(1);
}

}  // namespace ipcsim::testing
