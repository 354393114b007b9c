// Holds the tree to its layers: reads the #include lines of every source file of ours and says
// which one breaks a rule, and which file is too long. The rules are the tables below, and
// nothing else; docs/architecture.md says why they are as they are.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace {

using Names = std::vector<std::string_view>;

// A layer may include itself and the layers it names.
struct Layer {
  std::string_view folder;
  Names may_include;
};

const std::vector<Layer> kLayers = {
    {"sim/base", {}},
    {"sim/model", {"sim/base"}},
    {"sim/program", {"sim/base", "sim/model"}},
    // The next three know no model: names and source positions travel in the Program.
    {"sim/machine", {"sim/base", "sim/program"}},
    {"sim/engine", {"sim/base", "sim/program", "sim/machine"}},
    {"sim/check", {"sim/base", "sim/program", "sim/machine"}},
    {"sim/promela", {"sim/base", "sim/program", "sim/machine", "sim/check"}},
    {"sim/experiment",
     {"sim/base", "sim/model", "sim/program", "sim/machine", "sim/engine", "sim/check"}},
    {"reports",
     {"sim/base", "sim/model", "sim/program", "sim/machine", "sim/engine", "sim/check",
      "sim/experiment"}},
    {"app",
     {"sim/base", "sim/model", "sim/program", "sim/machine", "sim/engine", "sim/check",
      "sim/promela", "sim/experiment", "reports"}},
    {"bench",
     {"sim/base", "sim/model", "sim/program", "sim/machine", "sim/engine", "sim/check",
      "sim/experiment", "reports"}},
    {"tests",
     {"sim/base", "sim/model", "sim/program", "sim/machine", "sim/engine", "sim/check",
      "sim/promela", "sim/experiment", "reports", "app"}},
};

// A header in <> that is not for everybody: the first row whose prefix it begins with decides.
// Headers of C++ itself that no row names are for all; any other that no row names is for nobody.
// No header (.hpp) of sim/ or reports/ includes one of these, so that they stay behind our types;
// kInternalHeaders aside.
struct Restricted {
  std::string_view prefix;
  Names only_in;
  std::string_view reason;
};

const std::vector<Restricted> kRestricted = {
    {"nlohmann/", {"sim/model", "reports", "tests"}, "JSON is for its reader and its writers"},
    {"boost/math/", {"sim/experiment", "tests"}, "Boost.Math is for statistics"},
    // Boost.Graph comes with property maps, ranges and the like.
    {"boost/", {"sim/model", "sim/machine", "tests"}, "Boost.Graph is for topology and wait graph"},
    {"CLI/", {"app"}, "CLI11 is for the command line"},
    {"doctest/", {"tests"}, "doctest is for tests"},
    {"rapidcheck", {"tests"}, "RapidCheck is for tests"},
    {"benchmark/", {"bench"}, "Google Benchmark is for benchmarks"},
    {"simgrid/", {"bench"}, "SimGrid is a peer to compare with"},
    // One seed gives one result: below app there is no clock, no draw and no system but ours.
    {"chrono", {"app", "bench", "tests"}, "only app looks at a clock"},
    {"ctime", {"app", "bench", "tests"}, "only app looks at a clock"},
    {"random", {"bench", "tests"}, "draws of the standard library differ between machines"},
    {"sys/mman.h", {"sim/check"}, "only what grows very large is particular about its pages"},
    {"sys/", {"app", "bench", "tests"}, "only app asks the operating system"},
    {"fcntl.h", {"app", "bench", "tests"}, "only app asks the operating system"},
    {"mpi.h", {"app"}, "ranks are the command's matter"},
    {"unistd.h", {"app", "bench", "tests"}, "only app asks the operating system"},
};

// Headers that show a library's types all the same: to files of their own folder that are no
// headers, and to nobody else.
const Names kInternalHeaders = {"reports/json_value.hpp"};

constexpr int kMostLines = 400;

// A file that may be longer, such as a table of literals. None is so far.
struct LongFile {
  std::string_view path;
  std::string_view reason;
};

const std::vector<LongFile> kLongFiles = {};

struct SourceFile {
  std::string path;  // from the root of the tree, with '/'
  std::string text;
};

struct Include {
  int line = 0;
  std::string name;     // between the quotes or brackets; empty for #include MACRO
  bool quoted = false;  // "ours" or <theirs>
};

const Layer* layer_of(std::string_view path) {
  const auto holds = [&](const Layer& layer) {
    return path.starts_with(layer.folder) && path.substr(layer.folder.size()).starts_with('/');
  };
  const auto found = std::ranges::find_if(kLayers, holds);
  return found == kLayers.end() ? nullptr : &*found;
}

bool contains(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::string joined(const Names& names) {
  if (names.empty()) return "none";
  std::string text;
  for (const std::string_view name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

std::vector<Include> includes_of(const std::string& text) {
  constexpr std::string_view kDirective = "#include";
  std::vector<Include> includes;
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::erase_if(line, [](char c) { return c == ' ' || c == '\t'; });
    if (!line.starts_with(kDirective)) continue;
    line.erase(0, kDirective.size());
    const bool named = line.starts_with('"') || line.starts_with('<');
    const auto end = line.find_first_of("\">", 1);
    includes.push_back(
        {number, named ? line.substr(1, end - 1) : std::string(), line.starts_with('"')});
  }
  return includes;
}

// What is wrong with #include "name" in this file of this layer; empty if nothing is.
std::string wrong_with_ours(const Layer& layer, const std::string& path, const std::string& name) {
  const Layer* target = layer_of(name);
  if (target == nullptr) {
    return "\"" + name + "\" is no path in a layer; write ours from the root of the tree, " +
           "other libraries in <>";
  }
  if (contains(kInternalHeaders, name) && (target != &layer || path.ends_with(".hpp"))) {
    return "\"" + name + "\" shows a library's types: it is for .cpp files of " +
           std::string(target->folder) + " alone";
  }
  if (target == &layer || contains(layer.may_include, target->folder)) return {};
  return std::string(layer.folder) + " must not include \"" + name +
         "\"; layers it may include: " + joined(layer.may_include);
}

// What is wrong with #include <name> in this file of this layer; empty if nothing is.
std::string wrong_with_theirs(const Layer& layer, const std::string& path,
                              const std::string& name) {
  const auto row = std::ranges::find_if(
      kRestricted, [&](const Restricted& r) { return name.starts_with(r.prefix); });
  if (row == kRestricted.end()) {
    const bool of_cpp = name.find_first_of("./") == std::string::npos;
    return of_cpp ? "" : "<" + name + "> is a library that no rule knows";
  }
  if (!contains(row->only_in, layer.folder)) {
    return "<" + name + "> is only for " + joined(row->only_in) + ": " + std::string(row->reason);
  }
  const bool stays_inside = path.starts_with("sim/") || path.starts_with("reports/");
  if (stays_inside && path.ends_with(".hpp") && !contains(kInternalHeaders, path)) {
    return "<" + name + "> belongs into a .cpp file: no header of ours shows a library's types";
  }
  return {};
}

void check_length(const SourceFile& file, std::vector<std::string>& violations) {
  const auto lines = std::ranges::count(file.text, '\n');
  const bool may_be_long = std::ranges::any_of(
      kLongFiles, [&](const LongFile& allowed) { return allowed.path == file.path; });
  if (lines > kMostLines && !may_be_long) {
    violations.push_back(file.path + ": " + std::to_string(lines) + " lines; at most " +
                         std::to_string(kMostLines) + ": split it by what it is about");
  }
}

// Every broken rule as one line, PATH:LINE: what is wrong, in the order of the files.
std::vector<std::string> violations_in(const std::vector<SourceFile>& files) {
  std::vector<std::string> violations;
  for (const SourceFile& file : files) {
    check_length(file, violations);
    const Layer* layer = layer_of(file.path);
    if (layer == nullptr) {
      violations.push_back(file.path + ": is in no layer");
      continue;
    }
    for (const Include& include : includes_of(file.text)) {
      std::string wrong = include.name.empty() ? "an #include must name its file"
                          : include.quoted     ? wrong_with_ours(*layer, file.path, include.name)
                                               : wrong_with_theirs(*layer, file.path, include.name);
      if (wrong.empty()) continue;
      violations.push_back(file.path + ":" + std::to_string(include.line) + ": " + wrong);
    }
  }
  return violations;
}

std::vector<SourceFile> source_files_of_the_tree() {
  namespace fs = std::filesystem;
  const fs::path root = IPCSIM_SOURCE_DIR;
  std::vector<SourceFile> files;
  for (const char* folder : {"sim", "reports", "app", "bench", "tests"}) {
    if (!fs::exists(root / folder)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / folder)) {
      const fs::path& path = entry.path();
      if (path.extension() != ".hpp" && path.extension() != ".cpp") continue;
      std::ifstream in(path, std::ios::binary);
      files.push_back({path.lexically_relative(root).generic_string(),
                       {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}});
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

std::string only_violation(const std::string& path, const std::string& text) {
  const std::vector<std::string> violations = violations_in({{path, text}});
  return violations.size() == 1 ? violations.front()
                                : std::to_string(violations.size()) + " violations";
}

}  // namespace

TEST_CASE("every file of the tree keeps to its layer") {
  const std::vector<SourceFile> files = source_files_of_the_tree();
  for (const char* folder : {"sim/base/", "tests/"}) {
    CAPTURE(folder);
    REQUIRE(std::ranges::any_of(files, [&](const auto& f) { return f.path.starts_with(folder); }));
  }
  for (const std::string& violation : violations_in(files)) FAIL_CHECK(violation);
}

TEST_CASE("every file that may be long exists and is long") {
  const std::vector<SourceFile> files = source_files_of_the_tree();
  for (const LongFile& allowed : kLongFiles) {
    CAPTURE(allowed.path);
    const auto file = std::ranges::find(files, allowed.path, &SourceFile::path);
    REQUIRE(file != files.end());
    CHECK_MESSAGE(std::ranges::count(file->text, '\n') > kMostLines, "take it off the list");
  }
}

TEST_CASE("an include of a lower layer, of the own layer or of C++ is fine") {
  CHECK(violations_in({{"sim/model/a.cpp",
                        "#include \"sim/model/a.hpp\"\n"
                        "#include <nlohmann/json.hpp>\n"
                        "#include <vector>\n"
                        "#include \"sim/base/time.hpp\"\n"}})
            .empty());
  CHECK(violations_in({{"tests/engine/a_test.cpp",
                        "#include <doctest/doctest.h>\n"
                        "#include \"app/command.hpp\"\n"
                        "#include \"tests/support/scenarios.hpp\"\n"}})
            .empty());
  CHECK(violations_in({{"sim/base/a.cpp", "// #include \"app/command.hpp\"\n"}}).empty());
}

TEST_CASE("an include of a higher layer is reported with what may be included") {
  CHECK(only_violation("sim/base/a.hpp", "#pragma once\n#include \"sim/model/scenario.hpp\"\n") ==
        "sim/base/a.hpp:2: sim/base must not include \"sim/model/scenario.hpp\"; "
        "layers it may include: none");
  CHECK(only_violation("reports/a.cpp", "#  include \"app/command.hpp\"\n") ==
        "reports/a.cpp:1: reports must not include \"app/command.hpp\"; layers it may include: "
        "sim/base, sim/model, sim/program, sim/machine, sim/engine, sim/check, sim/experiment");
}

TEST_CASE("machine, engine and check never include the model") {
  for (const std::string folder : {"sim/machine", "sim/engine", "sim/check"}) {
    CHECK(only_violation(folder + "/a.cpp", "#include \"sim/model/scenario.hpp\"\n")
              .starts_with(folder + "/a.cpp:1: " + folder +
                           " must not include \"sim/model/scenario.hpp\""));
  }
}

TEST_CASE("engine and check never include each other") {
  CHECK(only_violation("sim/engine/a.cpp", "#include \"sim/check/state.hpp\"\n") ==
        "sim/engine/a.cpp:1: sim/engine must not include \"sim/check/state.hpp\"; "
        "layers it may include: sim/base, sim/program, sim/machine");
  CHECK(only_violation("sim/check/a.cpp", "#include \"sim/engine/run.hpp\"\n") ==
        "sim/check/a.cpp:1: sim/check must not include \"sim/engine/run.hpp\"; "
        "layers it may include: sim/base, sim/program, sim/machine");
}

TEST_CASE("nothing but tests includes tests") {
  for (const std::string folder : {"sim/base", "sim/experiment", "reports", "app", "bench"}) {
    CHECK(only_violation(folder + "/a.cpp", "#include \"tests/support/scenarios.hpp\"\n")
              .starts_with(folder + "/a.cpp:1: " + folder + " must not include \"tests/"));
  }
}

TEST_CASE("a library is reported outside the layers it is for") {
  CHECK(only_violation("sim/engine/a.cpp", "#include <nlohmann/json.hpp>\n") ==
        "sim/engine/a.cpp:1: <nlohmann/json.hpp> is only for sim/model, reports, tests: "
        "JSON is for its reader and its writers");
  CHECK(only_violation("sim/engine/a.cpp", "#include <boost/graph/adjacency_list.hpp>\n") ==
        "sim/engine/a.cpp:1: <boost/graph/adjacency_list.hpp> is only for sim/model, "
        "sim/machine, tests: Boost.Graph is for topology and wait graph");
  CHECK(only_violation("sim/model/a.cpp", "#include <boost/math/distributions.hpp>\n") ==
        "sim/model/a.cpp:1: <boost/math/distributions.hpp> is only for sim/experiment, tests: "
        "Boost.Math is for statistics");
  CHECK(only_violation("reports/a.cpp", "#include <CLI/CLI.hpp>\n") ==
        "reports/a.cpp:1: <CLI/CLI.hpp> is only for app: CLI11 is for the command line");
  CHECK(only_violation("app/a.cpp", "#include <doctest/doctest.h>\n") ==
        "app/a.cpp:1: <doctest/doctest.h> is only for tests: doctest is for tests");
  CHECK(only_violation("app/a.cpp", "#include <rapidcheck.h>\n") ==
        "app/a.cpp:1: <rapidcheck.h> is only for tests: RapidCheck is for tests");
  CHECK(only_violation("sim/base/a.cpp", "#include <random>\n") ==
        "sim/base/a.cpp:1: <random> is only for bench, tests: "
        "draws of the standard library differ between machines");
  CHECK(only_violation("app/a.cpp", "#include <curl/curl.h>\n") ==
        "app/a.cpp:1: <curl/curl.h> is a library that no rule knows");
}

TEST_CASE("a library in a header of sim or reports is reported even where its layer may use it") {
  CHECK(only_violation("sim/model/a.hpp", "#include <nlohmann/json.hpp>\n") ==
        "sim/model/a.hpp:1: <nlohmann/json.hpp> belongs into a .cpp file: "
        "no header of ours shows a library's types");
  CHECK(only_violation("reports/a.hpp", "#include <nlohmann/json.hpp>\n") ==
        "reports/a.hpp:1: <nlohmann/json.hpp> belongs into a .cpp file: "
        "no header of ours shows a library's types");
}

TEST_CASE("an internal header may show a library's types to .cpp files of its own folder alone") {
  CHECK(violations_in({{"reports/json_value.hpp", "#include <nlohmann/json.hpp>\n"},
                       {"reports/a.cpp", "#include \"reports/json_value.hpp\"\n"}})
            .empty());
  const std::string wrong =
      ":1: \"reports/json_value.hpp\" shows a library's types: it is for .cpp files of reports "
      "alone";
  for (const std::string path : {"reports/a.hpp", "app/a.cpp", "app/a.hpp"}) {
    CHECK(only_violation(path, "#include \"reports/json_value.hpp\"\n") == path + wrong);
  }
}

TEST_CASE("an include that hides what it includes is reported") {
  CHECK(only_violation("sim/base/a.cpp", "#include \"time.hpp\"\n") ==
        "sim/base/a.cpp:1: \"time.hpp\" is no path in a layer; write ours from the root of the "
        "tree, other libraries in <>");
  CHECK(only_violation("sim/base/a.cpp", "#include TIME_HEADER\n") ==
        "sim/base/a.cpp:1: an #include must name its file");
}

TEST_CASE("a file in no layer is reported") {
  CHECK(only_violation("sim/a.cpp", "") == "sim/a.cpp: is in no layer");
  CHECK(only_violation("sim/based/a.cpp", "") == "sim/based/a.cpp: is in no layer");
}

TEST_CASE("a file of 401 lines is reported and one of 400 is not") {
  CHECK(violations_in({{"sim/base/a.cpp", std::string(400, '\n')}}).empty());
  CHECK(only_violation("sim/base/a.cpp", std::string(401, '\n')) ==
        "sim/base/a.cpp: 401 lines; at most 400: split it by what it is about");
}
