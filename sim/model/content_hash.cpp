#include "sim/model/content_hash.hpp"

#include <cstddef>

#include <boost/uuid/detail/sha1.hpp>

namespace ipcsim {
namespace {

/// Of a digest in words of 32 bits or, from Boost 1.86 on, in bytes; most significant first.
template <class Unit, std::size_t n>
std::string hexadecimal(const Unit (&digest)[n]) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const Unit unit : digest) {
    for (std::size_t shift = 8 * sizeof unit; shift > 0; shift -= 4) {
      text += kDigits[unit >> (shift - 4) & 0xFU];
    }
  }
  return text;
}

}  // namespace

std::string content_hash(std::string_view bytes) {
  boost::uuids::detail::sha1 sha1;
  sha1.process_bytes(bytes.data(), bytes.size());
  boost::uuids::detail::sha1::digest_type digest;
  sha1.get_digest(digest);
  return "sha1:" + hexadecimal(digest);
}

}  // namespace ipcsim
