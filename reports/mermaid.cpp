#include "reports/mermaid.hpp"

#include "sim/base/display_width.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kWidestName = 80;
constexpr std::size_t kWidestText = 240;

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The word "end", in whatever case, which would close a block, begins there.
bool is_word_end(std::string_view text, std::size_t at) {
  constexpr std::string_view kEnd = "end";
  if (text.size() < at + kEnd.size() || (at > 0 && is_alphanumeric(text[at - 1]))) return false;
  for (std::size_t i = 0; i < kEnd.size(); ++i) {
    if (text[at + i] != kEnd[i] && text[at + i] != kEnd[i] - 32) return false;
  }
  return at + kEnd.size() == text.size() || !is_alphanumeric(text[at + kEnd.size()]);
}

/// Letters, digits, blanks and what has no meaning anywhere in the language stay as they are; the
/// rest becomes character references, which Mermaid writes `#35;`.
std::string diagram_text(std::string_view text) {
  constexpr std::string_view kPlain = " _.,()[]/!?";
  std::string safe;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = is_alphanumeric(c) || kPlain.find(c) != std::string_view::npos;
    if (byte < 0x20) {
      safe += ' ';
    } else if ((is_plain && !is_word_end(text, i)) || byte >= 0x80) {
      safe += c;
    } else {
      safe += "#" + std::to_string(byte) + ";";
    }
  }
  return safe;
}

std::string id_of_process(std::uint32_t number) { return "p" + std::to_string(number); }
std::string id_of_mailbox(std::uint32_t number) { return "m" + std::to_string(number); }

}  // namespace

MermaidDiagram::MermaidDiagram(std::string_view title) : title_(fitted(title, kWidestText)) {}

std::string MermaidDiagram::process(std::uint32_t number, std::string_view name) {
  processes_.try_emplace(number, fitted(name, kWidestName));
  return id_of_process(number);
}

std::string MermaidDiagram::mailbox(std::uint32_t number, std::string_view name) {
  mailboxes_.try_emplace(number, fitted(name, kWidestName));
  return id_of_mailbox(number);
}

void MermaidDiagram::add_note(const std::string& over, std::string_view text) {
  lines_ += "  Note over " + over + ": " + diagram_text(fitted(text, kWidestText)) + "\n";
}

void MermaidDiagram::add_note_over_all(std::string_view text) {
  if (processes_.empty()) process(0, "processes");
  const std::string first = id_of_process(processes_.begin()->first);
  add_note(processes_.size() == 1 ? first : first + "," + id_of_process(processes_.rbegin()->first),
           text);
}

void MermaidDiagram::add_arrow(const std::string& from, std::string_view arrow,
                               const std::string& to, std::string_view text) {
  lines_ +=
      "  " + from + std::string(arrow) + to + ": " + diagram_text(fitted(text, kWidestText)) + "\n";
}

std::string MermaidDiagram::text() const {
  std::string text = "sequenceDiagram\n";
  if (!title_.empty()) text += "  title: " + diagram_text(title_) + "\n";
  for (const auto& [number, name] : processes_) {
    text += "  participant " + id_of_process(number) + " as " + diagram_text(name) + "\n";
  }
  for (const auto& [number, name] : mailboxes_) {
    text += "  participant " + id_of_mailbox(number) + " as [" + diagram_text(name) + "]\n";
  }
  return text + lines_;
}

}  // namespace ipcsim
