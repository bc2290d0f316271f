#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/top/board.h"
#include "app/top/key_parser.h"
#include "app/top/question.h"

namespace holdwatch::top {

enum class Screen : std::uint8_t { board, surge, help };

/// Where somebody is on the board, and how they got there.
struct Browse {
  Screen screen = Screen::board;
  std::string selected;    ///< a row's key; stays with the row when the order changes
  std::string filter;      ///< rows whose name holds it
  bool is_typing = false;  ///< the filter
  std::string surge;       ///< the alert that Screen::surge shows
  std::size_t scrolled = 0;
  std::string notice;                ///< until the next key
  std::optional<Question> question;  ///< in front of the screen until it is answered or left
  Judgement judgement;               ///< the last answer
};

/// What the rows of the board are: surges, then queues, each the worst first.
struct Rows {
  std::vector<const remote::SurgeView*> surges;
  std::vector<const remote::QueueView*> queues;

  std::size_t size() const { return surges.size() + queues.size(); }
  std::string key(std::size_t row) const;
  /// The row that is selected; the first when that is gone.
  std::size_t selected(const Browse& browse) const;
};
Rows rows_of(const Board& board, const Browse& browse, Time now);

/// The alert that is shown or selected; empty: none.
std::string alert_at(const Rows& rows, const Browse& browse);

enum class Wish : std::uint8_t { none, quit, acknowledge, judge };

/// How far one can go on the screen.
struct Extent {
  std::size_t page = 1;  ///< rows that are seen at once
  std::size_t last = 0;  ///< as far as a surge can be scrolled
};

/// What a key does. The wish to acknowledge is about alert_at(), that to judge is the judgement.
Wish press(Browse& browse, const Key& key, const Rows& rows, Extent extent);

}  // namespace holdwatch::top
