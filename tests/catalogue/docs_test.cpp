// Holds the documentation to what the command does. In README.md, docs/ and scenarios/:
//
//   ```json      is a scenario, and is run. The comment on the line before says how it ends, and
//                under which name later commands of the page find it:
//                  <!-- run: exit 0 -->   <!-- run: exit 1, file first.json -->
//                or which file of the repository it shows:
//                  <!-- run: exit 0, same as scenarios/mm1.json -->
//   ```console   is a session: lines that begin with "$ " are run, in a folder that has scenarios/
//                and the files so named; all others are what must be printed. A line [...] stands
//                for any number of lines that the page leaves out. With the environment variable
//                IPCSIM_UPDATE_GOLDEN set, what is printed is written into the page instead; look
//                at the difference, and at the text around it, before you believe it.
//
//   ```sh        is run, in such a folder, if it begins with "ipcsim "; each of its commands must
//   end
//                in 0.
//
// Other blocks (text, cpp, and how to build) are not looked at.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/catalogue/command.hpp"
#include "tests/catalogue/markdown.hpp"
#include "tests/catalogue/session.hpp"

namespace ipcsim::testing {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot = IPCSIM_SOURCE_DIR;

struct Page {
  std::string name;  // relative to the root
  std::string markdown;
  std::vector<CodeBlock> blocks;
};

std::vector<Page> pages() {
  std::vector<fs::path> files = {kRoot / "README.md", kRoot / "scenarios" / "README.md"};
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / "docs")) {
    if (entry.path().extension() == ".md") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Page> result;
  for (const fs::path& file : files) {
    const std::string markdown = contents_of(file);
    result.push_back({fs::relative(file, kRoot).string(), markdown, code_blocks(markdown)});
  }
  return result;
}

std::string place_of(const Page& page, const CodeBlock& block) {
  return page.name + ":" + std::to_string(block.line);
}

/// `run: exit N`, with or without `, file NAME` or `, same as PATH`.
struct RunComment {
  int exit_code = 0;
  std::string file;     // its name for the page's sessions
  std::string same_as;  // relative to the root
};

std::optional<RunComment> parse_run_comment(const std::string& comment) {
  static const std::regex kForm(R"(run: exit (\d+)(?:, file (\S+)|, same as (\S+))?)");
  std::smatch match;
  if (!std::regex_match(comment, match, kForm)) return std::nullopt;
  return RunComment{std::stoi(match[1]), match[2], match[3]};
}

/// The folder in which a page's sessions run.
void furnish(const fs::path& folder, const Page& page) {
  fs::create_directory_symlink(kRoot / "scenarios", folder / "scenarios");
  fs::create_directories(folder / "docs/pictures");
  for (const CodeBlock& block : page.blocks) {
    const auto comment = parse_run_comment(block.comment);
    if (comment && !comment->file.empty()) write_file(folder / comment->file, block.text);
  }
}

}  // namespace

TEST_CASE("every scenario shown in the documentation says how it ends, and ends so") {
  std::size_t scenarios = 0;
  for (const Page& page : pages()) {
    for (const CodeBlock& block : page.blocks) {
      if (block.language != "json") continue;
      ++scenarios;
      const TemporaryFolder folder("docs");
      CAPTURE(place_of(page, block));
      const auto comment = parse_run_comment(block.comment);
      REQUIRE_MESSAGE(comment, "no comment <!-- run: exit N --> stands before it");
      if (!comment->same_as.empty()) CHECK(block.text == contents_of(kRoot / comment->same_as));
      write_file(folder.path() / "example.json", block.text);
      const CommandResult result = run_commands("ipcsim run example.json", folder.path());
      CAPTURE(result.output);
      CHECK(result.exit_code == comment->exit_code);
      CHECK(result.output.find(": warning: ") == std::string::npos);
    }
  }
  CHECK(scenarios > 0);
}

TEST_CASE("every session shown in the documentation prints what is shown") {
  std::size_t sessions = 0;
  for (const Page& page : pages()) {
    const TemporaryFolder folder("docs");
    furnish(folder.path(), page);
    std::string markdown = page.markdown;
    for (const CodeBlock& block : page.blocks) {
      if (block.language != "console") continue;
      ++sessions;
      const std::string printed = run_commands(script_of(block.text), folder.path()).output;
      if (std::getenv("IPCSIM_UPDATE_GOLDEN") != nullptr) {
        const std::size_t at = markdown.find(block.text);
        REQUIRE_MESSAGE(at != std::string::npos, "cannot update ", place_of(page, block));
        markdown.replace(at, block.text.size(), brought_up_to_date(block.text, printed));
      } else {
        CHECK_MESSAGE(is_as_shown(block.text, printed), place_of(page, block), " shows:\n",
                      block.text, "but printed is:\n", printed,
                      "With IPCSIM_UPDATE_GOLDEN set, this test updates the page.");
      }
    }
    if (markdown != page.markdown) write_file(kRoot / page.name, markdown);
  }
  CHECK(sessions > 0);
}

TEST_CASE("every command of ipcsim that the documentation gives can be given") {
  std::size_t scripts = 0;
  for (const Page& page : pages()) {
    const TemporaryFolder folder("docs");
    furnish(folder.path(), page);
    for (const CodeBlock& block : page.blocks) {
      if (block.language != "sh" || !block.text.starts_with("ipcsim ")) continue;
      ++scripts;
      CAPTURE(place_of(page, block));
      const CommandResult result = run_commands("set -e\n" + block.text, folder.path());
      CAPTURE(result.output);
      CHECK(result.exit_code == 0);
    }
  }
  CHECK(scripts > 0);
}

TEST_CASE("every relative link of the documentation leads to a file") {
  for (const Page& page : pages()) {
    for (const std::string& target : link_targets(page.markdown)) {
      if (target.starts_with("http") || target.starts_with("#")) continue;
      const std::string file = target.substr(0, target.find('#'));
      INFO(page.name, " links to ", target);
      CHECK(fs::exists((kRoot / page.name).parent_path() / file));
    }
  }
}

TEST_CASE("a page's code blocks are found with their language, comment and place") {
  const std::vector<CodeBlock> blocks =
      code_blocks("text\n<!-- run: exit 1 -->\n```json\n{\n}\n```\n\n  ```\n  a\n  ```\n");
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[0].language == "json");
  CHECK(blocks[0].comment == "run: exit 1");
  CHECK(blocks[0].text == "{\n}\n");
  CHECK(blocks[0].line == 3);
  CHECK(blocks[1].language.empty());
  CHECK(blocks[1].comment.empty());
  CHECK(blocks[1].text == "a\n");
}

TEST_CASE("a session fits what was printed only if every line does, but for those left out") {
  CHECK(is_as_shown("a\n[...]\nc\n", "a\nb\nb\nc\n"));
  CHECK(is_as_shown("a\n[...]\n", "a\n"));
  CHECK_FALSE(is_as_shown("a\n", "a\nb\n"));
  CHECK_FALSE(is_as_shown("a\nb\n", "a\n"));
  CHECK_FALSE(is_as_shown("a\n[...]\nc\n", "a\nb\n"));
}

TEST_CASE("a session that is brought up to date shows as much of each output as before") {
  CHECK(brought_up_to_date("$ one\nold\n$ two\na\n[...]\nz\n",
                           "$ one\nnew\nmore\n$ two\nA\nB\nC\nZ\n") ==
        "$ one\nnew\nmore\n$ two\nA\n[...]\nZ\n");
}

}  // namespace ipcsim::testing
