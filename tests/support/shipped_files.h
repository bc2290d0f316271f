#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>

/// The files under config/ that users copy.
namespace holdwatch::test {

inline const std::filesystem::path kConfigFolder = HOLDWATCH_SOURCE_DIR "/config";

inline std::string contents(const std::filesystem::path& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << path;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// With every `#key:` and `#  - item` made effective; prose has one space after its `#`.
inline std::string uncommented(const std::string& text) {
  const std::regex commented(R"(^( *)#(\S.*|  .*)$)");
  std::istringstream lines(text);
  std::string all;
  for (std::string line; std::getline(lines, line);) {
    all += std::regex_replace(line, commented, "$1$2") + "\n";
  }
  return all;
}

}  // namespace holdwatch::test
