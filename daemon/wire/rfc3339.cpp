#include "wire/rfc3339.h"

#include <algorithm>

namespace holdwatch::wire {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Reads from the front; once something was not as expected, it stays bad.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  int digits(std::size_t count, int max) {
    if (rest_.size() < count) return bad();
    int value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (!is_digit(c)) return bad();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value <= max ? value : bad();
  }

  bool take(char expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(char expected) {
    if (!take(expected)) bad();
  }

  // What follows the decimal point: at least one digit, of which six count.
  microseconds fraction() {
    std::size_t count = 0;
    int value = 0;
    for (; count < rest_.size() && is_digit(rest_[count]); ++count) {
      if (count < 6) value = value * 10 + (rest_[count] - '0');
    }
    if (count == 0) bad();
    for (std::size_t i = count; i < 6; ++i) value *= 10;
    rest_.remove_prefix(count);
    return microseconds{value};
  }

  bool good() const { return good_; }
  bool at_end() const { return rest_.empty(); }

  int bad() {
    good_ = false;
    rest_ = {};
    return 0;
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

std::chrono::sys_days scan_date(Scanner& scan) {
  const std::chrono::year year{scan.digits(4, 9999)};
  scan.expect('-');
  const std::chrono::month month{static_cast<unsigned>(scan.digits(2, 12))};
  scan.expect('-');
  const std::chrono::day day{static_cast<unsigned>(scan.digits(2, 31))};
  const std::chrono::year_month_day date{year, month, day};
  if (!date.ok()) scan.bad();
  return date;
}

microseconds scan_time_of_day(Scanner& scan) {
  const hours h{scan.digits(2, 23)};
  scan.expect(':');
  const minutes m{scan.digits(2, 59)};
  scan.expect(':');
  const seconds s{scan.digits(2, 59)};
  return h + m + s + (scan.take('.') ? scan.fraction() : microseconds{});
}

minutes scan_offset(Scanner& scan) {
  if (scan.take('Z') || scan.take('z')) return {};
  const bool west = scan.take('-');
  if (!west) scan.expect('+');
  const hours h{scan.digits(2, 23)};
  scan.expect(':');
  const minutes offset = h + minutes{scan.digits(2, 59)};
  return west ? -offset : offset;
}

char* put(char* out, int value, int digits) {
  for (int i = digits - 1; i >= 0; --i, value /= 10) out[i] = static_cast<char>('0' + value % 10);
  return out + digits;
}

char* put(char* out, int value, int digits, char separator) {
  out = put(out, value, digits);
  *out = separator;
  return out + 1;
}

}  // namespace

std::optional<Time> parse_rfc3339(std::string_view text) {
  Scanner scan(text);
  const auto date = scan_date(scan);
  if (!scan.take('T')) scan.expect('t');
  const auto time_of_day = scan_time_of_day(scan);
  const auto offset = scan_offset(scan);
  if (!scan.good() || !scan.at_end()) return std::nullopt;
  return date + time_of_day - offset;
}

void append_rfc3339(std::string& out, Time time) {
  const auto date = std::chrono::floor<days>(time);
  const std::chrono::year_month_day ymd{date};
  const std::chrono::hh_mm_ss of_day{time - date};
  const int micros = static_cast<int>(of_day.subseconds().count());

  char text[32];
  char* end = put(text, static_cast<int>(ymd.year()), 4, '-');
  end = put(end, static_cast<int>(static_cast<unsigned>(ymd.month())), 2, '-');
  end = put(end, static_cast<int>(static_cast<unsigned>(ymd.day())), 2, 'T');
  end = put(end, static_cast<int>(of_day.hours().count()), 2, ':');
  end = put(end, static_cast<int>(of_day.minutes().count()), 2, ':');
  end = put(end, static_cast<int>(of_day.seconds().count()), 2, '.');
  end = micros % 1000 == 0 ? put(end, micros / 1000, 3, 'Z') : put(end, micros, 6, 'Z');
  out.append(text, end);
}

std::string format_rfc3339(Time time) {
  std::string out;
  append_rfc3339(out, time);
  return out;
}

}  // namespace holdwatch::wire
