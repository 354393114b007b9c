// How the models work on lists of messages: the text of each inline, by its name. For the files of
// this folder alone.
#pragma once

#include <string>

#include "sim/promela/model.hpp"

namespace ipcsim::promela {

/// Those that the text calls, and what they call themselves, each behind the ones that it needs.
std::string inlines_text(const Model& model, const std::string& text);

}  // namespace ipcsim::promela
