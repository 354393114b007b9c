#include "sim/model/reader_context.hpp"

#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

constexpr std::size_t kMostSearches = 1'000;  // errors after which no more names are searched for

template <class Entry>
std::vector<std::string> declared_hint(std::string_view name, const std::vector<Entry>& entries) {
  std::vector<std::string> names;
  names.reserve(entries.size());
  for (const Entry& entry : entries) names.push_back(entry.spec.name);
  return {known_words_hint(name, names, "declared")};
}

}  // namespace

void ReaderContext::error(const JsonNode& node, std::string message,
                          std::vector<std::string> hints) {
  if (node.note) hints.push_back(*node.note);
  error(node.where, std::move(message), std::move(hints));
}

void ReaderContext::error(SourceRange where, std::string message, std::vector<std::string> hints) {
  ++errors;
  diagnostics.error(where, std::move(message), std::move(hints));
}

void ReaderContext::warning(SourceRange where, std::string message,
                            std::vector<std::string> hints) {
  diagnostics.warning(where, std::move(message), std::move(hints));
}

std::vector<std::string> ReaderContext::hints_for_host(std::string_view name) const {
  if (errors > kMostSearches) return {};
  std::vector<std::string> names;
  for (const HostSpec& host : hosts) names.push_back(host.name);
  return {known_words_hint(name, names, "declared")};
}

std::vector<std::string> ReaderContext::hints_for_mailbox(std::string_view name) const {
  if (errors > kMostSearches) return {};
  return declared_hint(name, mailboxes);
}

std::vector<std::string> ReaderContext::hints_for_process(std::string_view name) const {
  if (errors > kMostSearches) return {};
  return declared_hint(name, processes);
}

std::vector<std::string> ReaderContext::hints_for_direct_link(std::string_view name) const {
  if (errors > kMostSearches) return {};
  if (direct_links.empty()) {
    return {"\"send_to\" and \"receive_from\" make direct links, and nobody uses them"};
  }
  std::vector<std::string> names;
  for (const auto& [link, use] : direct_links) {
    names.push_back(processes[link.from.index()].spec.name + "." +
                    processes[link.to.index()].spec.name);
  }
  return {known_words_hint(name, names, "direct links")};
}

}  // namespace ipcsim
