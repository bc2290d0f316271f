// The file is looked at twice a second and read whole once it has changed and been left alone for
// one look: so it is the same whether it grew, was replaced, or was written anew, and nothing half
// written is taken.
#include "sources/incident_file/incident_file_source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <tuple>

#include "config/zone_loader.h"
#include "net/file_reader.h"
#include "sources/incident_file/incident_records.h"
#include "wire/limits.h"

namespace holdwatch::incident_file {

namespace {

namespace asio = boost::asio;

constexpr std::chrono::milliseconds kLookInterval{500};

/// What changes when a file does.
struct Looks {
  ino_t inode = 0;
  off_t size = 0;
  timespec changed{};

  bool operator==(const Looks& other) const {
    return std::tie(inode, size, changed.tv_sec, changed.tv_nsec) ==
           std::tie(other.inode, other.size, other.changed.tv_sec, other.changed.tv_nsec);
  }
};

class IncidentFileSource final : public Source, private wire::Receiver {
 public:
  IncidentFileSource(const SourceContext& context, std::string path, Format format, char delimiter,
                     IncidentMapping mapping)
      : intake_(context.intake),
        path_(std::move(path)),
        records_(format, delimiter, std::move(mapping)) {}

  asio::awaitable<void> run() override {
    asio::steady_timer pause(co_await asio::this_coro::executor);
    for (;;) {
      look();
      pause.expires_after(kLookInterval);
      co_await pause.async_wait(asio::use_awaitable);
    }
  }

 private:
  void look() {
    const auto now = looks();
    intake_.up(now.has_value());
    if (now && now == last_look_ && now != read_) {
      read_ = now;
      records_.read(content(), *this);
    }
    last_look_ = now;
  }

  /// Nothing when there is no file, which is waited for.
  std::optional<Looks> looks() const {
    struct stat status {};
    if (::stat(path_.c_str(), &status) == 0) {
      return Looks{status.st_ino, status.st_size, status.st_mtim};
    }
    if (errno == ENOENT) return std::nullopt;
    throw std::runtime_error(fmt::format("{}: {}", path_, std::strerror(errno)));
  }

  std::string content() const {
    net::FileReader file(path_);
    std::string text;
    std::vector<char> chunk(1 << 16);
    while (const std::size_t got = file.read(chunk)) {
      text.append(chunk.data(), got);
      if (text.size() <= wire::kMaxMessageBytes) continue;
      throw std::runtime_error(
          fmt::format("{}: more than the {} bytes that are taken", path_, wire::kMaxMessageBytes));
    }
    return text;
  }

  void event(const CallEvent&) override {}
  void incident(const IncidentReport& report) override { intake_.incident(report); }
  void verdict(const Verdict&) override {}
  void rejected(const wire::Rejection& rejection) override {
    intake_.rejected(rejection.reason, fmt::format("{}:{}", path_, rejection.place),
                     rejection.detail);
  }

  Intake& intake_;
  std::string path_;
  IncidentRecords records_;
  std::optional<Looks> last_look_;
  std::optional<Looks> read_;
};

char read_char(config::Section& section, std::string_view key, char by_default) {
  const std::string text = section.text(key, std::string(1, by_default));
  if (text == "tab") return '\t';
  if (text.size() == 1 && text != "\"") return text[0];
  section.problem(key,
                  fmt::format("found {}, expected one character, or tab", config::quoted(text)));
  return by_default;
}

void read_columns(config::Section section, IncidentMapping& mapping) {
  for (const auto& [key, column] : {std::pair{"id", &mapping.id},
                                    {"category", &mapping.category},
                                    {"department", &mapping.department},
                                    {"time", &mapping.time},
                                    {"started", &mapping.started},
                                    {"closed", &mapping.closed},
                                    {"affected", &mapping.affected},
                                    {"summary", &mapping.summary},
                                    {"url", &mapping.url}}) {
    *column = section.text(key, *column);
  }
  section.finish();
}

IncidentMapping read_mapping(config::Section& section) {
  IncidentMapping mapping;
  read_columns(section.section("columns"), mapping);
  if (section.has("scope")) mapping.scope = section.section("scope").named_texts();
  mapping.separator = read_char(section, "separator", mapping.separator);
  mapping.categories = section.section("categories").named_texts();
  if (const auto name = section.optional_text("zone")) {
    const auto zone = config::load_zone(*name);
    if (zone)
      mapping.zone = *zone;
    else
      section.problem("zone", zone.error());
  }
  return mapping;
}

}  // namespace

SourceFactory read_source(config::Section& section) {
  const std::string path = section.required_text("path");
  const std::size_t by_ending = path.ends_with(".jsonl") || path.ends_with(".ndjson") ? 1 : 0;
  const auto format = static_cast<Format>(section.choice("format", by_ending, {"csv", "jsonl"}));
  const char delimiter = read_char(section, "delimiter", ',');
  const IncidentMapping mapping = read_mapping(section);
  return [=](const SourceContext& context) {
    return std::make_unique<IncidentFileSource>(context, path, format, delimiter, mapping);
  };
}

}  // namespace holdwatch::incident_file
