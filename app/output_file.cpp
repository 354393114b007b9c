#include "app/output_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>
#include <utility>

#include <unistd.h>

#include "app/usage_error.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

namespace fs = std::filesystem;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }  // NOLINT: owned here
};
using File = std::unique_ptr<std::FILE, CloseFile>;

[[noreturn]] void fail(const std::string& name, const std::string& reason) {
  throw UsageError("-o: cannot write " + quote(name) + ": " + reason);
}

/// Writes and closes; false, with errno set, if not every byte arrived.
bool write_and_close(File file, const std::string& bytes) {
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size() &&
                       std::fflush(file.get()) == 0;
  const int reason = errno;
  const bool closed = std::fclose(file.release()) == 0;
  if (!written) errno = reason;
  return written && closed;
}

}  // namespace

OutputFile::OutputFile(const std::string& path)
    : name_(path), path_(path), format_(format_of_file(path)) {
  std::error_code failure;
  const fs::file_status status = fs::status(path_, failure);
  if (fs::is_directory(status)) fail(name_, "this is a folder");
  is_special_ = fs::exists(status) && !fs::is_regular_file(status);
  if (is_special_) return;
  const fs::path folder = path_.has_parent_path() ? path_.parent_path() : fs::path(".");
  if (!fs::is_directory(folder, failure)) {
    fail(name_, "there is no folder " + quote(folder.string()));
  }
  if (fs::exists(status)) {
    path_ = fs::canonical(path_);
    if (::access(path_.c_str(), W_OK) != 0) fail(name_, std::strerror(errno));
  }
  const File trial(std::fopen(temporary().c_str(), "wb"));
  if (!trial) fail(name_, std::strerror(errno));
  fs::remove(temporary(), failure);
}

fs::path OutputFile::temporary() const {
  const std::string name = "." + path_.filename().string() + ".part" + std::to_string(::getpid());
  return path_.parent_path() / name;
}

void OutputFile::write(const std::string& bytes) const {
  errno = 0;
  const fs::path target = is_special_ ? path_ : temporary();
  File file(std::fopen(target.c_str(), "wb"));
  if (!file) fail(name_, std::strerror(errno));
  std::error_code ignored;
  if (!write_and_close(std::move(file), bytes)) {
    const std::string reason = std::strerror(errno);
    if (!is_special_) fs::remove(target, ignored);
    fail(name_, reason);
  }
  if (is_special_) return;
  std::error_code failure;
  fs::rename(target, path_, failure);
  if (failure) {
    fs::remove(target, ignored);
    fail(name_, failure.message());
  }
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
      throw UsageError("-o: " + quote(output.name()) + " is " + what, {"name another file"});
    }
  }
}

void reject_drawings(const OutputRequest& request, const std::string& what) {
  reject_formats(request, what, {ReportFormat::dot, ReportFormat::mermaid});
}

std::vector<OutputFile> open_outputs(const std::vector<std::string>& paths,
                                     const std::vector<std::string>& inputs,
                                     const std::string& what) {
  std::vector<OutputFile> outputs;
  for (const std::string& path : paths) {
    OutputFile output(path);
    const bool twice = std::any_of(outputs.begin(), outputs.end(), [&](const OutputFile& other) {
      return fs::absolute(other.path()).lexically_normal() ==
             fs::absolute(output.path()).lexically_normal();
    });
    if (twice) throw UsageError("-o: " + quote(path) + " is named twice");
    outputs.push_back(std::move(output));
  }
  reject_inputs(outputs, inputs, what);
  return outputs;
}

}  // namespace ipcsim
