// Writes instructions one behind another, each with the statement that it belongs to. Knows
// nothing of what statements mean. For compile.cpp alone.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "sim/base/source_text.hpp"
#include "sim/program/program.hpp"

namespace ipcsim {

class Assembler {
 public:
  explicit Assembler(Program& program) : program_(program) {}

  /// What is emitted from here on belongs to it.
  void begin_statement(const SourceRange& where, std::string text) {
    LineColumn place;
    if (where.text != nullptr) place = where.text->line_column(where.begin);
    statement_ = static_cast<std::uint32_t>(program_.symbols.statements.size());
    program_.symbols.statements.push_back({place.line, place.column, std::move(text)});
  }
  /// To go back to behind the statements inside.
  [[nodiscard]] std::uint32_t statement() const { return statement_; }
  void go_back_to(std::uint32_t statement) { statement_ = statement; }

  CodeIndex emit(Opcode opcode, std::uint32_t operand = 0, std::uint16_t slot = 0) {
    program_.code.push_back({opcode, slot, operand});
    program_.symbols.statement_of.push_back(statement_);
    return here() - 1;
  }
  /// Where the next instruction will stand.
  [[nodiscard]] CodeIndex here() const { return static_cast<CodeIndex>(program_.code.size()); }
  void set_target(CodeIndex jump, CodeIndex target) { program_.code[jump].operand = target; }

 private:
  Program& program_;
  std::uint32_t statement_ = 0;
};

}  // namespace ipcsim
