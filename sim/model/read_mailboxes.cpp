#include "sim/model/read_mailboxes.hpp"

#include <limits>
#include <string>
#include <string_view>

#include "sim/model/quoting.hpp"
#include "sim/model/read_values.hpp"
#include "sim/model/unsupported.hpp"

namespace ipcsim {
namespace {

constexpr std::string_view kMailboxKeys[] = {"capacity", "when_full", "order",
                                             "initial",  "count",     "transport"};

constexpr WordRow<WhenFull> kWhenFull[] = {
    {"refuse", WhenFull::refuse},
    {"drop_newest", WhenFull::drop_newest},
    {"drop_oldest", WhenFull::drop_oldest},
};

constexpr WordRow<Order> kOrders[] = {
    {"fifo", Order::fifo},
    {"lifo", Order::lifo},
    {"priority", Order::priority},
};

constexpr std::uint32_t kMost32 = std::numeric_limits<std::uint32_t>::max();

/// Reads the "capacity" of a mailbox; whether it is known afterwards.
bool read_mailbox_capacity(ReaderContext& context, const JsonMember& mailbox, MailboxSpec& spec) {
  const JsonMember* member = mailbox.value.find("capacity");
  if (member == nullptr) {
    // Where the unsupported "slots" stands, that has been reported, and says what to do.
    if (mailbox.value.find("slots") == nullptr) {
      context.error(mailbox.key_where, "mailbox " + quote(mailbox.key) + " has no \"capacity\"",
                    {"\"capacity\": 5 has room for 5 messages, 0 is a rendezvous, \"unbounded\" "
                     "is never full"});
    }
    return false;
  }
  return read_capacity(context, member->value, spec.capacity);
}

/// "transport" has one value in this version.
void check_transport(ReaderContext& context, const JsonNode& node) {
  const Unsupported* row =
      node.kind == JsonKind::string ? find_unsupported("transport", node.text) : nullptr;
  if (row != nullptr) {
    context.error(node,
                  "\"transport\": " + quote(node.text) + " is not supported by this version yet",
                  {std::string(row->advice)});
    return;
  }
  const std::string words[] = {"message"};
  read_word_index(context, node, "transport", words);
}

void read_initial(ReaderContext& context, const JsonNode& mailbox, bool capacity_known,
                  MailboxSpec& spec) {
  const JsonMember* member = mailbox.find("initial");
  if (member == nullptr) return;
  const auto initial = read_whole32(context, member->value, "initial", {0, kMost32});
  if (!initial) return;
  spec.initial = *initial;
  if (!capacity_known || !spec.capacity || *initial <= *spec.capacity) return;
  if (*spec.capacity == 0) {
    context.error(member->value,
                  "a mailbox of capacity 0 holds no messages, so \"initial\" must be 0",
                  {"give it a capacity of at least " + std::to_string(*initial)});
    return;
  }
  context.error(member->value, "\"initial\" is " + grouped(*initial) +
                                   ", but the mailbox has room for only " +
                                   counted(*spec.capacity, "message"));
}

MailboxEntry read_mailbox(ReaderContext& context, const JsonMember& member) {
  MailboxEntry entry;
  MailboxSpec& spec = entry.spec;
  spec.where = member.key_where;
  spec.name = member.key;
  check_name(context, member);
  const JsonNode& node = member.value;
  if (node.kind != JsonKind::object) {
    report_wrong_type(context, node, "mailbox " + quote(member.key), "an object",
                      "{ \"capacity\": 5 }");
    entry.elements_known = false;
    return entry;
  }
  check_keys(context, node, "mailbox", kMailboxKeys);
  const bool capacity_known = read_mailbox_capacity(context, member, spec);
  if (const JsonMember* when_full = node.find("when_full")) {
    spec.when_full =
        read_word(context, when_full->value, "when_full", kWhenFull).value_or(WhenFull::refuse);
  }
  if (const JsonMember* order = node.find("order")) {
    spec.order = read_word(context, order->value, "order", kOrders).value_or(Order::fifo);
  }
  read_initial(context, node, capacity_known, spec);
  if (const JsonMember* transport = node.find("transport")) {
    check_transport(context, transport->value);
  }
  if (const JsonMember* count = node.find("count")) {
    spec.count = read_whole32(context, count->value, "count", {1, kMostInstances});
    entry.elements_known = spec.count.has_value();
  }
  return entry;
}

}  // namespace

bool read_capacity(ReaderContext& context, const JsonNode& node,
                   std::optional<std::uint32_t>& capacity) {
  if (node.kind == JsonKind::string && node.text == "unbounded") {
    capacity = std::nullopt;
    return true;
  }
  if (node.kind != JsonKind::number) {
    context.error(
        node, "\"capacity\" must be a whole number or \"unbounded\", not " + value_in_words(node),
        hints_for_number(node, "\"capacity\": 5; 0 is a rendezvous"));
    return false;
  }
  capacity = read_whole32(context, node, "capacity", {0, kMost32});
  return capacity.has_value();
}

void read_mailboxes(ReaderContext& context, const JsonNode& node) {
  if (node.kind != JsonKind::object) {
    report_wrong_type(context, node, "\"mailboxes\"", "an object of mailboxes by name",
                      "{ \"buffer\": { \"capacity\": 5 } }");
    return;
  }
  std::uint64_t elements = 0;
  std::uint64_t messages = 0;
  for (const JsonMember& member : node.members) {
    MailboxEntry entry = read_mailbox(context, member);
    const std::uint64_t elements_before = elements;
    const std::uint64_t messages_before = messages;
    elements += entry.spec.elements();
    messages += std::uint64_t{entry.spec.elements()} * entry.spec.initial;
    if (elements_before <= kMostInstances && elements > kMostInstances) {
      context.error(member.key_where, "with this one there are more than " +
                                          grouped(kMostInstances) + " mailboxes in all");
    }
    if (messages_before <= kMostInstances && messages > kMostInstances) {
      context.error(member.key_where, "with this one there are more than " +
                                          grouped(kMostInstances) + " initial messages in all");
    }
    context.mailbox_groups.emplace(member.key, context.mailboxes.size());
    context.mailboxes.push_back(std::move(entry));
  }
}

}  // namespace ipcsim
