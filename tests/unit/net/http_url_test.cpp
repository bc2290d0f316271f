#include "net/http_url.h"

#include <gtest/gtest.h>

namespace holdwatch::net {
namespace {

TEST(HttpUrl, IsTakenApart) {
  const HttpUrl url = parse_http_url("https://hooks.example.com:8443/services/T0?x=%20y").value();
  EXPECT_TRUE(url.is_tls);
  EXPECT_EQ(url.peer.host, "hooks.example.com");
  EXPECT_EQ(url.peer.port, "8443");
  EXPECT_EQ(url.target, "/services/T0?x=%20y");
  EXPECT_EQ(url.origin(), "https://hooks.example.com:8443");
}

TEST(HttpUrl, APortThatGoesWithoutSayingIsNotSaid) {
  const HttpUrl plain = parse_http_url("http://example.com").value();
  EXPECT_EQ(plain.peer.port, "80");
  EXPECT_EQ(plain.target, "/");
  EXPECT_EQ(plain.authority(), "example.com");
  EXPECT_EQ(parse_http_url("https://example.com:443/").value().origin(), "https://example.com");
  EXPECT_EQ(parse_http_url("https://example.com:80/").value().authority(), "example.com:80");
}

TEST(HttpUrl, AnIpv6AddressLosesItsBracketsOnlyWhereTheyAreNotMeant) {
  const HttpUrl url = parse_http_url("http://[::1]:9093/api").value();
  EXPECT_EQ(url.peer.host, "::1");
  EXPECT_EQ(url.authority(), "[::1]:9093");
}

TEST(HttpUrl, AQueryNeedsNoPath) {
  EXPECT_EQ(parse_http_url("http://example.com?a=b").value().target, "/?a=b");
}

TEST(HttpUrl, WhatIsNoneSaysWhatIsExpected) {
  for (const char* text : {"", "example.com", "/path", "http//x", "http://exa mple.com/"}) {
    EXPECT_EQ(parse_http_url(text).error(), "expected a URL: http://HOST:PORT/PATH") << text;
  }
  EXPECT_EQ(parse_http_url("ftp://example.com").error(),
            "expected a URL that begins with http:// or https://");
  EXPECT_EQ(parse_http_url("http:///path").error(), "expected a URL with a host");
  EXPECT_EQ(parse_http_url("http://me:secret@example.com/").error(),
            "expected a URL without name and password");
}

}  // namespace
}  // namespace holdwatch::net
