#include "sources/file_source.h"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

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

class WholeFileSource final : public Source {
 public:
  WholeFileSource(const SourceContext& context, const RecordedFormat& format, std::string path)
      : intake_(context.intake), format_(format), path_(std::move(path)) {}

  void bind() override {
    file_ = format_.open(path_, [this](Disposition reason, auto place, auto detail) {
      intake_.rejected(reason, place, detail);
    });
  }

  bool has_history() const override { return true; }

  asio::awaitable<void> run() override {
    const auto executor = co_await asio::this_coro::executor;
    intake_.up(true);
    while (deliver_some()) co_await asio::post(executor, asio::use_awaitable);
    intake_.history_done();
  }

 private:
  // Trying again would not mend a file that can't be read on: what was read of it counts.
  bool deliver_some() try {
    for (int i = 0; i < kLinesPerTurn; ++i) {
      if (!file_->next()) return false;
      std::visit([this](const auto& input) { deliver(intake_, input); }, file_->input());
    }
    return true;
  } catch (const std::runtime_error& error) {
    intake_.rejected(Disposition::malformed, path_, error.what());
    return false;
  }

  Intake& intake_;
  const RecordedFormat& format_;
  std::string path_;
  std::unique_ptr<RecordedFile> file_;
};

class FollowedFileSource final : public Source, private wire::Receiver {
 public:
  FollowedFileSource(const SourceContext& context, std::unique_ptr<LineDecoder> decoder,
                     std::string path, std::string position_file)
      : intake_(context.intake),
        decoder_(std::move(decoder)),
        path_(path),
        position_file_(std::move(position_file)),
        file_(std::move(path), wire::kMaxDocumentBytes) {}

  void bind() override {
    if (position_file_.empty()) return;
    position_ = net::load_position(position_file_);
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

  // After what was delivered: a run that is cut off delivers it again rather than never.
  void keep_position() {
    if (position_file_.empty()) return;
    const auto position = file_.position();
    if (!position || position == position_) return;
    net::save_position(position_file_, *position);
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
  std::string position_file_;                  ///< empty: none
  std::optional<net::FilePosition> position_;  ///< as it stands there
  net::FileFollower file_;
  std::optional<bool> is_up_;
  bool in_history_ = true;
};

void check(config::Section& section, const std::string& path, bool follow) {
  if (!follow && section.has("position_file")) {
    section.problem("position_file", "found without follow: true, expected nothing");
  }
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
  const std::string position_file = section.text("position_file", "");
  check(section, path, follow);
  return [=, &format](const SourceContext& context) -> std::unique_ptr<Source> {
    if (follow)
      return std::make_unique<FollowedFileSource>(context, make_decoder(), path, position_file);
    return std::make_unique<WholeFileSource>(context, format, path);
  };
}

}  // namespace holdwatch
