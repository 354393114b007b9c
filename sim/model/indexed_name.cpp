#include "sim/model/indexed_name.hpp"

#include <algorithm>
#include <charconv>

#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The remainder of the number spelled by `digits`, of any length.
std::uint32_t remainder(std::string_view digits, std::uint32_t divisor) {
  std::uint64_t result = 0;
  for (const char digit : digits) {
    result = (result * 10 + static_cast<std::uint64_t>(digit - '0')) % divisor;
  }
  return static_cast<std::uint32_t>(result);
}

bool self_fits(ReaderContext& context, const JsonNode& node, const ElementOwner& owner,
               const ProcessEntry* process) {
  if (process == nullptr || !process->count_known || !owner.elements_known) return true;
  const ElementOwner own = replicas_of(*process);
  if (own.elements <= owner.elements) return true;
  context.error(node,
                own.in_words() + " has " + own.elements_in_words() + ", but " + owner.in_words() +
                    " has only " + owner.elements_in_words(),
                {"[self] is a replica's own number: give both the same \"count\""});
  return false;
}

}  // namespace

std::optional<IndexedName> split_index(std::string_view text) {
  const std::size_t open = text.find('[');
  if (open == std::string_view::npos) {
    if (text.find(']') != std::string_view::npos) return std::nullopt;
    return IndexedName{std::string(text), std::nullopt};
  }
  if (text.find(']') != text.size() - 1 || text.find('[', open + 1) != std::string_view::npos) {
    return std::nullopt;
  }
  std::string index(text.substr(open + 1, text.size() - open - 2));
  index.erase(std::remove(index.begin(), index.end(), ' '), index.end());
  return IndexedName{std::string(text.substr(0, open)), std::move(index)};
}

std::string ElementOwner::in_words() const { return std::string(noun) + " " + quote(name); }

std::string ElementOwner::elements_in_words() const { return counted(elements, element_noun); }

std::string ElementOwner::index_forms() const {
  if (elements == 1) return name + "[0]";
  return name + "[0] to " + name + "[" + std::to_string(elements - 1) + "], " + name + "[self], " +
         name + "[self+1], " + name + "[self-1] or " + name + "[any]";
}

ElementOwner elements_of(const MailboxEntry& mailbox) {
  return {"mailbox", mailbox.spec.name, "element", mailbox.spec.elements(), mailbox.elements_known};
}

ElementOwner replicas_of(const ProcessEntry& process) {
  return {"process", process.spec.name, "replica", process.spec.count, process.count_known};
}

std::optional<std::uint32_t> read_element(ReaderContext& context, const JsonNode& node,
                                          const ElementOwner& owner, std::string_view index) {
  std::uint32_t element = 0;
  const auto parsed = std::from_chars(index.data(), index.data() + index.size(), element);
  const bool is_number = is_digits(index);
  if (is_number && parsed.ec == std::errc() && element < owner.elements) {
    return element;
  }
  const std::string noun(owner.element_noun);
  const std::string range = owner.elements == 1
                                ? "its only " + noun + " is [0]: they count from 0"
                                : "its " + noun + "s are [0] to [" +
                                      std::to_string(owner.elements - 1) + "]: they count from 0";
  if (!is_number) {
    context.error(node, quote("[" + std::string(index) + "]") + " is not an index", {range});
  } else {
    context.error(node,
                  owner.in_words() + " has " + owner.elements_in_words() + ", and no [" +
                      std::string(index.substr(0, 40)) + "]",
                  {range});
  }
  return std::nullopt;
}

std::optional<IndexChoice> read_index(ReaderContext& context, const JsonNode& node,
                                      const ElementOwner& owner, const std::string& index,
                                      const ProcessEntry* process) {
  if (index == "any") return IndexChoice{IndexForm::any, 0};
  if (index == "self") {
    if (!self_fits(context, node, owner, process)) return std::nullopt;
    return IndexChoice{IndexForm::self, 0};
  }
  const bool is_forward = index.starts_with("self+");
  if ((is_forward || index.starts_with("self-")) && is_digits(std::string_view(index).substr(5))) {
    const std::uint32_t offset = remainder(std::string_view(index).substr(5), owner.elements);
    return IndexChoice{IndexForm::relative,
                       is_forward ? offset : (owner.elements - offset) % owner.elements};
  }
  if (!is_digits(index)) {
    context.error(node, quote("[" + index + "]") + " is not an index",
                  {"write " + owner.index_forms()});
    return std::nullopt;
  }
  if (!owner.elements_known) return std::nullopt;
  const std::optional<std::uint32_t> element = read_element(context, node, owner, index);
  if (!element) return std::nullopt;
  return IndexChoice{IndexForm::fixed, *element};
}

}  // namespace ipcsim
