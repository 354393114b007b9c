#include "app/terminal.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include <sys/ioctl.h>
#include <unistd.h>

namespace ipcsim {

Paint paint_for(int descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  const bool unwanted = (no_color != nullptr && *no_color != '\0') ||
                        (terminal != nullptr && std::string(terminal) == "dumb");
  return {.colour = !unwanted && ::isatty(descriptor) == 1};
}

std::size_t width_of(int descriptor) {
  constexpr std::size_t kNarrowest = 40;
  constexpr std::size_t kWidest = 200;
  if (const char* columns = std::getenv("COLUMNS")) {
    const std::string_view text(columns);
    std::size_t asked = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), asked);
    const bool is_number = error == std::errc() && end == text.data() + text.size() && asked > 0;
    if (is_number) return std::clamp(asked, kNarrowest, kWidest);
  }
  winsize size{};
  if (::isatty(descriptor) != 1 || ::ioctl(descriptor, TIOCGWINSZ, &size) != 0) {
    return kReportWidth;
  }
  return std::clamp<std::size_t>(size.ws_col, kNarrowest, kWidest);
}

DescriptorBuffer::DescriptorBuffer(int descriptor, std::atomic<bool>* on_closed)
    : descriptor_(descriptor), on_closed_(on_closed), buffer_(kSize) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
}

DescriptorBuffer::int_type DescriptorBuffer::overflow(int_type character) {
  if (sync() != 0) return traits_type::eof();
  if (traits_type::eq_int_type(character, traits_type::eof()))
    return traits_type::not_eof(character);
  *pptr() = traits_type::to_char_type(character);
  pbump(1);
  return character;
}

int DescriptorBuffer::sync() {
  const char* at = pbase();
  while (error_ == 0 && at < pptr()) {
    const ssize_t written = ::write(descriptor_, at, static_cast<std::size_t>(pptr() - at));
    if (written >= 0) {
      at += written;
    } else if (errno != EINTR) {
      error_ = errno;
      if (error_ == EPIPE && on_closed_ != nullptr) on_closed_->store(true);
    }
  }
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  return error_ == 0 ? 0 : -1;
}

}  // namespace ipcsim
