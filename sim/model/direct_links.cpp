#include "sim/model/direct_links.hpp"

#include <string>
#include <string_view>

#include "sim/model/quoting.hpp"
#include "sim/model/read_mailboxes.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {
namespace {

constexpr std::string_view kDirectKeys[] = {"capacity"};

/// Each pair of replicas has a mailbox of its own.
void check_number(ReaderContext& context) {
  std::uint64_t mailboxes = 0;
  for (const MailboxEntry& mailbox : context.mailboxes) mailboxes += mailbox.spec.elements();
  if (mailboxes > kMostInstances) return;  // this has been reported
  for (const auto& [link, use] : context.direct_links) {
    const ProcessSpec& from = context.processes[link.from.index()].spec;
    const ProcessSpec& to = context.processes[link.to.index()].spec;
    mailboxes += std::uint64_t{from.count} * to.count;
    if (mailboxes <= kMostInstances) continue;
    context.error(use.first_send ? *use.first_send : *use.first_receive,
                  "with the direct links from " + quote(from.name) + " to " + quote(to.name) +
                      " there are more than " + grouped(kMostInstances) + " mailboxes in all",
                  {"each pair of replicas has a link of its own: " + grouped(from.count) + " × " +
                   grouped(to.count) + " here"});
    return;
  }
}

}  // namespace

std::optional<std::uint32_t> read_direct(ReaderContext& context, const JsonNode& node) {
  std::optional<std::uint32_t> capacity = 0;
  if (node.kind != JsonKind::object) {
    report_wrong_type(context, node, "\"direct\"", "an object", "{ \"capacity\": 5 }");
    return capacity;
  }
  check_keys(context, node, kDirectKeys);
  if (const JsonMember* member = node.find("capacity")) {
    read_capacity(context, member->value, capacity);
  }
  return capacity;
}

void finish_direct_links(ReaderContext& context, const JsonMember* direct) {
  std::uint32_t next = 0;
  for (auto& [link, use] : context.direct_links) use.index = next++;
  check_number(context);
  if (direct == nullptr || next > 0 || context.errors > 0) return;
  context.warning(direct->key_where, "\"direct\" has no effect: there are no direct links",
                  {"\"send_to\" and \"receive_from\" make them"});
}

}  // namespace ipcsim
