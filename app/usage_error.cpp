#include "app/usage_error.hpp"

namespace ipcsim {

std::string error_text(const std::string& message, const std::vector<std::string>& hints,
                       Paint paint) {
  std::string text = "ipcsim: " + paint.bad("error:") + " " + message + "\n";
  for (const std::string& hint : hints) text += "  " + hint + "\n";
  return text;
}

}  // namespace ipcsim
