#include "net/file_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <stdexcept>

#include "support/temp_dir.h"

namespace holdwatch::net {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using testing::ThrowsMessage;

std::string content_of(FileReader& file) {
  std::string content;
  char room[1000];
  while (const std::size_t got = file.read(room)) content.append(room, got);
  return content;
}
std::string content_of(const std::string& path) {
  FileReader file(path);
  return content_of(file);
}

std::string packed(const TempDir& dir, const std::string& content) {
  const std::string path = dir.path("packed");
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
  gzclose(file);
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string noise(std::size_t size) {
  std::string text;
  for (std::uint32_t x = 1; text.size() < size; x = x * 1664525 + 1013904223) {
    text += static_cast<char>(x >> 24);
  }
  return text;
}

TEST(FileReader, ReadsAFileToItsEnd) {
  const TempDir dir;
  const std::string content = noise(100'000);
  EXPECT_EQ(content_of(dir.write("plain", content)), content);
  EXPECT_EQ(content_of(dir.write("empty", "")), "");
}

TEST(FileReader, UnpacksGzipWhateverTheFileIsCalled) {
  const TempDir dir;
  const std::string content = noise(100'000);
  EXPECT_EQ(content_of(dir.write("no-suffix", packed(dir, content))), content);
}

TEST(FileReader, UnpacksFilesThatWerePackedOneByOneAndJoined) {
  const TempDir dir;
  EXPECT_EQ(content_of(dir.write("x.gz", packed(dir, "one\n") + packed(dir, "two\n"))),
            "one\ntwo\n");
}

TEST(FileReader, CountsBytesOnTheDisk) {
  const TempDir dir;
  const std::string gz = packed(dir, std::string(1'000'000, 'x'));
  FileReader file(dir.write("x.gz", gz));
  EXPECT_EQ(file.bytes_total(), gz.size());
  content_of(file);
  EXPECT_EQ(file.bytes_read(), gz.size());
}

TEST(FileReader, AGzipFileThatBreaksOffGivesWhatItHasAndThenSaysSo) {
  const TempDir dir;
  const std::string content = noise(500'000);
  const std::string gz = packed(dir, content);
  FileReader file(dir.write("x.gz", gz.substr(0, gz.size() / 2)));
  std::string got;
  char room[1000];
  EXPECT_THAT(
      [&] {
        while (const std::size_t size = file.read(room)) got.append(room, size);
      },
      ThrowsMessage<std::runtime_error>(HasSubstr("x.gz: breaks off")));
  EXPECT_GT(got.size(), content.size() / 3);
  EXPECT_THAT(content, StartsWith(got));
}

TEST(FileReader, ASpoiltGzipFileIsAnError) {
  const TempDir dir;
  std::string gz = packed(dir, noise(500'000));
  gz.replace(gz.size() / 2, 100, 100, '\xff');
  EXPECT_THAT([&] { content_of(dir.write("x.gz", gz)); },
              ThrowsMessage<std::runtime_error>(HasSubstr("x.gz: ")));
}

TEST(FileReader, AFileThatCannotBeReadIsNamed) {
  const TempDir dir;
  EXPECT_THAT([&] { FileReader(dir.path("absent")); },
              ThrowsMessage<std::runtime_error>(HasSubstr("absent: No such file")));
  EXPECT_THAT([&] { FileReader(dir.path("")); },
              ThrowsMessage<std::runtime_error>(HasSubstr("directory")));
}

}  // namespace
}  // namespace holdwatch::net
