#include "sim/model/read_run.hpp"

#include <string>
#include <string_view>

#include "sim/model/indexed_name.hpp"
#include "sim/model/mailbox_ref.hpp"
#include "sim/model/quoting.hpp"
#include "sim/model/read_distribution.hpp"
#include "sim/model/read_statistics.hpp"
#include "sim/model/read_values.hpp"

namespace ipcsim {
namespace {

constexpr std::string_view kRunKeys[] = {"until",        "warmup",           "seed",
                                         "replications", "max_replications", "batches",
                                         "precision",    "zero_time_limit"};
constexpr std::string_view kLimitKeys[] = {"messages", "mailbox"};
constexpr std::string_view kLimitForm = R"({ "messages": 1000, "mailbox": "buffer" })";

/// The mailbox of a message limit, which may be one element of an array or all of it.
void read_limit_mailbox(ReaderContext& context, const JsonNode& node, MessageLimit& limit) {
  if (node.kind != JsonKind::string) {
    report_wrong_type(context, node, "\"mailbox\"", "the name of a mailbox", "\"buffer\"");
    return;
  }
  const std::optional<IndexedName> name = split_index(node.text);
  if (!name) {
    context.error(node, quote(node.text) + " names no mailbox",
                  {"a mailbox is NAME, or NAME[index] for an element of an array"});
    return;
  }
  const std::optional<std::uint32_t> group = find_mailbox(context, node, name->name);
  if (!group) return;
  limit.group = {*group};
  const MailboxEntry& mailbox = context.mailboxes[*group];
  if (!name->index || !mailbox.elements_known) return;
  if (!mailbox.spec.count) {
    context.error(node, "mailbox " + quote(name->name) + " is no array",
                  {"write " + quote(name->name)});
    return;
  }
  limit.element = read_element(context, node, elements_of(mailbox), *name->index);
}

MessageLimit read_message_limit(ReaderContext& context, const JsonNode& node) {
  MessageLimit limit;
  check_keys(context, node, kLimitKeys);
  if (const JsonMember* messages = node.find("messages")) {
    limit.messages = read_whole(context, messages->value, "messages", {.least = 1}).value_or(1);
  } else {
    context.error(node, "\"until\" has no \"messages\"",
                  {"for example " + std::string(kLimitForm)});
  }
  if (const JsonMember* mailbox = node.find("mailbox")) {
    read_limit_mailbox(context, mailbox->value, limit);
  } else {
    context.error(node, "\"until\" has no \"mailbox\": messages received from which one?",
                  {"for example " + std::string(kLimitForm)});
  }
  return limit;
}

void read_until(ReaderContext& context, const JsonNode& node, RunReading& reading) {
  reading.until_given = true;
  reading.until_where = node.where;
  const bool is_limit = node.find("messages") != nullptr || node.find("mailbox") != nullptr;
  if (node.kind == JsonKind::object && is_limit) {
    reading.settings.message_limit = read_message_limit(context, node);
    return;
  }
  if (node.kind == JsonKind::array || node.kind == JsonKind::object) {
    context.error(node,
                  "\"until\" must be a constant duration or a number of messages, not " +
                      value_in_words(node),
                  {"for example \"60s\", or " + std::string(kLimitForm)});
    return;
  }
  const auto until = read_constant(context, node, QuantityKind::duration, "until");
  if (!until) return;
  if (*until == 0) {
    context.error(node, "\"until\" must be longer than 0");
    return;
  }
  reading.settings.until = Duration{*until};
}

void read_zero_time_limit(ReaderContext& context, const JsonNode& node, RunSettings& run) {
  if (node.kind == JsonKind::string && node.text == "unlimited") {
    run.zero_time_limit = std::nullopt;
    return;
  }
  if (node.kind != JsonKind::number) {
    context.error(
        node,
        "\"zero_time_limit\" must be a whole number or \"unlimited\", not " + value_in_words(node),
        {"steps of one process without time passing, for example 1000000"});
    return;
  }
  run.zero_time_limit = read_whole(context, node, "zero_time_limit", {.least = 1});
}

}  // namespace

RunReading read_run(ReaderContext& context, const JsonNode& node) {
  RunReading reading;
  RunSettings& run = reading.settings;
  if (node.kind != JsonKind::object) {
    report_wrong_type(context, node, "\"run\"", "an object",
                      "{ \"until\": \"60s\", \"seed\": 42 }");
    reading.until_given = true;  // what was meant is not known
    return reading;
  }
  check_keys(context, node, kRunKeys);
  if (const JsonMember* until = node.find("until")) read_until(context, until->value, reading);
  read_statistics(context, node, reading);
  if (const JsonMember* seed = node.find("seed")) {
    run.seed = read_whole(context, seed->value, "seed", {}).value_or(1);
  }
  if (const JsonMember* limit = node.find("zero_time_limit")) {
    read_zero_time_limit(context, limit->value, run);
  }
  return reading;
}

}  // namespace ipcsim
