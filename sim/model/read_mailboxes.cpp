#include "sim/model/read_mailboxes.hpp"

#include <limits>
#include <string>
#include <string_view>

#include "sim/model/quoting.hpp"
#include "sim/model/read_hosts.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {
namespace {

constexpr std::string_view kMailboxKeys[] = {"capacity", "when_full", "order", "initial",
                                             "count",    "transport", "host",  "slots"};

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

constexpr WordRow<Transport> kTransports[] = {
    {"message", Transport::message},
    {"shared_memory", Transport::shared_memory},
};

constexpr std::uint32_t kMost32 = std::numeric_limits<std::uint32_t>::max();

/// Reads the "capacity" of a mailbox; whether it is known afterwards.
bool read_mailbox_capacity(ReaderContext& context, const JsonMember& mailbox, MailboxSpec& spec) {
  const JsonMember* slots = mailbox.value.find("slots");
  if (slots != nullptr) {
    context.error(slots->key_where,
                  "only a mailbox with \"transport\": \"shared_memory\" has \"slots\"",
                  {"give it a \"capacity\", or that transport"});
  }
  const JsonMember* member = mailbox.value.find("capacity");
  if (member == nullptr) {
    if (slots != nullptr) return false;
    context.error(mailbox.key_where, "mailbox " + quote(mailbox.key) + " has no \"capacity\"",
                  {"\"capacity\": 5 has room for 5 messages, 0 is a rendezvous, \"unbounded\" "
                   "is never full"});
    return false;
  }
  return read_capacity(context, member->value, spec.capacity);
}

/// The capacity of a ring is one less than its slots; whether it is known afterwards.
bool read_slots(ReaderContext& context, const JsonMember& mailbox, MailboxSpec& spec) {
  if (const JsonMember* capacity = mailbox.value.find("capacity")) {
    context.error(capacity->key_where,
                  "a mailbox in shared memory is a ring, and has \"slots\" instead of \"capacity\"",
                  {"of n slots n - 1 can be full: one stays empty, because in == out means that "
                   "the ring is empty"});
  }
  const JsonMember* slots = mailbox.value.find("slots");
  if (slots == nullptr) {
    context.error(mailbox.key_where, "mailbox " + quote(mailbox.key) + " has no \"slots\"",
                  {"\"slots\": 6 has room for 5 messages: one slot stays empty, because in == out "
                   "means that the ring is empty"});
    return false;
  }
  const auto read = read_whole32(context, slots->value, "slots", {2, kMost32});
  if (read) spec.capacity = *read - 1;
  return read.has_value();
}

/// What a ring cannot do.
void check_ring(ReaderContext& context, const JsonNode& mailbox, const MailboxSpec& spec) {
  if (spec.order != Order::fifo) {
    context.error(mailbox.find("order")->value,
                  "a ring in shared memory is read in the order in which it was written",
                  {"take \"order\" away, or use \"transport\": \"message\""});
  }
  if (spec.when_full == WhenFull::drop_oldest) {
    context.error(mailbox.find("when_full")->value,
                  "the sender to a ring cannot drop the oldest message: the receiver alone moves "
                  "\"out\"",
                  {"use \"refuse\" or \"drop_newest\", or \"transport\": \"message\""});
  }
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
  check_keys(context, node, kMailboxKeys);
  if (const JsonMember* transport = node.find("transport")) {
    spec.transport =
        read_word(context, transport->value, "transport", kTransports).value_or(Transport::message);
  }
  const bool is_ring = spec.transport == Transport::shared_memory;
  const bool capacity_known =
      is_ring ? read_slots(context, member, spec) : read_mailbox_capacity(context, member, spec);
  if (const JsonMember* when_full = node.find("when_full")) {
    spec.when_full =
        read_word(context, when_full->value, "when_full", kWhenFull).value_or(WhenFull::refuse);
  }
  if (const JsonMember* order = node.find("order")) {
    spec.order = read_word(context, order->value, "order", kOrders).value_or(Order::fifo);
  }
  read_initial(context, node, capacity_known, spec);
  if (is_ring) check_ring(context, node, spec);
  if (const JsonMember* host = node.find("host")) {
    entry.host_given = true;
    spec.host = read_host_name(context, *host).value_or(HostId{});
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
