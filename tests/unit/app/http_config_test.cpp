#include "app/http_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/shipped_files.h"
#include "support/temp_dir.h"

namespace holdwatch {
namespace {

using net::HttpRole;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::ThrowsMessage;

constexpr const char* kHash = "$2y$04$elCivvpm4q8202jWELlGa.Uyyqmb98SxAVAcJSzQt985uWgRdUI6O";

struct ReadHttp {
  HttpConfig config;
  std::vector<std::string> problems;
};

ReadHttp read_http(const std::string& yaml) {
  config::Section section = config::Section::parse(yaml, "a.yaml");
  ReadHttp read{read_http_config(section), {}};
  for (const config::Problem& problem : section.problems()) {
    read.problems.push_back(config::to_string(problem));
  }
  return read;
}

TEST(HttpConfig, WithoutAWordEverybodyOnThisMachineMayDoEverything) {
  const ReadHttp none = read_http("{}");
  EXPECT_THAT(none.problems, IsEmpty());
  EXPECT_EQ(none.config.listen, "127.0.0.1:9478");
  EXPECT_FALSE(none.config.tls);
  EXPECT_THAT(none.config.unauthenticated,
              ElementsAre(HttpRole::scrape, HttpRole::ingest, HttpRole::operate));
}

TEST(HttpConfig, RefusesAnOpenAddressThatNothingProtects) {
  for (const char* address : {"0.0.0.0:9478", "\"[::]:9478\"", "10.1.2.3:80", "pbx.example:80"}) {
    EXPECT_THAT(read_http(std::string("listen: ") + address).problems,
                ElementsAre(AllOf(HasSubstr("listen"), HasSubstr("nothing protects it"))))
        << address;
  }
}

TEST(HttpConfig, TakesAnOpenAddressWhenItIsSaidWhatEverybodyMayDo) {
  const ReadHttp open = read_http("{listen: \"0.0.0.0:9478\", allow_unauthenticated: [scrape]}");
  EXPECT_THAT(open.problems, IsEmpty());
  EXPECT_THAT(open.config.unauthenticated, ElementsAre(HttpRole::scrape));
}

TEST(HttpConfig, WithATokenNothingIsOpenUnlessItIsSaid) {
  EXPECT_THAT(read_http("tokens: [{file: t, role: ingest}]").config.unauthenticated, IsEmpty());
  const ReadHttp said =
      read_http("{tokens: [{file: t, role: ingest}], allow_unauthenticated: scrape}");
  EXPECT_THAT(said.config.unauthenticated, ElementsAre(HttpRole::scrape));
}

TEST(HttpConfig, ReadsAWebConfigWithPathsBesideIt) {
  const TempDir dir;
  const std::string file =
      dir.write("web.yml",
                "tls_server_config: {cert_file: a.pem, key_file: /b.key, "
                "client_auth_type: RequireAndVerifyClientCert, client_ca_file: ca.pem, "
                "min_version: TLS13}\nbasic_auth_users: {anna: \"" +
                    std::string(kHash) + "\", grafana: \"" + kHash + "\"}\n");
  const ReadHttp web = read_http("{web_config: " + file + ", users: {anna: operate}}");
  EXPECT_THAT(web.problems, IsEmpty());
  ASSERT_TRUE(web.config.tls);
  EXPECT_EQ(web.config.tls->certificate_file, dir.path("a.pem"));
  EXPECT_EQ(web.config.tls->key_file, "/b.key");
  EXPECT_EQ(web.config.tls->client_certificate, net::ClientCertificate::required);
  EXPECT_EQ(web.config.tls->min_version, net::TlsVersion::tls13);
  ASSERT_THAT(web.config.users, SizeIs(2));
  EXPECT_EQ(web.config.users[0].role, HttpRole::operate);
  EXPECT_EQ(web.config.users[1].role, HttpRole::scrape) << "who isn't named may only look";
}

TEST(HttpConfig, ARequiredClientCertificateProtectsAnOpenAddress) {
  const TempDir dir;
  const std::string file =
      dir.write("web.yml",
                "tls_server_config: {cert_file: a, key_file: b, client_ca_file: c, "
                "client_auth_type: RequireAndVerifyClientCert}\n");
  const ReadHttp web = read_http("{listen: \"0.0.0.0:9478\", web_config: " + file + "}");
  EXPECT_THAT(web.problems, IsEmpty());
  EXPECT_THAT(web.config.unauthenticated, SizeIs(3));
}

TEST(HttpConfig, TellsWhatIsWrongInAWebConfigWithItsLine) {
  const TempDir dir;
  const std::string file = dir.write("web.yml",
                                     "tls_server_config:\n  key_file: b\n"
                                     "  client_auth_type: RequestClientCert\n"
                                     "basic_auth_users:\n  anna: secret\nhttp_server: {}\n");
  EXPECT_THAT(read_http("web_config: " + file).problems,
              ElementsAre(HasSubstr("web.yml:1: tls_server_config.cert_file"),
                          HasSubstr("web.yml:3: tls_server_config.client_auth_type"),
                          AllOf(HasSubstr("web.yml:5: basic_auth_users.anna"), HasSubstr("bcrypt")),
                          HasSubstr("web.yml:6: http_server")));
  EXPECT_THAT(read_http("web_config: /nowhere/web.yml").problems,
              ElementsAre(HasSubstr("can't be read")));
}

TEST(HttpConfig, TellsUnknownRolesAndUsers) {
  EXPECT_THAT(read_http("tokens: [{file: t, role: admin}]").problems, SizeIs(1));
  EXPECT_THAT(read_http("tokens: [{role: scrape}]").problems, SizeIs(1));
  EXPECT_THAT(read_http("allow_unauthenticated: [everybody]").problems, SizeIs(1));
  EXPECT_THAT(read_http("users: {bob: scrape}").problems,
              ElementsAre(HasSubstr("expected a name among basic_auth_users")));
}

TEST(HttpConfig, TheExampleIsRight) {
  const ReadHttp web = read_http("web_config: " + (test::kConfigFolder / "web.yml").string());
  EXPECT_THAT(web.problems, IsEmpty());
  EXPECT_TRUE(web.config.tls);
  EXPECT_THAT(web.config.users, SizeIs(2));
}

TEST(LoadProtection, ReadsTokensFromTheirFiles) {
  const TempDir dir;
  HttpConfig config;
  config.tokens = {{dir.write("t", "0123456789abcdef\n"), HttpRole::ingest}};
  const net::HttpProtection protection = load_protection(config);
  ASSERT_THAT(protection.access.tokens, SizeIs(1));
  EXPECT_EQ(protection.access.tokens[0].secret, "0123456789abcdef");
  EXPECT_FALSE(protection.tls);
}

TEST(LoadProtection, SaysWhichFileCannotBeUsed) {
  const TempDir dir;
  HttpConfig config;
  config.tokens = {{"/nowhere/token", HttpRole::scrape}};
  EXPECT_THAT([&] { load_protection(config); },
              ThrowsMessage<std::runtime_error>(HasSubstr("/nowhere/token: can't be read")));
  config.tokens = {{dir.write("short", "guessable"), HttpRole::scrape}};
  EXPECT_THAT([&] { load_protection(config); },
              ThrowsMessage<std::runtime_error>(HasSubstr("16 bytes at least")));
  config.tokens.clear();
  config.tls = net::TlsServerSettings{"/nowhere/cert.pem", "/nowhere/key.pem", "", {}, {}};
  EXPECT_THAT([&] { load_protection(config); },
              ThrowsMessage<std::runtime_error>(HasSubstr("/nowhere/cert.pem")));
}

}  // namespace
}  // namespace holdwatch
