#include "reports/xml_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "sim/base/utf8.hpp"

namespace ipcsim {

std::string xml_text(std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    const std::string_view character = text.substr(at, length);
    const bool is_control = length == 1 && static_cast<unsigned char>(text[at]) < 0x20;
    if (length == 0 || is_control) {
      escaped += kReplacement;
    } else if (character == "&") {
      escaped += "&amp;";
    } else if (character == "<") {
      escaped += "&lt;";
    } else if (character == ">") {
      escaped += "&gt;";
    } else if (character == "\"") {
      escaped += "&quot;";
    } else {
      escaped += character;
    }
    at += length == 0 ? 1 : length;
  }
  return escaped;
}

std::string xml_number(double value) {
  constexpr double kFarthest = 1e12;  // beyond, and what is no number: nothing is drawn there
  const bool is_near = std::abs(value) < kFarthest;
  const long long hundredths = is_near ? std::llround(value * 100) : 0;
  std::string text = hundredths < 0 ? "-" : "";
  const long long magnitude = std::llabs(hundredths);
  text += std::to_string(magnitude / 100);
  if (magnitude % 100 == 0) return text;
  text += '.';
  text += static_cast<char>('0' + magnitude % 100 / 10);
  if (magnitude % 10 != 0) text += static_cast<char>('0' + magnitude % 10);
  return text;
}

}  // namespace ipcsim
