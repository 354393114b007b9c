// Names of a scenario made into names of Promela: letters, digits and underscores, none a word of
// Promela, of C or of SPIN's verifier, and no two alike.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace ipcsim::promela {

class Identifiers {
 public:
  /// `wanted` itself where it can be a name and is free; else one that is near it.
  std::string add(std::string_view wanted);

 private:
  std::set<std::string> taken_;
};

}  // namespace ipcsim::promela
