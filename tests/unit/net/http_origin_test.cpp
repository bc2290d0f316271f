#include "net/http_origin.h"

#include <gtest/gtest.h>

namespace holdwatch::net {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

bool is_forged_with(std::string method, Headers headers) {
  HttpRequest request;
  request.method = std::move(method);
  request.headers = std::move(headers);
  request.headers.emplace_back("Host", "board.example.com:9478");
  return is_forged(request);
}

TEST(HttpOrigin, ProgramsAndTheOwnPageMayChangeSomething) {
  for (const Headers& headers :
       {Headers{}, Headers{{"Origin", "http://board.example.com:9478"}},
        Headers{{"Origin", "https://BOARD.example.com:9478"}},
        Headers{{"Sec-Fetch-Site", "same-origin"}}, Headers{{"Sec-Fetch-Site", "none"}},
        // Behind a proxy the browser's word goes before the host's name.
        Headers{{"Sec-Fetch-Site", "same-origin"}, {"Origin", "https://elsewhere"}}}) {
    EXPECT_FALSE(is_forged_with("POST", headers)) << (headers.empty() ? "" : headers[0].second);
  }
}

TEST(HttpOrigin, PagesOfOthersMayOnlyLook) {
  for (const Headers& headers :
       {Headers{{"Origin", "https://evil.example.com"}}, Headers{{"Origin", "null"}},
        Headers{{"Origin", "http://board.example.com"}}, Headers{{"origin", "http://"}},
        Headers{{"Origin", "http://board.example.com:9478.evil.example.com"}},
        Headers{{"Sec-Fetch-Site", "cross-site"}}, Headers{{"Sec-Fetch-Site", "same-site"}}}) {
    for (const char* method : {"POST", "PUT", "DELETE", "PATCH"}) {
      EXPECT_TRUE(is_forged_with(method, headers)) << headers[0].second;
    }
    for (const char* method : {"GET", "HEAD", "OPTIONS"}) {
      EXPECT_FALSE(is_forged_with(method, headers)) << headers[0].second;
    }
  }
}

}  // namespace
}  // namespace holdwatch::net
