#include "tests/check/crowded_link.hpp"

#include "tests/property/random_program.hpp"

namespace ipcsim::testing {
namespace {

class CrowdWriter {
 public:
  explicit CrowdWriter(std::uint64_t seed) : dice_(seed) {}

  std::string text() {
    Json link{{"between", {"near", "far"}}, {"latency", "1ns"}};
    if (dice_.chance(40)) link["loss"] = 0.5;
    boxes_ = 1 + dice_.below(2);
    Json mailboxes{{"back", {{"capacity", dice_.below(2)}, {"host", "near"}}}};
    for (std::uint32_t i = 0; i < boxes_; ++i) mailboxes["m" + std::to_string(i)] = mailbox();
    Json processes = Json::object();
    const std::uint32_t senders = 2 + dice_.below(2);
    for (std::uint32_t i = 0; i < senders; ++i) {
      processes["s" + std::to_string(i)] = {{"host", "near"}, {"program", sender()}};
    }
    const std::uint32_t receivers = 1 + dice_.below(2);
    for (std::uint32_t i = 0; i < receivers; ++i) {
      processes["r" + std::to_string(i)] = {{"host", "far"}, {"program", receiver()}};
    }
    return Json{{"ipcsim", 1},
                {"run", {{"until", "300ns"}}},
                {"hosts", {{"near", Json::object()}, {"far", Json::object()}}},
                {"links", Json::array({link})},
                {"mailboxes", mailboxes},
                {"processes", processes}}
        .dump(1);
  }

 private:
  Json mailbox() {
    return {{"capacity", dice_.below(3)},
            {"host", "far"},
            {"when_full", dice_.pick({"refuse", "drop_newest", "drop_oldest"})},
            {"order", dice_.pick({"fifo", "fifo", "lifo", "priority"})}};
  }

  std::string box() { return "m" + std::to_string(dice_.below(boxes_)); }

  Json sender() {
    Json program = Json::array();
    const std::uint32_t sends = 1 + dice_.below(2);
    for (std::uint32_t i = 0; i < sends; ++i) program.push_back(send());
    if (dice_.chance(40)) program.push_back({{"receive", "back"}});
    return program;
  }

  Json send() {
    Json send{{dice_.chance(35) ? "call" : "send", box()}};
    if (dice_.chance(30)) send["priority"] = 1;
    if (send.contains("send") && dice_.chance(50)) {
      send["mode"] = "nonblocking";
      return send;
    }
    if (send.contains("send") && dice_.chance(40)) send["until"] = "received";
    if (dice_.chance(75)) send["timeout"] = "2ns";
    if (dice_.chance(25)) send["else"] = Json::array({{{"receive", "back"}}});
    return send;
  }

  Json receiver() {
    Json program = Json::array();
    const std::uint32_t receives = 1 + dice_.below(3);
    for (std::uint32_t i = 0; i < receives; ++i) program.push_back(receive());
    if (dice_.chance(40)) program.push_back({{"send", "back"}, {"mode", "nonblocking"}});
    return program;
  }

  Json receive() {
    Json receive{{"receive", box()}};
    if (dice_.chance(25)) receive["mode"] = "nonblocking";
    if (dice_.chance(20)) receive["else"] = Json::array();
    if (dice_.chance(40)) receive["do"] = Json::array({"reply"});
    return receive;
  }

  Dice dice_;
  std::uint32_t boxes_ = 0;
};

}  // namespace

std::string crowded_link(std::uint64_t seed) { return CrowdWriter(seed).text(); }

}  // namespace ipcsim::testing
