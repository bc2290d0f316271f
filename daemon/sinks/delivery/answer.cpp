#include "sinks/delivery/answer.h"

#include <fmt/format.h>

#include <charconv>

namespace holdwatch {

namespace {

constexpr std::size_t kShown = 200;  // of what it says

bool may_work_later(unsigned status) {
  return status == 408 || status == 425 || status == 429 || status >= 500;
}

/// Its other form, a date, is rare among webhooks; then our own pause counts.
std::chrono::seconds retry_after(const net::HttpAnswer& answer) {
  const std::string_view text = answer.header("Retry-After");
  unsigned seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool is_number = error == std::errc{} && end == text.data() + text.size();
  return std::chrono::seconds{is_number ? seconds : 0};
}

}  // namespace

Judgement judge(const net::HttpAnswer& answer) {
  if (answer.status / 100 == 2) return {};
  return {may_work_later(answer.status) ? Fate::retry : Fate::give_up,
          fmt::format("http_{}", answer.status),
          fmt::format("it answered {}: {}", answer.status, answer.body.substr(0, kShown)),
          retry_after(answer)};
}

}  // namespace holdwatch
