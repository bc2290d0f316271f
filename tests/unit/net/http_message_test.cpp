#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "net/http_server.h"

namespace holdwatch::net {
namespace {

TEST(HttpRequest, FindsHeadersWhateverTheirCase) {
  HttpRequest request;
  request.headers = {{"Content-Type", "text/plain"}, {"content-type", "second"}};
  EXPECT_EQ(request.header("CONTENT-TYPE"), "text/plain");
  EXPECT_EQ(request.header("Accept"), "");
}

TEST(Problem, IsAProblemDocumentWhateverTheDetailHolds) {
  const HttpResponse response = problem(422, "Unprocessable Content", "a \"quote\"\nand \x01");
  EXPECT_EQ(response.status, 422u);
  EXPECT_EQ(response.content_type, "application/problem+json");
  const boost::json::value document = boost::json::parse(response.body);
  EXPECT_EQ(document.at("status").as_int64(), 422);
  EXPECT_EQ(document.at("title").as_string(), "Unprocessable Content");
  EXPECT_EQ(document.at("detail").as_string(), "a \"quote\"\nand \x01");
}

}  // namespace
}  // namespace holdwatch::net
