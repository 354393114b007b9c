#include "sim/model/ring_users.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/model/quoting.hpp"

namespace ipcsim {
namespace {

/// One side of the rings of a mailbox: those who send, or those who receive.
enum class Side { send, receive };

/// A replica of a process.
struct User {
  std::uint32_t process = 0;
  std::uint32_t replica = 0;
  friend bool operator==(const User&, const User&) = default;
};
constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

/// The first user of each element of one mailbox on one side, and the first element that has two.
class RingSide {
 public:
  RingSide(ReaderContext& context, std::uint32_t mailbox, Side side)
      : context_(context),
        spec_(context.mailboxes[mailbox].spec),
        side_(side),
        first_(spec_.elements(), {kNobody, 0}) {}

  void add(const MailboxUse& use) {
    const bool is_new = seen_.insert({use.process, use.mailbox.form, use.mailbox.offset}).second;
    if (reported_ || !is_new) return;
    const std::uint32_t replicas = context_.processes[use.process.index()].spec.count;
    const std::uint32_t elements = spec_.elements();
    for (std::uint32_t replica = 0; replica < replicas && !reported_; ++replica) {
      switch (use.mailbox.form) {
        case IndexForm::whole:
        case IndexForm::fixed:
          add(use, use.mailbox.offset, replica);
          break;
        case IndexForm::self:
          add(use, replica, replica);
          break;
        case IndexForm::relative: {
          const std::uint64_t sum = std::uint64_t{replica} + use.mailbox.offset;
          add(use, static_cast<std::uint32_t>(sum % elements), replica);
          break;
        }
        case IndexForm::any:
        case IndexForm::all:
          for (std::uint32_t k = 0; k < elements && !reported_; ++k) add(use, k, replica);
          break;
      }
    }
  }

 private:
  void add(const MailboxUse& use, std::uint32_t element, std::uint32_t replica) {
    const User user{use.process.value, replica};
    if (first_[element].process == kNobody) first_[element] = user;
    if (first_[element] == user) return;
    report(use, element, first_[element], user);
    reported_ = true;
  }

  [[nodiscard]] std::string in_words(const User& user) const {
    const ProcessSpec& spec = context_.processes[user.process].spec;
    const std::string index = spec.count > 1 ? "[" + std::to_string(user.replica) + "]" : "";
    return quote(spec.name + index);
  }

  void report(const MailboxUse& use, std::uint32_t element, const User& one, const User& other) {
    const bool sends = side_ == Side::send;
    const std::string index = spec_.count ? "[" + std::to_string(element) + "]" : "";
    const std::string role = sends ? "sender" : "receiver";
    context_.error(
        use.mailbox.where,
        "the ring " + quote(spec_.name + index) + " in shared memory has two " + role +
            "s: processes " + in_words(one) + " and " + in_words(other),
        {sends ? "a data race: both can read the same \"in\" and write into the same slot, and one "
                 "message is lost"
               : "a data race: both can read the same \"out\" and take the message of the same "
                 "slot, so it is received twice",
         "protect the ring with a mutex, which is \"transport\": \"message\", or give each " +
             role + " a ring of its own"});
  }

  ReaderContext& context_;
  const MailboxSpec& spec_;
  Side side_;
  std::vector<User> first_;  // by element
  std::set<std::tuple<ProcessGroupId, IndexForm, std::uint32_t>> seen_;
  bool reported_ = false;
};

/// Reports a statement that a ring has no way to do.
void check_statement(ReaderContext& context, const MailboxUse& use) {
  const std::string name = quote(context.mailboxes[use.mailbox.group.index()].spec.name);
  const std::string advice = "or use \"transport\": \"message\"";
  const SourceRange where = use.mailbox.where;
  switch (use.kind) {
    case MailboxUse::Kind::call:
      context.error(where, "a \"call\" cannot go to " + name + ", a ring in shared memory",
                    {"nothing in the memory carries the reply back: send, and receive the answer "
                     "from a second ring",
                     advice});
      return;
    case MailboxUse::Kind::select_send:
    case MailboxUse::Kind::select_receive:
      context.error(
          where, "a \"select\" cannot have an alternative on " + name + ", a ring in shared memory",
          {"nobody tells a process that waits for memory to change: it has to look "
           "again and again, as a nonblocking \"send\" or \"receive\" in a loop does",
           advice});
      return;
    case MailboxUse::Kind::send:
      if (!use.until_received) return;
      context.error(where,
                    "a \"send\" to " + name +
                        ", a ring in shared memory, cannot wait until its message is received",
                    {"nobody tells the sender: take \"until\" away, and receive an answer from a "
                     "second ring",
                     advice});
      return;
    case MailboxUse::Kind::receive:
      return;
  }
}

}  // namespace

void check_ring_users(ReaderContext& context, const Uses& uses) {
  std::map<std::pair<std::uint32_t, Side>, RingSide> sides;
  for (const MailboxUse& use : uses.mailboxes) {
    const std::uint32_t mailbox = use.mailbox.group.value;
    if (context.mailboxes[mailbox].spec.transport != Transport::shared_memory) continue;
    check_statement(context, use);
    const Side side = use.receives() ? Side::receive : Side::send;
    const auto found = sides.try_emplace({mailbox, side}, context, mailbox, side).first;
    found->second.add(use);
  }
}

}  // namespace ipcsim
