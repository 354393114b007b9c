#include "sim/model/finiteness.hpp"

#include <algorithm>
#include <functional>
#include <variant>
#include <vector>

namespace ipcsim {
namespace {

/// The `do` and `else` of an operation.
template <class Operation>
void add_outcomes(const Operation& operation, std::vector<const Block*>& blocks) {
  blocks.push_back(&operation.then);
  if (operation.otherwise) blocks.push_back(&*operation.otherwise);
}

/// The blocks directly within a statement.
std::vector<const Block*> blocks(const Statement& statement) {
  std::vector<const Block*> result;
  if (const auto* loop = std::get_if<Loop>(&statement.what)) {
    result.push_back(&loop->body);
  } else if (const auto* choose = std::get_if<Choose>(&statement.what)) {
    for (const Choose::Branch& branch : choose->branches) result.push_back(&branch.body);
  } else if (const auto* select = std::get_if<Select>(&statement.what)) {
    for (const Select::Alternative& way : select->alternatives) result.push_back(&way.body);
    if (select->otherwise) result.push_back(&*select->otherwise);
  } else if (const auto* send = std::get_if<Send>(&statement.what)) {
    add_outcomes(*send, result);
  } else if (const auto* receive = std::get_if<Receive>(&statement.what)) {
    add_outcomes(*receive, result);
  } else if (const auto* call = std::get_if<Call>(&statement.what)) {
    add_outcomes(*call, result);
  }
  return result;
}

/// Whether a way out of the loop around `block` stands in it: a `stop` at any depth, or a `break`
/// that no loop in between takes for its own.
bool has_way_out(const Block& block, bool in_inner_loop) {
  return std::any_of(block.begin(), block.end(), [&](const Statement& statement) {
    if (std::holds_alternative<Stop>(statement.what)) return true;
    if (std::holds_alternative<Break>(statement.what)) return !in_inner_loop;
    const bool in_loop = in_inner_loop || std::holds_alternative<Loop>(statement.what);
    const std::vector<const Block*> inner = blocks(statement);
    return std::any_of(inner.begin(), inner.end(),
                       [&](const Block* part) { return has_way_out(*part, in_loop); });
  });
}

}  // namespace

const Statement* endless_loop(const Block& program) {
  for (const Statement& statement : program) {
    const auto* loop = std::get_if<Loop>(&statement.what);
    if (loop != nullptr && !loop->count && !has_way_out(loop->body, false)) return &statement;
    for (const Block* inner : blocks(statement)) {
      if (const Statement* found = endless_loop(*inner)) return found;
    }
  }
  return nullptr;
}

}  // namespace ipcsim
