#include "sim/promela/identifiers.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace ipcsim::promela {
namespace {

// Of C those too, and what the verifier calls its own: SPIN makes a program in C of the model, in
// which variables keep their names. And what the models that we write call their own.
constexpr std::string_view kReserved[] = {
    "active", "assert", "atomic", "bit", "bool", "break", "byte", "c_code", "c_decl", "c_expr",
    "c_state", "c_track", "chan", "d_step", "do", "else", "empty", "enabled", "eval", "false", "fi",
    "for", "full", "get_priority", "goto", "hidden", "if", "in", "init", "inline", "int", "len",
    "local", "ltl", "mtype", "nempty", "never", "nfull", "notrace", "np_", "od", "of", "pc_value",
    "pid", "print", "printf", "printm", "priority", "proctype", "provided", "return", "run",
    "select", "set_priority", "short", "show", "skip", "timeout", "trace", "true", "typedef",
    "unless", "unsigned", "xr", "xs", "always", "eventually", "until", "weakuntil", "stronguntil",
    "implies", "equivalent", "release", "next", "ltl",
    // C, and what its compilers define.
    "auto", "case", "char", "const", "continue", "default", "double", "enum", "extern", "float",
    "long", "register", "signed", "sizeof", "static", "struct", "switch", "union", "void",
    "volatile", "while", "restrict", "asm", "typeof", "linux", "unix", "i386", "errno",
    // The verifier.
    "now", "uchar", "ushort", "uint", "ulong", "main", "pan",
    // Our models.
    "self", "letter", "i", "word", "in_turn", "working", "moved", "cut", "waiting", "passing",
    "delivered", "dropped", "done", "endless", "beyond", "settled", "put", "take_first",
    "take_last", "take_highest", "put_ranked", "drop_first", "received", "answer", "forget",
    "clear", "forgotten_call", "call_of", "receipt_of", "acceptance_of", "is_call", "is_receipt",
    "is_acceptance", "end_of_run", "debts", "highest", "rank", "tell", "drop_first_ranked",
    "take_first_ranked", "received_by", "forget_in", "k", "box", "calls", "x", "p", "what",
    "its_rank", "is_awaited", "waiter_of"};

// What our lists and registers are called.
constexpr std::string_view kReservedBeginnings[] = {"list_", "count_"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// One underscore in place of each character that cannot stand in a name.
std::string with_safe_characters(std::string_view wanted) {
  constexpr auto kContinuation = 0x80;  // of a character of several bytes
  constexpr auto kContinuationMask = 0xC0;
  std::string name;
  for (const char c : wanted) {
    if ((static_cast<std::uint8_t>(c) & kContinuationMask) == kContinuation) continue;
    name += is_letter(c) || is_digit(c) ? c : '_';
  }
  if (name.empty() || !is_letter(name.front()) || name.front() == '_') name = "x" + name;
  return name;
}

/// Long words in capitals are what the verifier calls its options.
bool is_in_capitals(std::string_view name) {
  return name.size() > 1 &&
         std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_reserved(std::string_view name) {
  const auto begins_name = [&](std::string_view beginning) { return name.starts_with(beginning); };
  return is_in_capitals(name) ||
         std::any_of(std::begin(kReservedBeginnings), std::end(kReservedBeginnings), begins_name) ||
         std::find(std::begin(kReserved), std::end(kReserved), name) != std::end(kReserved);
}

}  // namespace

std::string Identifiers::add(std::string_view wanted) {
  const std::string safe = with_safe_characters(wanted);
  const std::string base = is_reserved(safe) ? safe + "_x" : safe;
  std::string name = base;
  for (int number = 2; !taken_.insert(name).second; ++number) {
    name = base + "_" + std::to_string(number);
  }
  return name;
}

}  // namespace ipcsim::promela
