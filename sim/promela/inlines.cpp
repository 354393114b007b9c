#include "sim/promela/inlines.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>

namespace ipcsim::promela {
namespace {

struct Inline {
  std::string_view name;
  std::array<std::string_view, 2> uses;  // other inlines; empty: none
  std::string_view text;
};

// `box.m` holds letters in order of acceptance, `box.r` the priorities. What lies behind the last
// one is 0, so that equal lists are equal states.
constexpr Inline kInlines[] = {
    {"take_first", {}, R"(inline take_first(box, x) {
  d_step {
    x = box.m[0];
    for (i : 1 .. box.n - 1) { box.m[i - 1] = box.m[i] }
    box.n--;
    box.m[box.n] = 0;
    i = 0
  }
}
)"},
    {"take_last", {}, R"(inline take_last(box, x) {
  d_step {
    box.n--;
    x = box.m[box.n];
    box.m[box.n] = 0
  }
}
)"},
    {"take_highest", {}, R"(inline take_highest(box, x) {
  d_step {
    highest = 0;
    for (i : 1 .. box.n - 1) {
      if
      :: box.r[i] > box.r[highest] -> highest = i
      :: else
      fi
    }
    x = box.m[highest];
    for (i : highest + 1 .. box.n - 1) { box.m[i - 1] = box.m[i]; box.r[i - 1] = box.r[i] }
    box.n--;
    box.m[box.n] = 0;
    box.r[box.n] = 0;
    i = 0;
    highest = 0
  }
}
)"},
    {"take_first_ranked", {}, R"(inline take_first_ranked(box, x, its_rank) {
  d_step {
    x = box.m[0];
    its_rank = box.r[0];
    for (i : 1 .. box.n - 1) { box.m[i - 1] = box.m[i]; box.r[i - 1] = box.r[i] }
    box.n--;
    box.m[box.n] = 0;
    box.r[box.n] = 0;
    i = 0
  }
}
)"},
    {"put", {}, R"(inline put(box, x) {
  d_step {
    box.m[box.n] = x;
    box.n++
  }
}
)"},
    {"put_ranked", {}, R"(inline put_ranked(box, x, its_rank) {
  d_step {
    box.m[box.n] = x;
    box.r[box.n] = its_rank;
    box.n++
  }
}
)"},
    {"tell", {}, R"(inline tell(x, what) {
  if
  :: is_receipt(x) -> word[x - receipt_of(0)] = what
  :: x >= call_of(0) && is_call(x) -> word[x - call_of(0)] = what
  :: else
  fi
}
)"},
    {"drop_first", {"take_first", "tell"}, R"(inline drop_first(box, x) {
  take_first(box, x);
  tell(x, dropped);
  x = 0
}
)"},
    {"drop_first_ranked", {"take_first_ranked", "tell"}, R"(inline drop_first_ranked(box, x) {
  take_first_ranked(box, x, rank);
  rank = 0;
  tell(x, dropped);
  x = 0
}
)"},
    {"received", {}, R"(inline received(x) {
  if
  :: is_receipt(x) -> word[x - receipt_of(0)] = delivered
  :: else
  fi;
  x = 0
}
)"},
    {"received_by", {}, R"(inline received_by(calls, x) {
  if
  :: is_receipt(x) -> word[x - receipt_of(0)] = delivered
  :: is_call(x) -> calls.m[calls.n] = x; calls.n++
  :: else
  fi;
  x = 0
}
)"},
    {"answer", {"take_first"}, R"(inline answer(calls, x) {
  take_first(calls, x);
  if
  :: x >= call_of(0) -> word[x - call_of(0)] = delivered
  :: else
  fi;
  x = 0
}
)"},
    {"clear", {}, R"(inline clear(calls) {
  d_step {
    for (i : 0 .. calls.n - 1) { calls.m[i] = 0 }
    calls.n = 0;
    i = 0
  }
}
)"},
    {"forget_in", {}, R"(inline forget_in(box, p) {
  for (i : 0 .. box.n - 1) {
    if
    :: box.m[i] == call_of(p) -> box.m[i] = forgotten_call
    :: box.m[i] == receipt_of(p) || box.m[i] == acceptance_of(p) -> box.m[i] = 0
    :: else
    fi
  }
}
)"},
};

bool calls(std::string_view text, std::string_view name) {
  const std::string call = std::string(name) + "(";
  for (std::size_t at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
    const char before = at == 0 ? ' ' : text[at - 1];
    if (before == ' ' || before == ';' || before == '\n') return true;
  }
  return false;
}

void use(std::string_view name, std::set<std::string_view>& used) {
  used.insert(name);
  for (const Inline& it : kInlines) {
    if (it.name != name) continue;
    for (const std::string_view other : it.uses) {
      if (!other.empty()) use(other, used);
    }
  }
}

/// Over all lists in which a letter may be whose sender gives up.
std::string forget_text(const Model& model) {
  std::string text = "inline forget(p) {\n  d_step {\n";
  const auto add = [&](const std::string& list, std::uint32_t count) {
    if (count == 0) {
      text += "    forget_in(" + list + ", p);\n";
    } else {
      text += "    for (k : 0 .. " + std::to_string(count - 1) + ") { forget_in(" + list +
              "[k], p) }\n";
    }
  };
  for (const MailboxForm& mailbox : model.mailboxes) {
    if (mailbox.kind != MailboxForm::Kind::listed) continue;
    add(mailbox.name, mailbox.is_array ? mailbox.count : 0);
  }
  for (std::size_t g = 0; g < model.processes.size(); ++g) {
    const std::uint32_t count = model.program.process_groups[g].count;
    if (!model.processes[g].calls.empty()) add(model.processes[g].calls, count > 1 ? count : 0);
  }
  for (const LaneForm& lane : model.lanes) {
    const MailboxForm& mailbox = model.mailboxes[lane.to.index()];
    add(lane.name, mailbox.is_array ? mailbox.count : 0);
  }
  return text + "    i = 0;\n    k = 0\n  }\n}\n";
}

}  // namespace

std::string inlines_text(const Model& model, const std::string& text) {
  std::set<std::string_view> used;
  for (const Inline& it : kInlines) {
    if (calls(text, it.name)) use(it.name, used);
  }
  const bool somebody_gives_up = calls(text, "forget");
  if (somebody_gives_up) use("forget_in", used);
  std::string inlines;
  for (const Inline& it : kInlines) {
    if (used.count(it.name) > 0) inlines += it.text;
  }
  return somebody_gives_up ? inlines + forget_text(model) : inlines;
}

}  // namespace ipcsim::promela
