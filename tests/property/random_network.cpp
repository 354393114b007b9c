#include "tests/property/random_network.hpp"

#include <map>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include "tests/property/random_program.hpp"

namespace ipcsim::testing {
namespace {

/// What one process's program does with mailboxes, by their names.
struct Uses {
  std::set<std::string> any;
  std::set<std::string> received;
  std::set<std::string> sent_in_select;
};

class UseFinder {
 public:
  explicit UseFinder(std::string box) : box_(std::move(box)) {}

  Uses find(const Json& program) && {
    visit(program, false);
    return std::move(uses_);
  }

 private:
  void visit(const Json& node, bool in_select) {
    if (node.is_array()) {
      for (const Json& element : node) visit(element, in_select);
    }
    if (!node.is_object()) return;
    for (const auto& [key, value] : node.items()) {
      if (key == "receive") uses_.received.insert(named(value));
      if (key == "send" && in_select) uses_.sent_in_select.insert(named(value));
      if (key == "receive" || key == "send" || key == "call") uses_.any.insert(named(value));
      if (key == "multicast") {
        for (const Json& target : value) uses_.any.insert(named(target));
      }
      if (value.is_array()) visit(value, key == "select");
    }
  }

  [[nodiscard]] std::string named(const Json& name) const {
    const auto text = name.get<std::string>();
    const std::string mailbox = text == "${box}" ? box_ : text;
    return mailbox.substr(0, mailbox.find('['));
  }

  std::string box_;
  Uses uses_;
};

/// Which processes must share a host.
class Neighbours {
 public:
  explicit Neighbours(std::size_t processes) : of_(processes) {
    std::iota(of_.begin(), of_.end(), std::size_t{0});
  }
  std::size_t leader(std::size_t p) const { return of_[p] == p ? p : leader(of_[p]); }
  void join(std::size_t p, std::size_t q) { of_[leader(p)] = leader(q); }

 private:
  std::vector<std::size_t> of_;
};

Neighbours neighbours_in(const Json& scenario) {
  std::vector<Uses> uses;
  for (const auto& [name, process] : scenario["processes"].items()) {
    const Json& program = process["program"];
    const bool is_shared = program.is_string();
    const Json& body = is_shared ? scenario["programs"][program.get<std::string>()] : program;
    uses.push_back(UseFinder(is_shared ? process["with"]["box"] : Json("")).find(body));
  }
  Neighbours neighbours(uses.size());
  std::map<std::string, std::size_t> receiver;
  std::set<std::string> in_select;
  for (const Uses& it : uses) in_select.insert(it.sent_in_select.begin(), it.sent_in_select.end());
  for (std::size_t p = 0; p < uses.size(); ++p) {
    for (const std::string& mailbox : uses[p].any) {
      if (!uses[p].received.contains(mailbox) && !in_select.contains(mailbox)) continue;
      const auto [first, is_new] = receiver.try_emplace(mailbox, p);
      if (!is_new) neighbours.join(p, first->second);
    }
  }
  return neighbours;
}

Json random_link(Dice& dice, const std::string& one, const std::string& other) {
  Json link{{"between", {one, other}}};
  if (dice.chance(80)) {
    link["latency"] = dice.chance(50) ? Json(random_ns(dice.below(20)))
                                      : Json{{"uniform", {"0ns", random_ns(1 + dice.below(20))}}};
  }
  if (dice.chance(60)) link["bandwidth"] = dice.pick({"1Gbps", "3Gbps", "8Gbps", "20Gbps"});
  if (dice.chance(30)) link["loss"] = 0.05 * (1 + dice.below(8));
  return link;
}

std::string host_named(std::size_t host) { return "h" + std::to_string(host); }

}  // namespace

std::string over_network(const std::string& scenario, std::uint64_t seed) {
  Dice dice(seed);
  Json json = json_of(scenario);
  json["run"].erase("warmup");
  const std::size_t hosts = 2 + dice.below(3);
  Json links = Json::array();
  for (std::size_t host = 0; host < hosts; ++host) {
    Json cores = Json::object();
    if (dice.chance(25)) cores = {{"cores", 1 + dice.below(2)}, {"costs", {{"send", "1ns"}}}};
    json["hosts"][host_named(host)] = cores;
    if (host == 0) continue;
    links.push_back(random_link(dice, host_named(dice.below_size(host)), host_named(host)));
  }
  if (hosts > 2 && dice.chance(40)) {
    Json link = random_link(dice, host_named(0), host_named(hosts - 1));
    link["name"] = "short cut";
    links.push_back(link);
  }
  json["links"] = links;
  const Neighbours neighbours = neighbours_in(json);
  std::map<std::size_t, std::string> host_of;
  std::size_t p = 0;
  for (auto& [name, process] : json["processes"].items()) {
    const std::string host = host_named(dice.below_size(hosts));
    process["host"] = host_of.try_emplace(neighbours.leader(p++), host).first->second;
  }
  return json.dump(1);
}

}  // namespace ipcsim::testing
