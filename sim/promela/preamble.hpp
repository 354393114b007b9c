// What stands before the processes of a model: the mailboxes, what else there is to keep, and how
// lists of messages are worked on. For the files of this folder alone.
#pragma once

#include <string>

#include "sim/promela/model.hpp"

namespace ipcsim::promela {

/// `processes`: the text of all of them, which says what they call.
std::string preamble_text(const Model& model, const std::string& processes);

/// The processes that belong to no process of the scenario: messages under way, the end of a run,
/// services that owe a reply.
std::string monitors_text(const Model& model);

}  // namespace ipcsim::promela
