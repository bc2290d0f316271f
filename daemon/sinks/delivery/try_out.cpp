#include "sinks/delivery/try_out.h"

#include <fmt/format.h>

#include <exception>

#include "sinks/delivery/answer.h"
#include "sinks/delivery/headline.h"

namespace holdwatch {

TestResult try_out(const Correspondence& how, const std::string& department) {
  const auto now = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
  Notice notice = test_notice(now);
  if (!department.empty()) notice.owner = Owner{department, ""};
  net::HttpCall call = message(how, authorization(how.settings), {{std::move(notice), {}}}, now);
  try {
    const net::HttpAnswer answer = net::ask_and_wait(how.url, how.settings.client, std::move(call));
    const Judgement judgement = judge(answer);
    if (judgement.fate != Fate::delivered) {
      return {false, fmt::format("{}: {}", how.url.origin(), judgement.text)};
    }
    return {true, fmt::format("{}: it answered {}", how.url.origin(), answer.status)};
  } catch (const std::exception& error) {
    return {false, error.what()};
  }
}

}  // namespace holdwatch
