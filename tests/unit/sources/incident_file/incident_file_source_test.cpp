#include "sources/incident_file/incident_file_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <filesystem>

#include "support/recording_intake.h"
#include "support/run_io.h"
#include "support/temp_dir.h"

namespace holdwatch::incident_file {
namespace {

namespace asio = boost::asio;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class IncidentFileTest : public ::testing::Test {
 protected:
  ~IncidentFileTest() override {
    cancel_.emit(asio::cancellation_type::terminal);
    test::run_until(io_, [this] { return ended_; });
  }

  void start(const std::string& yaml) {
    auto section = config::Section::parse(yaml, "test.yaml");
    const auto factory = read_source(section);
    section.finish();
    ASSERT_THAT(section.problems(), IsEmpty());
    source_ = factory({"erp", io_.get_executor(), io_.get_executor(), intake_, http_, Time{}});
    ended_ = false;
    asio::co_spawn(io_, source_->run(),
                   asio::bind_cancellation_slot(cancel_.slot(),
                                                [this](std::exception_ptr) { ended_ = true; }));
  }
  void until_told(std::size_t incidents) {
    test::run_until(io_, [&] { return intake_.inputs.size() >= incidents; });
  }

  TempDir dir_;
  asio::io_context io_;
  net::HttpServer http_{io_.get_executor(), {}};
  test::RecordingIntake intake_;
  std::unique_ptr<Source> source_;
  asio::cancellation_signal cancel_;
  bool ended_ = true;
};

const std::string kHeader = "id,category,time\n";
std::string row(const std::string& id) {
  return id + ",outage,2026-02-14T09:20:00Z\n";
}

TEST_F(IncidentFileTest, FollowsAFileThatComesGrowsIsReplacedAndWrittenAnew) {
  start("path: " + dir_.path("incidents.csv"));
  dir_.write("incidents.csv", kHeader + row("1"));
  until_told(1);
  dir_.append("incidents.csv", row("2"));
  until_told(2);
  dir_.write("new", kHeader + row("1") + row("2") + row("3"));
  std::filesystem::rename(dir_.path("new"), dir_.path("incidents.csv"));
  until_told(3);
  dir_.write("incidents.csv", kHeader + row("4"));
  until_told(4);
  EXPECT_THAT(intake_.inputs, ElementsAre(HasSubstr(R"("id":"1")"), HasSubstr(R"("id":"2")"),
                                          HasSubstr(R"("id":"3")"), HasSubstr(R"("id":"4")")));
  EXPECT_TRUE(intake_.is_up_now);
}

TEST_F(IncidentFileTest, SaysWhereARecordIsWrong) {
  start("path: " + dir_.write("x.csv", kHeader + "7,outage,soon\n" + row("1")));
  until_told(1);
  EXPECT_THAT(intake_.rejections,
              ElementsAre(testing::Pair(Disposition::invalid_value, HasSubstr("x.csv:2"))));
}

TEST(IncidentFileConfig, SaysWhatIsWrong) {
  auto section = config::Section::parse(
      "path: x\ndelimiter: ';;'\nzone: Europe/Berlim\ncolumns: {idd: Nr}\nformat: xls", "a.yaml");
  read_source(section);
  section.finish();
  std::vector<std::string> told;
  for (const auto& problem : section.problems()) told.push_back(to_string(problem));
  EXPECT_THAT(told, ElementsAre(HasSubstr("a.yaml:2: delimiter: found ';;'"),
                                HasSubstr("a.yaml:3: zone:"), HasSubstr("a.yaml:4: columns.idd"),
                                HasSubstr("a.yaml:5: format: found 'xls'")));
}

}  // namespace
}  // namespace holdwatch::incident_file
