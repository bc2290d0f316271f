#include "app/top/browse.h"

#include <algorithm>
#include <cctype>

#include "app/remote/queue_state.h"
#include "app/remote/tables.h"

namespace holdwatch::top {

namespace {

/// Without regard to the case of ASCII letters.
bool holds(const std::string& name, const std::string& filter) {
  const auto same = [](unsigned char a, unsigned char b) {
    return std::tolower(a) == std::tolower(b);
  };
  return std::search(name.begin(), name.end(), filter.begin(), filter.end(), same) != name.end();
}

void select(Browse& browse, const Rows& rows, std::size_t row) {
  if (rows.size() > 0) browse.selected = rows.key(std::min(row, rows.size() - 1));
}

void open(Browse& browse, const Rows& rows) {
  const std::string alert = alert_at(rows, browse);
  if (alert.empty()) {
    browse.notice = rows.size() == 0 ? "There is nothing to open." : "No surge is open there.";
    return;
  }
  browse.screen = Screen::surge;
  browse.surge = alert;
  browse.scrolled = 0;
}

void erase_last_character(std::string& text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0U) == 0x80U) {
    text.pop_back();
  }
  if (!text.empty()) text.pop_back();
}

void type(Browse& browse, const Key& key) {
  constexpr std::size_t kLongest = 60;
  if (key.kind == KeyKind::character && browse.filter.size() < kLongest) browse.filter += key.text;
  if (key.kind == KeyKind::backspace) erase_last_character(browse.filter);
  if (key.kind == KeyKind::escape) browse.filter.clear();
  if (key.kind == KeyKind::escape || key.kind == KeyKind::enter) browse.is_typing = false;
}

/// How far a key moves from `at`; by name of the key, the same everywhere.
std::size_t moved(std::size_t at, const Key& key, std::size_t last, std::size_t page) {
  if (key.kind == KeyKind::up || key.text == "k") return at - std::min<std::size_t>(at, 1);
  if (key.kind == KeyKind::down || key.text == "j") return std::min(at + 1, last);
  if (key.kind == KeyKind::page_up) return at - std::min(at, page);
  if (key.kind == KeyKind::page_down || key.text == " ") return std::min(at + page, last);
  if (key.kind == KeyKind::home || key.text == "g") return 0;
  if (key.kind == KeyKind::end || key.text == "G") return last;
  return at;
}

void go_back(Browse& browse) {
  if (browse.screen == Screen::board) browse.filter.clear();
  browse.screen = Screen::board;
}

const AlertChange* surge_at(const Rows& rows, const Browse& browse) {
  const std::string id = alert_at(rows, browse);
  const auto found =
      std::find_if(rows.surges.begin(), rows.surges.end(),
                   [&id](const remote::SurgeView* surge) { return surge->alert.id == id; });
  return found == rows.surges.end() ? nullptr : &(*found)->alert;
}

void ask(Browse& browse, const Rows& rows, VerdictType verdict) {
  const AlertChange* surge = surge_at(rows, browse);
  if (surge == nullptr) {
    browse.notice = "Select a surge to confirm or reject its cause.";
    return;
  }
  browse.question = question_about(*surge, verdict);
  if (!browse.question) {
    browse.notice = surge->causes.empty() ? "No incident is put to a surge of that kind."
                                          : "No incident is suspected that could be rejected.";
  }
}

Wish answer(Browse& browse, const Key& key) {
  if (key.text == "q") return Wish::quit;
  const std::optional<Judgement> judgement = answer_of(*browse.question, key);
  if (judgement || key.kind == KeyKind::escape) browse.question.reset();
  browse.judgement = judgement.value_or(browse.judgement);
  return judgement ? Wish::judge : Wish::none;
}

}  // namespace

std::string Rows::key(std::size_t row) const {
  if (row < surges.size()) return "surge " + surges[row]->alert.id;
  return "queue " + queues[row - surges.size()]->name;
}

std::size_t Rows::selected(const Browse& browse) const {
  for (std::size_t row = 0; row < size(); ++row) {
    if (key(row) == browse.selected) return row;
  }
  return 0;
}

Rows rows_of(const Board& board, const Browse& browse, Time now) {
  Rows rows;
  for (const remote::SurgeView& surge : board.surges.surges) {
    if (holds(std::string(subject(surge.alert)), browse.filter)) rows.surges.push_back(&surge);
  }
  std::stable_sort(rows.surges.begin(), rows.surges.end(), [](const auto* a, const auto* b) {
    return remote::is_worse(a->alert, b->alert);
  });
  for (const auto& [name, queue] : board.queues) {
    if (holds(name, browse.filter)) rows.queues.push_back(&queue);
  }
  std::stable_sort(rows.queues.begin(), rows.queues.end(),
                   [now](const auto* a, const auto* b) { return remote::is_worse(*a, *b, now); });
  return rows;
}

std::string alert_at(const Rows& rows, const Browse& browse) {
  if (browse.screen == Screen::surge) return browse.surge;
  const std::size_t row = rows.selected(browse);
  if (row < rows.surges.size()) return rows.surges[row]->alert.id;
  if (row < rows.size()) return rows.queues[row - rows.surges.size()]->surge.value_or("");
  return "";
}

Wish press(Browse& browse, const Key& key, const Rows& rows, Extent extent) {
  browse.notice.clear();
  if (browse.is_typing) return type(browse, key), Wish::none;
  if (browse.question) return answer(browse, key);
  if (key.text == "q") return Wish::quit;
  if (key.text == "a") return Wish::acknowledge;
  if (key.text == "c") return ask(browse, rows, VerdictType::confirmed), Wish::none;
  if (key.text == "r") return ask(browse, rows, VerdictType::rejected), Wish::none;
  if (key.kind == KeyKind::escape || key.kind == KeyKind::backspace) go_back(browse);
  if (key.text == "?") {
    browse.screen = browse.screen == Screen::help ? Screen::board : Screen::help;
  }
  if (browse.screen == Screen::surge) {
    browse.scrolled = std::min(moved(browse.scrolled, key, extent.last, extent.page), extent.last);
  } else if (browse.screen == Screen::board) {
    if (key.text == "/") browse.is_typing = true;
    select(browse, rows, moved(rows.selected(browse), key, rows.size() - 1, extent.page));
    if (key.kind == KeyKind::enter) open(browse, rows);
  }
  return Wish::none;
}

}  // namespace holdwatch::top
