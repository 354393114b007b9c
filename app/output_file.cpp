#include "app/output_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>
#include <utility>

#include <unistd.h>

#include "app/terminal.hpp"
#include "app/usage_error.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

namespace fs = std::filesystem;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }  // NOLINT: owned here
};
using File = std::unique_ptr<std::FILE, CloseFile>;

/// Of a file that is not to stay behind, unless `path` is empty in the end.
struct Removal {
  fs::path path;
  explicit Removal(fs::path of) : path(std::move(of)) {}
  Removal(const Removal&) = delete;
  Removal& operator=(const Removal&) = delete;
  ~Removal() {
    std::error_code ignored;
    if (!path.empty()) fs::remove(path, ignored);
  }
};

}  // namespace

OutputFile::OutputFile(const std::string& path, std::string option)
    : name_(path), option_(std::move(option)), path_(path), format_(format_of_file(path, option_)) {
  std::error_code failure;
  const fs::file_status status = fs::status(path_, failure);
  if (fs::is_directory(status)) fail("this is a folder");
  is_special_ = fs::exists(status) && !fs::is_regular_file(status);
  if (is_special_) return;
  const fs::path folder = path_.has_parent_path() ? path_.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, failure)) {
    fail("there is no folder " + quote(folder.string()));
  }
  if (fs::exists(status)) {
    path_ = fs::canonical(path_);
    if (::access(path_.c_str(), W_OK) != 0) fail(std::strerror(errno));
  }
  const File trial(std::fopen(temporary().c_str(), "wb"));
  if (!trial) fail(std::strerror(errno));
  fs::remove(temporary(), failure);
}

fs::path OutputFile::temporary() const {
  const std::string name = "." + path_.filename().string() + ".part" + std::to_string(::getpid());
  return path_.parent_path() / name;
}

void OutputFile::fail(const std::string& reason) const {
  throw UsageError(option_ + ": cannot write " + quote(name_) + ": " + reason);
}

void OutputFile::write(const std::string& bytes) const {
  write_by([&](std::ostream& out) { out << bytes; });
}

void OutputFile::write_by(const std::function<void(std::ostream&)>& put) const {
  errno = 0;
  const fs::path target = is_special_ ? path_ : temporary();
  File file(std::fopen(target.c_str(), "wb"));
  if (!file) fail(std::strerror(errno));
  DescriptorBuffer buffer(::fileno(file.get()), nullptr);
  std::ostream out(&buffer);
  Removal removal(is_special_ ? fs::path() : target);
  put(out);
  out.flush();
  if (buffer.error() != 0) fail(std::strerror(buffer.error()));
  if (std::fclose(file.release()) != 0) fail(std::strerror(errno));
  if (is_special_) return;
  std::error_code failure;
  fs::rename(target, path_, failure);
  if (failure) fail(failure.message());
  removal.path.clear();
}

void reject_formats(const OutputRequest& request, const std::string& what,
                    std::initializer_list<ReportFormat> formats) {
  for (const ReportFormat format : formats) {
    const bool is_written =
        std::any_of(request.files.begin(), request.files.end(),
                    [&](const std::string& path) { return format_of_file(path) == format; });
    if (is_written) reject_format("-o", what, format);
    if (request.format == format) reject_format("--format", what, format);
  }
}

void reject_inputs(const std::vector<OutputFile>& outputs, const std::vector<std::string>& inputs,
                   const std::string& what) {
  for (const OutputFile& output : outputs) {
    for (const std::string& input : inputs) {
      std::error_code no_such_file;
      if (!fs::equivalent(output.path(), input, no_such_file)) continue;
      throw UsageError(output.option() + ": " + quote(output.name()) + " is " + what,
                       {"name another file"});
    }
  }
}

void reject_drawings(const OutputRequest& request, const std::string& what) {
  reject_formats(request, what, {ReportFormat::dot, ReportFormat::svg, ReportFormat::mermaid});
}

std::vector<OutputFile> open_outputs(const std::vector<NamedOutput>& named,
                                     const std::vector<std::string>& inputs,
                                     const std::string& what) {
  std::vector<OutputFile> outputs;
  for (const auto& [path, option] : named) {
    OutputFile output(path, option);
    const bool twice = std::any_of(outputs.begin(), outputs.end(), [&](const OutputFile& other) {
      return fs::absolute(other.path()).lexically_normal() ==
             fs::absolute(output.path()).lexically_normal();
    });
    if (twice) throw UsageError(option + ": " + quote(path) + " is named twice");
    outputs.push_back(std::move(output));
  }
  reject_inputs(outputs, inputs, what);
  return outputs;
}

std::vector<OutputFile> open_outputs(const std::vector<std::string>& paths,
                                     const std::vector<std::string>& inputs,
                                     const std::string& what) {
  std::vector<NamedOutput> named;
  named.reserve(paths.size());
  for (const std::string& path : paths) named.push_back({path});
  return open_outputs(named, inputs, what);
}

}  // namespace ipcsim
