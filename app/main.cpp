// The command `ipcsim`: the process around it, with its streams and signals.
#include <cerrno>
#include <cstring>
#include <iostream>

#include <unistd.h>

#include "app/interrupt.hpp"
#include "app/ipcsim.hpp"

int main(int argc, char** argv) {
  using ipcsim::ExitCode;
  ipcsim::catch_signals();
  // Nobody reads any more: there is no sense in going on.
  ipcsim::DescriptorBuffer buffer(STDOUT_FILENO, &ipcsim::interrupt_flag());
  std::ostream out(&buffer);
  ipcsim::Terminal terminal{out,
                            std::cerr,
                            ipcsim::paint_for(STDOUT_FILENO),
                            ipcsim::paint_for(STDERR_FILENO),
                            ipcsim::interrupt_flag(),
                            ::isatty(STDERR_FILENO) == 1};
  terminal.paint.width = ipcsim::width_of(STDOUT_FILENO);
  ExitCode code = ipcsim::ipcsim_command({argv + 1, argv + argc}, terminal);
  out.flush();
  if (buffer.error() != 0 && buffer.error() != EPIPE) {
    std::cerr << "ipcsim: error: cannot write to standard output: " << std::strerror(buffer.error())
              << "\n";
    code = ipcsim::worse(code, ExitCode::bad_input);
  }
  return static_cast<int>(code);
}
