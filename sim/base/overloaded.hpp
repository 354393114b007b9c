// Several lambdas as one visitor of a std::variant.
#pragma once

namespace ipcsim {

template <class... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;  // Clang 14 does not deduce it by itself

}  // namespace ipcsim
