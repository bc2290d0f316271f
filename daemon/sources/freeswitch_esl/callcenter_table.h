#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace holdwatch::freeswitch_esl {

/// The answer to a callcenter_config list: a line of column names, a line a row, cells divided by
/// bars, and +OK at the end. Columns are asked for by name, since versions differ in their order.
class CallcenterTable {
 public:
  class Row {
   public:
    Row(const CallcenterTable& table, std::string_view line) : table_(table), line_(line) {}
    /// Empty when there is no such column, or the row is short.
    std::string_view operator[](std::string_view column) const;

   private:
    const CallcenterTable& table_;
    std::string_view line_;
  };

  /// Views into `text`; nullopt when it is no such answer (-ERR ...).
  static std::optional<CallcenterTable> parse(std::string_view text);

  template <class F>
  void each(F&& visit) const {
    for (const std::string_view line : lines_) visit(Row(*this, line));
  }

 private:
  std::vector<std::string_view> columns_;
  std::vector<std::string_view> lines_;
};

}  // namespace holdwatch::freeswitch_esl
