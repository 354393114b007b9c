// The streams of the command: results go to `out`, everything else to `err`.
#pragma once

#include <atomic>
#include <cstddef>
#include <ostream>
#include <streambuf>
#include <string>
#include <vector>

#include "reports/paint.hpp"
#include "reports/paragraph.hpp"

namespace ipcsim {

struct Terminal {
  std::ostream& out;
  std::ostream& err;
  Paint paint;      // of `out`
  Paint err_paint;  // of `err`
  std::atomic<bool>& interrupt;
  bool err_is_terminal = false;  // somebody looks at `err` while it is written
};

/// Colour for what goes to this file descriptor: only to a terminal, and without NO_COLOR.
Paint paint_for(int descriptor);

/// The environment variable COLUMNS, if it is a number; else the columns of the terminal at this
/// file descriptor, and kReportWidth of anything else. Within bounds that can be read.
std::size_t width_of(int descriptor);

/// Buffers what is written to a file descriptor and remembers why it could not be written.
class DescriptorBuffer final : public std::streambuf {
 public:
  /// `on_closed`, if given, is set when the reader has gone away.
  DescriptorBuffer(int descriptor, std::atomic<bool>* on_closed);
  DescriptorBuffer(const DescriptorBuffer&) = delete;
  DescriptorBuffer& operator=(const DescriptorBuffer&) = delete;

  /// errno of the first write that failed; 0: none has.
  [[nodiscard]] int error() const { return error_; }

 protected:
  int_type overflow(int_type character) override;
  int sync() override;

 private:
  static constexpr std::size_t kSize = std::size_t{1} << 16U;
  int descriptor_;
  std::atomic<bool>* on_closed_;
  int error_ = 0;
  std::vector<char> buffer_;
};

}  // namespace ipcsim
