// A file of JSON that ipcsim wrote, parsed. Nobody wrote it by hand, so how to write JSON is no
// advice for what is wrong with it: how to have it written again is. Only .cpp files include it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "sim/base/diagnostics.hpp"
#include "sim/model/json_node.hpp"

namespace ipcsim {

/// What a file should be, in messages.
struct WrittenKind {
  const char* name;          // "the results"
  const char* how_to_write;  // the command that does
};

struct WrittenJson {
  std::shared_ptr<const SourceText> text;  // what `root` and the diagnostics point into
  std::optional<JsonNode> root;            // empty if there was an error
};

/// `name` stands for the file in messages.
WrittenJson parse_written(std::string name, std::string text, const WrittenKind& kind,
                          Diagnostics& diagnostics);

/// Reads the file at `path` ("-": standard input).
WrittenJson read_written(const std::string& path, const WrittenKind& kind,
                         Diagnostics& diagnostics);

}  // namespace ipcsim
