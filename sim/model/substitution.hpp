// Puts the values of a process's `with` in the place of `${key}` in its program. Knows nothing of
// statements.
#pragma once

#include <string>
#include <vector>

#include "sim/model/reader_context.hpp"

namespace ipcsim {

/// A value that stands for `${key}`.
struct WithValue {
  const JsonMember* member = nullptr;  // key and value, the value being a scalar
  bool used = false;                   // some `${key}` was replaced by it
};

struct WithValues {
  std::string process;            // whose they are
  std::vector<WithValue> values;  // in file order

  [[nodiscard]] std::vector<std::string> keys() const;
};

/// Whether a string in the tree contains `${`.
bool has_placeholder(const JsonNode& tree);

/// The tree with every `${key}` in its strings replaced. A string that is one `${key}` alone
/// becomes the value and has the value's place; otherwise the value's text is spliced in. Nodes
/// changed carry a note that says so. Unknown keys are reported where they stand.
JsonNode substitute(ReaderContext& context, const JsonNode& tree, WithValues& with);

}  // namespace ipcsim
