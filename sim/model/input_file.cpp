#include "sim/model/input_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <istream>
#include <string>
#include <system_error>
#include <utility>

#include "sim/base/spelling.hpp"
#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

std::variant<std::string, FileProblem> read_stream(std::istream& stream) {
  std::string bytes;
  std::string block(1U << 16U, '\0');
  do {
    stream.read(block.data(), static_cast<std::streamsize>(block.size()));
    bytes.append(block, 0, static_cast<std::size_t>(stream.gcount()));
    if (bytes.size() > kLargestFile) {
      return FileProblem{"the file is larger than 256 MB", {"is it the right one?"}};
    }
  } while (stream);
  if (stream.bad()) return FileProblem{"the file cannot be read to its end", {}};
  return bytes;
}

constexpr std::size_t kMostEntries = 10'000;  // of a folder, that hints look at

/// The names of the files in a folder, in alphabetical order.
std::vector<std::string> file_names(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code failure;
  for (std::filesystem::directory_iterator entry(folder, failure), end;
       !failure && entry != end && names.size() < kMostEntries; entry.increment(failure)) {
    std::error_code unknown_kind;
    if (!entry->is_directory(unknown_kind)) names.push_back(entry->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

FileProblem missing_file(const std::filesystem::path& path) {
  std::error_code failure;
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  if (!std::filesystem::is_directory(folder, failure)) {
    return {"no such file", {"there is no folder " + quote(folder.string())}};
  }
  if (const auto meant = nearest(path.filename().string(), file_names(folder))) {
    return {"no such file", {"did you mean " + quote(*meant) + "?"}};
  }
  return {"no such file",
          {"there is none of this name in " + (path.has_parent_path()
                                                   ? "the folder " + quote(folder.string())
                                                   : std::string("this folder"))}};
}

FileProblem folder_for_file(const std::filesystem::path& folder) {
  for (const std::string& name : file_names(folder)) {
    if (name.ends_with(".json")) {
      return {"this is a folder, not a file",
              {"name a file in it, for example " + (folder / name).string()}};
    }
  }
  return {"this is a folder, not a file", {"name a file in it"}};
}

}  // namespace

std::variant<std::string, FileProblem> read_file(const std::string& path) {
  if (path == "-") return read_stream(std::cin);
  std::error_code failure;
  const std::filesystem::file_status status = std::filesystem::status(path, failure);
  if (status.type() == std::filesystem::file_type::not_found) return missing_file(path);
  if (std::filesystem::is_directory(status)) return folder_for_file(path);
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    const std::string reason = errno != 0 ? std::strerror(errno) : "unknown reason";
    return FileProblem{"the file cannot be opened: " + reason, {}};
  }
  return read_stream(stream);
}

}  // namespace ipcsim
