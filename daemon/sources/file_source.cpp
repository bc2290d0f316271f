#include "sources/file_source.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sstream>

#include "net/file_follower.h"
#include "wire/limits.h"

namespace holdwatch {

namespace {

namespace asio = boost::asio;

constexpr std::chrono::milliseconds kPollInterval{200};
// How many lines are delivered before others get their turn on the event thread.
constexpr int kLinesPerTurn = 500;

void deliver(Intake& intake, const CallEvent& event) {
  intake.event(event);
}
void deliver(Intake& intake, const IncidentReport& report) {
  intake.incident(report);
}
void deliver(Intake& intake, const Verdict& verdict) {
  intake.verdict(verdict);
}

std::uint64_t inode_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

class WholeFileSource final : public Source {
 public:
  WholeFileSource(const SourceContext& context, const RecordedFormat& format, std::string path)
      : intake_(context.intake), format_(format), path_(std::move(path)) {}

  void bind() override {
    file_ = format_.open(path_, [this](Disposition reason, auto place, auto detail) {
      intake_.rejected(reason, place, detail);
    });
    inode_ = inode_of(path_);
  }

  bool has_history() const override { return true; }

  asio::awaitable<void> run() override {
    const auto executor = co_await asio::this_coro::executor;
    intake_.up(true);
    const std::uint64_t earlier = read_by_earlier_runs();
    while (deliver_some(earlier)) co_await asio::post(executor, asio::use_awaitable);
    intake_.history_done();
  }

 private:
  // Trying again would not mend a file that can't be read on: what was read of it counts.
  bool deliver_some(std::uint64_t earlier) try {
    for (int i = 0; i < kLinesPerTurn; ++i) {
      if (!file_->next()) return keep_place(false);
      if (++read_ <= earlier) continue;
      std::visit([this](const auto& input) { deliver(intake_, input); }, file_->input());
    }
    return keep_place(true);
  } catch (const std::runtime_error& error) {
    intake_.rejected(Disposition::malformed, path_, error.what());
    return false;
  }

  /// How many inputs of this very file an earlier run has handed over.
  std::uint64_t read_by_earlier_runs() const {
    std::istringstream place(intake_.place().value_or(""));
    std::uint64_t inode = 0;
    std::uint64_t inputs = 0;
    place >> inode >> inputs;
    return place && inode == inode_ ? inputs : 0;
  }

  bool keep_place(bool is_more) {
    intake_.reached(fmt::format("{} {}", inode_, read_));
    return is_more;
  }

  Intake& intake_;
  const RecordedFormat& format_;
  std::string path_;
  std::unique_ptr<RecordedFile> file_;
  std::uint64_t inode_ = 0;
  std::uint64_t read_ = 0;  ///< inputs
};

class FollowedFileSource final : public Source, private wire::Receiver {
 public:
  FollowedFileSource(const SourceContext& context, std::unique_ptr<LineDecoder> decoder,
                     std::string path)
      : intake_(context.intake),
        decoder_(std::move(decoder)),
        path_(path),
        file_(std::move(path), wire::kMaxDocumentBytes) {}

  void bind() override {
    position_ = net::position_of(intake_.place().value_or(""));
    if (position_ && !file_.resume(*position_)) intake_.resynced("position_lost");
  }

  bool has_history() const override { return true; }

  asio::awaitable<void> run() override {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer pause(executor);
    for (;;) {
      if (deliver_some()) {
        co_await asio::post(executor, asio::use_awaitable);
        continue;
      }
      pause.expires_after(kPollInterval);
      co_await pause.async_wait(asio::use_awaitable);
    }
  }

 private:
  // Whether there may be more. What can't be read holds up no live source.
  bool deliver_some() try {
    for (int i = 0; i < kLinesPerTurn; ++i) {
      const auto found = file_.next();
      tell_up(file_.is_open());
      if (found == net::FileFollower::Found::nothing) {
        keep_position();
        end_history();
        return false;
      }
      take(found);
    }
    keep_position();
    return true;
  } catch (...) {
    tell_up(false);
    end_history();
    throw;
  }

  void take(net::FileFollower::Found found) {
    if (found == net::FileFollower::Found::restarted) {
      intake_.resynced("rotated");
    } else if (found == net::FileFollower::Found::oversized) {
      rejected({.reason = Disposition::oversized, .detail = "the line is too long"});
    } else if (!file_.line().empty()) {
      decoder_->decode(file_.line(), *this);
    }
  }

  void event(const CallEvent& event) override { intake_.event(event); }
  void incident(const IncidentReport& report) override { intake_.incident(report); }
  void verdict(const Verdict& verdict) override { intake_.verdict(verdict); }
  void rejected(const wire::Rejection& rejection) override {
    intake_.rejected(rejection.reason, fmt::format("{}:{}", path_, file_.line_number()),
                     rejection.detail);
  }

  void keep_position() {
    const auto position = file_.position();
    if (!position || position == position_) return;
    intake_.reached(net::to_text(*position));
    position_ = position;
  }

  void tell_up(bool is_up) {
    if (is_up != is_up_) intake_.up(is_up);
    is_up_ = is_up;
  }

  void end_history() {
    if (in_history_) intake_.history_done();
    in_history_ = false;
  }

  Intake& intake_;
  std::unique_ptr<LineDecoder> decoder_;
  std::string path_;
  std::optional<net::FilePosition> position_;  ///< as the intake knows it
  net::FileFollower file_;
  std::optional<bool> is_up_;
  bool in_history_ = true;
};

void check(config::Section& section, const std::string& path, bool follow) {
  if (path == "-") section.problem("path", "found -, expected a file: a daemon has no input");
  if (follow && path.ends_with(".gz")) {
    section.problem("follow", "found true, expected false: a packed file can't be followed");
  }
}

}  // namespace

SourceFactory read_file_source(config::Section& section, bool follow_by_default,
                               const RecordedFormat& format,
                               std::unique_ptr<LineDecoder> (*make_decoder)()) {
  const std::string path = section.required_text("path");
  const bool follow = section.flag("follow", follow_by_default);
  check(section, path, follow);
  return [=, &format](const SourceContext& context) -> std::unique_ptr<Source> {
    if (follow) return std::make_unique<FollowedFileSource>(context, make_decoder(), path);
    return std::make_unique<WholeFileSource>(context, format, path);
  };
}

}  // namespace holdwatch
