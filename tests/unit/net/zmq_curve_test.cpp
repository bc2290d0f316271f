#include "net/zmq_curve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_dir.h"

namespace holdwatch::net {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;
using ::testing::UnorderedElementsAre;

TEST(ZmqCurve, MakesAnotherPairEachTime) {
  const ZmqKeys one = make_zmq_keys();
  const ZmqKeys two = make_zmq_keys();
  EXPECT_EQ(one.secret.size(), 40u);
  EXPECT_EQ(one.open.size(), 40u);
  EXPECT_NE(one.secret, two.secret);
  EXPECT_NE(one.open, one.secret);
}

TEST(ZmqCurve, ReadsAListOfKeys) {
  const std::string a = make_zmq_keys().open;
  const std::string b = make_zmq_keys().open;
  EXPECT_THAT(parse_zmq_keys(a + " the wallboard\n\n# " + b + "\r\nnonsense\n" + b + "\r\n"),
              UnorderedElementsAre(a, b));
  EXPECT_THAT(parse_zmq_keys("# " + a + "\n" + a.substr(1) + "\n" + a + "x\n"), IsEmpty());
  EXPECT_THAT(parse_zmq_keys(""), IsEmpty());
}

TEST(ZmqCurve, SaysWhatIsMissing) {
  EXPECT_FALSE(check_zmq_curve({"own", "clients", ""}, true));
  EXPECT_FALSE(check_zmq_curve({"own", "", "server"}, false));
  EXPECT_THAT(check_zmq_curve({"own", "", "server"}, true).value(), HasSubstr("clients_file"));
  EXPECT_THAT(check_zmq_curve({"own", "clients", ""}, false).value(), HasSubstr("server_key_file"));
}

TEST(ZmqCurve, SaysWhichFileHoldsNoKey) {
  const TempDir dir;
  ::zmq::context_t context;
  ::zmq::socket_t socket(context, ::zmq::socket_type::pub);
  const ZmqCurve curve{dir.write("own", "not a key\n"), "clients", ""};
  EXPECT_THAT([&] { apply_zmq_curve(socket, curve, true); },
              ThrowsMessage<std::runtime_error>(HasSubstr("own: expected a key")));
}

}  // namespace
}  // namespace holdwatch::net
