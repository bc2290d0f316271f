#include "web/page_routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <string>

namespace holdwatch::web {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr PageFile kFile = {"/x", "text/plain", "W/\"abc\"", "plain", "gzipped", "brotlied"};
constexpr std::size_t kMostBytes = 150'000;

net::HttpResponse asked_with(std::string name, std::string value) {
  net::HttpRequest request;
  request.headers = {{std::move(name), std::move(value)}};
  return answer(kFile, request);
}

std::string header(const net::HttpResponse& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

std::string unzipped(std::string_view bytes, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  inflateInit2(&stream, 16 + MAX_WBITS);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(size);
  const int ended = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  return ended == Z_STREAM_END ? out : "broken";
}

TEST(PageRoutes, PacksAsTheBrowserTakesIt) {
  const auto packed = [](std::string accepted) {
    const net::HttpResponse response = asked_with("Accept-Encoding", std::move(accepted));
    return header(response, "Content-Encoding") + ":" + response.body;
  };
  EXPECT_EQ(packed("gzip, deflate, br"), "br:brotlied");
  EXPECT_EQ(packed("GZIP"), "gzip:gzipped");
  EXPECT_EQ(packed("br;q=0, gzip;q=0.5"), "gzip:gzipped");
  EXPECT_EQ(packed("br;q=0.000"), ":plain");
  EXPECT_EQ(packed("brotli, x-gzip"), ":plain");
  EXPECT_EQ(packed(""), ":plain");
  EXPECT_EQ(packed(";;,\x01"), ":plain");
}

TEST(PageRoutes, SendsNothingThatTheBrowserHasAlready) {
  const net::HttpResponse same = asked_with("If-None-Match", "W/\"abc\"");
  EXPECT_EQ(same.status, 304U);
  EXPECT_EQ(same.body, "");
  EXPECT_EQ(header(same, "ETag"), "W/\"abc\"");
  EXPECT_EQ(asked_with("If-None-Match", "W/\"older\", W/\"abc\"").status, 304U);
  EXPECT_EQ(asked_with("If-None-Match", "W/\"abcd\"").status, 200U);
}

TEST(PageRoutes, LetsThePageLoadNothingFromElsewhereAndNobodyFrameIt) {
  const net::HttpResponse response = answer(kFile, {});
  EXPECT_THAT(header(response, "Content-Security-Policy"),
              AllOf(HasSubstr("default-src 'none'"), HasSubstr("frame-ancestors 'none'"),
                    Not(HasSubstr("unsafe")), Not(HasSubstr("http"))));
  EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header(response, "Referrer-Policy"), "no-referrer");
  EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
}

TEST(PageFiles, TogetherAreSmallAndUnpackToThemselves) {
  std::size_t bytes = 0;
  for (const PageFile& file : page_files()) {
    bytes += file.gzip.size();
    EXPECT_EQ(unzipped(file.gzip, file.plain.size()), file.plain) << file.path;
    EXPECT_LE(file.brotli.size(), file.gzip.size()) << file.path;
  }
  EXPECT_LT(bytes, kMostBytes);
}

TEST(PageFiles, HoldTheDocumentAndAllThatItNames) {
  const auto files = page_files();
  const auto is_there = [&](std::string_view path) {
    return std::any_of(files.begin(), files.end(),
                       [path](const PageFile& file) { return file.path == path; });
  };
  ASSERT_TRUE(is_there("/"));
  for (std::string_view path : {"/wallboard.js", "/wallboard.css", "/icon.svg", "/licenses.txt"}) {
    EXPECT_TRUE(is_there(path)) << path;
    EXPECT_THAT(std::string(files.front().plain), HasSubstr(path));
  }
  EXPECT_THAT(std::string(files.front().plain), Not(HasSubstr("style=")));
}

}  // namespace
}  // namespace holdwatch::web
