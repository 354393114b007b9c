// A report file that is either written whole or not at all: its bytes go to a temporary file beside
// it, which then takes its name. Whether that will work is tried before the run.
#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <ostream>
#include <string>
#include <vector>

#include "app/report_format.hpp"
#include "app/request.hpp"

namespace ipcsim {

class OutputFile {
 public:
  /// `option`: that named it, for errors. Throws UsageError if the extension is unknown or nothing
  /// can be written there.
  OutputFile(const std::string& path, std::string option);

  [[nodiscard]] ReportFormat format() const { return format_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// As the user gave it.
  [[nodiscard]] const std::string& name() const { return name_; }
  /// That named it: "-o".
  [[nodiscard]] const std::string& option() const { return option_; }

  /// Throws UsageError if it cannot be written after all (a full disk).
  void write(const std::string& bytes) const;
  /// The same, as `put` puts it out bit by bit: what is too large to be held.
  void write_by(const std::function<void(std::ostream&)>& put) const;

 private:
  [[noreturn]] void fail(const std::string& reason) const;
  [[nodiscard]] std::filesystem::path temporary() const;

  std::string name_;
  std::string option_;
  std::filesystem::path path_;  // symbolic links followed
  ReportFormat format_;
  bool is_special_ = false;  // a device or pipe: written to, never replaced
};

/// Whether a report goes anywhere in a format for which is_one(format) holds.
template <class IsOne>
bool writes_any(const OutputRequest& request, const std::vector<OutputFile>& outputs,
                IsOne is_one) {
  return (request.format && is_one(*request.format)) ||
         std::any_of(outputs.begin(), outputs.end(),
                     [&](const OutputFile& it) { return is_one(it.format()); });
}

struct NamedOutput {
  std::string path;
  std::string option = "-o";
};

/// The files that a command writes. Throws UsageError if one cannot be written, is named twice, or
/// is one of the files that the command reads: see reject_inputs.
std::vector<OutputFile> open_outputs(const std::vector<NamedOutput>& named,
                                     const std::vector<std::string>& inputs,
                                     const std::string& what);
/// The same of `-o` alone.
std::vector<OutputFile> open_outputs(const std::vector<std::string>& paths,
                                     const std::vector<std::string>& inputs,
                                     const std::string& what);

/// Throws UsageError if an output would replace one of `inputs`. `what` such an input is: "the
/// scenario itself".
void reject_inputs(const std::vector<OutputFile>& outputs, const std::vector<std::string>& inputs,
                   const std::string& what);

/// What is said of the traces that a scenario names, which are known once it is loaded.
inline constexpr const char* kTraceItReads = "a trace that the scenario reads";

/// Throws UsageError if the request asks for one of the formats, which `what` ("a sweep") does not
/// have.
void reject_formats(const OutputRequest& request, const std::string& what,
                    std::initializer_list<ReportFormat> formats);
/// The same for all that draw.
void reject_drawings(const OutputRequest& request, const std::string& what);

}  // namespace ipcsim
