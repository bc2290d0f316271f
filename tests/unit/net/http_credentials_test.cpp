#include "net/http_credentials.h"

#include <gtest/gtest.h>

namespace holdwatch::net {
namespace {

TEST(HttpCredentials, ReadsATokenWhateverTheCaseOfItsScheme) {
  for (const char* header : {"Bearer abc.def", "bearer abc.def", "BEARER  abc.def"}) {
    const HttpCredentials shown = parse_credentials(header);
    ASSERT_TRUE(std::holds_alternative<BearerToken>(shown)) << header;
    EXPECT_EQ(std::get<BearerToken>(shown).secret, "abc.def");
  }
}

TEST(HttpCredentials, ReadsNameAndPassword) {
  // Of RFC 7617, and one whose password has a colon and whose text needs padding.
  for (const auto& [header, name, password] :
       {std::tuple{"Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "Aladdin", "open sesame"},
        std::tuple{"basic YTpiOmM=", "a", "b:c"}, std::tuple{"Basic Og==", "", ""}}) {
    const HttpCredentials shown = parse_credentials(header);
    ASSERT_TRUE(std::holds_alternative<NameAndPassword>(shown)) << header;
    EXPECT_EQ(std::get<NameAndPassword>(shown).name, name);
    EXPECT_EQ(std::get<NameAndPassword>(shown).password, password);
  }
}

TEST(HttpCredentials, AnythingElseIsNobody) {
  for (const char* header :
       {"", " ", "Bearer", "Bearer ", "Bearerabc", "Basic", "Basic ", "Basic =", "Basic ====",
        "Basic A===", "Basic a", "Basic QWxhZGRpbg==", "Basic \x80\x80\x80\x80",
        "Basic Og==Og==", "Digest username=\"a\"", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}) {
    EXPECT_TRUE(std::holds_alternative<std::monostate>(parse_credentials(header))) << header;
  }
}

}  // namespace
}  // namespace holdwatch::net
