// A detector that is restored goes on as if it had never stopped.
#include <gtest/gtest.h>

#include "support.h"

namespace holdwatch::core {
namespace {

using namespace detector_test;  // NOLINT: the tests' own vocabulary

const Time kDawn = at(2026, 2, 2, 5);

/// Ten days of calls about products, with a surge on the last afternoon.
struct DetectorState : ::testing::Test {
  DetectorState() : detector(make()) {}

  QueueDetector make() const { return QueueDetector(settings, queue, kDawn); }

  void play(QueueDetector& to, Arrivals& arrivals, Time from, Time until) {
    for (Time t = from; t < until;) {
      const double rate = t >= surge_from ? 3 : 1;
      t = std::min<Time>(t + arrivals.gap(rate), until);
      to.advance_to(t, {});
      if (t >= until) break;
      const AttributeKey product = (AttributeKey{1} << 56) | (t.time_since_epoch().count() % 40);
      to.offered(t, {&product, 1});
      to.wait_ended(t, seconds{5}, Outcome::answered);
      to.staffed(t, 10);
      to.talk_ended(t, minutes{4});
    }
  }

  static void expect_same(const QueueDetector& a, const QueueDetector& b, Time t) {
    EXPECT_EQ(a.save(), b.save());
    EXPECT_EQ(a.score(), b.score());
    EXPECT_EQ(a.expected_per_minute(t), b.expected_per_minute(t));
    ASSERT_EQ(a.surge() == nullptr, b.surge() == nullptr);
  }

  Settings settings;
  QueueSettings queue;
  Time surge_from = kDawn + 9 * hours{24} + hours{14};
  QueueDetector detector;
};

TEST_F(DetectorState, GoesOnWhereItStood) {
  for (const Duration cut : std::initializer_list<Duration>{
           minutes{1}, hours{30}, hours{9 * 24 + 13}, hours{9 * 24 + 16}}) {
    QueueDetector first = make();
    Arrivals arrivals(7);
    play(first, arrivals, kDawn, kDawn + cut);
    QueueDetector second = make();
    ASSERT_TRUE(second.restore(first.save()));
    expect_same(first, second, kDawn + cut);
    Arrivals same = arrivals;
    const Time end = kDawn + 10 * hours{24};
    play(first, arrivals, kDawn + cut, end);
    play(second, same, kDawn + cut, end);
    expect_same(first, second, end);
  }
}

TEST_F(DetectorState, KeepsAnOpenSurge) {
  Arrivals arrivals(7);
  play(detector, arrivals, kDawn, surge_from + hours{2});
  ASSERT_TRUE(detector.surge());
  QueueDetector other = make();
  ASSERT_TRUE(other.restore(detector.save()));
  ASSERT_TRUE(other.surge());
  EXPECT_EQ(other.surge()->opened, detector.surge()->opened);
  EXPECT_EQ(other.surge()->excess_calls.estimate, detector.surge()->excess_calls.estimate);
}

TEST_F(DetectorState, TakesNothingButWholeBytesOfItsOwnVersion) {
  Arrivals arrivals(7);
  play(detector, arrivals, kDawn, kDawn + hours{30});
  const std::string bytes = detector.save();
  QueueDetector other = make();
  const std::string before = other.save();
  EXPECT_FALSE(other.restore(""));
  EXPECT_FALSE(other.restore("surge"));
  EXPECT_FALSE(other.restore(bytes.substr(0, bytes.size() / 2)));
  EXPECT_FALSE(other.restore(bytes + "x"));
  std::string newer = bytes;
  ++newer[1];  // the version's lowest byte
  EXPECT_FALSE(other.restore(newer));
  EXPECT_EQ(other.save(), before);
}

TEST_F(DetectorState, HasABoundedSize) {
  Arrivals arrivals(7);
  play(detector, arrivals, kDawn, surge_from);
  const std::size_t size = detector.save().size();
  EXPECT_LT(size, 64'000);
  RecordProperty("bytes", static_cast<int>(size));
}

}  // namespace
}  // namespace holdwatch::core
