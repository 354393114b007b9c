#include "sim/experiment/window_recorder.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "sim/engine/cores.hpp"

namespace ipcsim {

WindowRecorder::WindowRecorder(const WindowPlan& plan, const Watched& watched)
    : plan_(plan), watched_(watched), cores_(watched.program), turns_(cores_.size()) {}

void WindowRecorder::come_to(Instant now) {
  if (!has_begun_ && now >= plan_.from) begin();
  if (is_on() && now > plan_.to) close(plan_.to);
}

void WindowRecorder::begin() {
  const Program& program = watched_.program;
  has_begun_ = true;
  window_.choice = plan_.choice;
  window_.from = plan_.from;
  for (std::uint32_t p = 0; p < watched_.rows.size(); ++p) {
    if (!watched_.rows[p]) continue;
    window_.processes.push_back({name_of(program, ProcessId{p}), {}});
    open_.push_back({watched_.doings.of(ProcessId{p}), true});
    open_.back().doing.since = plan_.from;
  }
  for (const MailboxId m : watched_.mailboxes) {
    window_.mailboxes[mailbox_row(m)].content = {{plan_.from, watched_.contents[m.index()]}};
  }
  for (std::uint32_t core = 0; core < cores_.size(); ++core) {
    const HostId host = cores_.host_of_core(core);
    const bool is_next = core > 0 && cores_.host_of_core(core - 1) == host;
    window_.cores.push_back({host.value, is_next ? window_.cores.back().number + 1 : 0, {}});
  }
  for (std::uint32_t link = 0; link < program.links.size(); ++link) {
    for (const bool forward : {true, false}) window_.links.push_back({link, forward, {}});
  }
}

std::uint32_t WindowRecorder::mailbox_row(MailboxId mailbox) {
  const auto next = static_cast<std::uint32_t>(window_.mailboxes.size());
  const auto [entry, is_new] = mailboxes_.try_emplace(mailbox, next);
  if (is_new) {
    const Program& program = watched_.program;
    const std::uint32_t capacity =
        program.mailbox_groups[group_of(program, mailbox).index()].capacity;
    window_.mailboxes.push_back({.name = name_of(program, mailbox)});
    if (capacity != kUnbounded) window_.mailboxes.back().capacity = capacity;
  }
  return entry->second;
}

void WindowRecorder::count_item(Instant now) {
  if (++items_ < plan_.most_items) return;
  window_.is_cut = true;
  close(now);
}

void WindowRecorder::end_stretch(Open& open, Instant now) {
  const Doing& doing = open.doing;
  if (!open.is_open || !is_measured(doing.activity) || doing.since >= now) return;
  const std::size_t row = static_cast<std::size_t>(&open - open_.data());
  window_.processes[row].stretches.push_back(
      {doing.activity, doing.since, now, watched_.program.symbols.statement_of[doing.at]});
}

void WindowRecorder::change(const Doing& doing) {
  const std::optional<std::uint32_t> row = watched_.rows[doing.process.index()];
  if (!is_on() || !row) return;
  end_stretch(open_[*row], doing.since);
  open_[*row] = {doing, true};
  count_item(doing.since);
}

bool WindowRecorder::add_message(const MessageFate& fate, Instant ended) {
  const auto row_of = [&](std::optional<ProcessId> process) {
    return process ? watched_.rows[process->index()] : std::nullopt;
  };
  const std::optional<std::uint32_t> from = row_of(fate.sender);
  const std::optional<std::uint32_t> to = row_of(fate.receiver);
  // Not of somebody who is not drawn.
  if (from.has_value() != fate.sender.has_value()) return false;
  if (to.has_value() != fate.receiver.has_value()) return false;
  if (!from && !to) return false;
  window_.messages.push_back({from, to, mailbox_row(fate.mailbox), fate.number, fate.is_reply,
                              fate.end, fate.sent, fate.accepted, ended});
  return true;
}

void WindowRecorder::end_message(const MessageFate& fate) {
  if (is_on() && add_message(fate, fate.ended)) count_item(fate.ended);
}

void WindowRecorder::change_content(MailboxId mailbox, Instant now) {
  if (!is_on()) return;
  std::vector<RecordedContent>& content = window_.mailboxes[mailbox_row(mailbox)].content;
  if (content.empty()) return;  // not drawn
  const std::uint64_t messages = watched_.contents[mailbox.index()];
  if (content.back().messages == messages) return;
  if (content.back().since == now) {
    content.back().messages = messages;
    const bool is_as_before =
        content.size() > 1 && content[content.size() - 2].messages == messages;
    if (is_as_before) content.pop_back();
  } else {
    content.push_back({now, messages});
  }
}

void WindowRecorder::change_turn(const CoreTurn& turn) {
  CoreTurn& last = turns_[turn.core];
  if (is_on()) end_turn(last, turn.time);
  last = turn;
}

void WindowRecorder::end_turn(const CoreTurn& turn, Instant now) {
  const Instant from = std::max(turn.time, window_.from);
  if (!turn.process || from >= now) return;
  window_.cores[turn.core].turns.push_back(
      {from, now, name_of(watched_.program, *turn.process), turn.activity == Activity::ready});
}

void WindowRecorder::pass(const Passage& passage) {
  if (!is_on() || passage.begins > plan_.to || passage.sent == kNever) return;
  RecordedLane& lane = window_.links[2 * passage.hop.link.index() + (passage.hop.forward ? 0 : 1)];
  lane.passages.push_back({passage.begins, passage.sent, passage.arrival, passage.lost,
                           name_of(watched_.program, passage.sender)});
}

void WindowRecorder::close(Instant now) {
  is_over_ = true;
  window_.to = now;
  for (Open& open : open_) end_stretch(open, now);
  for (std::uint32_t core = 0; core < turns_.size(); ++core) end_turn(turns_[core], now);
  std::vector<MessageFate> inside;
  watched_.fates.for_each_in_mailbox([&](const MessageFate& fate) {
    if (fate.sent <= now) inside.push_back(fate);
  });
  std::ranges::sort(
      inside, {}, [](const MessageFate& it) { return std::tuple(it.sent, it.mailbox, it.number); });
  if (inside.size() > plan_.most_items) inside.resize(plan_.most_items);
  for (const MessageFate& fate : inside) add_message(fate, now);
}

std::optional<RecordedWindow> WindowRecorder::finish(Instant end) && {
  if (!has_begun_) come_to(end);
  if (!has_begun_) return std::nullopt;
  if (!is_over_) close(std::min(end, plan_.to));
  return std::move(window_);
}

}  // namespace ipcsim
