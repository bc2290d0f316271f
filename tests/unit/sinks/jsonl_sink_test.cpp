#include "sinks/jsonl/jsonl_sink.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sample_alert.h"
#include "sinks/jsonl/append_file.h"
#include "support/temp_dir.h"
#include "wire/alert_json.h"

namespace holdwatch::jsonl {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(JsonlSink, AppendsLineByLine) {
  const TempDir folder;
  const fs::path path = folder.path("alerts.jsonl");
  { AppendFile(path).write_line("one"); }
  AppendFile file(path);
  file.write_line("two");
  EXPECT_EQ(content(path), "one\ntwo\n") << "before the file is closed";
}

TEST(JsonlSink, GoesOnInANewFileAfterRotation) {
  const TempDir folder;
  const fs::path path = folder.path("alerts.jsonl");
  AppendFile file(path);
  file.write_line("one");
  fs::rename(path, folder.path("alerts.jsonl.1"));
  file.write_line("two");
  fs::remove(path);
  file.write_line("three");
  EXPECT_EQ(content(folder.path("alerts.jsonl.1")), "one\n");
  EXPECT_EQ(content(path), "three\n");
}

TEST(JsonlSink, RecoversWhenItsFolderIsBack) {
  const TempDir folder;
  const fs::path path = folder.path("logs/alerts.jsonl");
  fs::create_directory(path.parent_path());
  AppendFile file(path);
  fs::remove_all(path.parent_path());
  EXPECT_THROW(file.write_line("lost"), std::runtime_error);
  fs::create_directory(path.parent_path());
  file.write_line("kept");
  EXPECT_EQ(content(path), "kept\n");
}

TEST(JsonlSink, SaysWhyItCannotWrite) {
  const TempDir folder;
  const std::string path = folder.path("missing/alerts.jsonl");
  try {
    AppendFile file(path);
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_EQ(error.what(), "can't open " + path + ": No such file or directory");
  }
}

TEST(JsonlSink, DeliversEveryAlertBeforeItCloses) {
  const TempDir folder;
  const fs::path path = folder.path("alerts.jsonl");
  boost::asio::io_context io;
  net::HttpServer http(io.get_executor(), {});
  auto section = config::Section::parse("path: " + path.string(), "test");
  DeliveryStats deliveries;
  const Maintenance none;
  const auto sink = read_sink(section)({io.get_executor(), http, "jsonl", deliveries, none});
  const AlertChange change = test::sample_alert();
  std::string expected;
  for (int i = 0; i < 100; ++i) {
    sink->alert(change);
    expected += wire::to_json(change) + "\n";
  }
  sink->close();
  EXPECT_EQ(content(path), expected);
}

}  // namespace
}  // namespace holdwatch::jsonl
