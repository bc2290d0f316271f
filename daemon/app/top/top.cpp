#include "app/top/top.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <exception>

#include "app/remote/remark.h"
#include "app/top/lines.h"
#include "app/top/listener.h"
#include "app/top/session.h"
#include "app/top/view.h"

namespace holdwatch::top {

namespace {

namespace asio = boost::asio;

Time now() {
  return std::chrono::floor<Duration>(std::chrono::system_clock::now());
}

/// Runs tasks on one thread until one fails or finish() is called.
class Loop {
 public:
  asio::any_io_executor executor() { return io_.get_executor(); }

  void spawn(asio::awaitable<void> task) {
    asio::co_spawn(io_, std::move(task), [this](std::exception_ptr failure) {
      if (failure) failure_ = failure;
      if (failure) io_.stop();
    });
  }

  void finish() { io_.stop(); }

  /// Throws what a task has thrown.
  void run() {
    io_.run();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  asio::io_context io_{1};
  std::exception_ptr failure_;
};

/// The live view.
class Viewer {
 public:
  explicit Viewer(const Options& options)
      : options_(options),
        listener_(
            loop_.executor(), options.server,
            [this](const net::ServerEvent& event) { hear(event); },
            [this](const std::string& why) { lose(why); }) {}

  int run() {
    loop_.spawn(listener_.run());
    loop_.spawn(read_keys());
    loop_.spawn(tick());
    loop_.spawn(watch_signals());
    draw();
    loop_.run();
    return 0;
  }

 private:
  void hear(const net::ServerEvent& event) {
    board_.take(event, now());
    draw();
  }

  void lose(const std::string& why) {
    board_.lose(why, now());
    draw();
  }

  console::TerminalSize size() const {
    return console::size_of_stdout().value_or(console::TerminalSize{});
  }

  void draw() { session_.draw(view(board_, browse_, size(), board_.now(now()), has_colours_)); }

  /// Waits tick on the screen, whatever the daemon says.
  asio::awaitable<void> tick() {
    asio::steady_timer timer(loop_.executor());
    for (;;) {
      timer.expires_after(std::chrono::seconds{1});
      co_await timer.async_wait(asio::use_awaitable);
      draw();
    }
  }

  asio::awaitable<void> read_keys() {
    asio::posix::stream_descriptor keys(loop_.executor(), ::dup(session_.keys()));
    KeyParser parser;
    std::array<char, 256> bytes{};
    for (;;) {
      const std::size_t read =
          co_await keys.async_read_some(asio::buffer(bytes), asio::use_awaitable);
      press_all(parser.feed({bytes.data(), read}));
      if (parser.is_waiting()) loop_.spawn(give_up(parser, ++keys_read_));
      draw();
    }
  }

  /// An escape that nothing follows soon is the key itself.
  asio::awaitable<void> give_up(KeyParser& parser, std::uint64_t as_of) {
    asio::steady_timer timer(loop_.executor(), std::chrono::milliseconds{100});
    co_await timer.async_wait(asio::use_awaitable);
    if (as_of != keys_read_) co_return;
    press_all(parser.give_up());
    draw();
  }

  void press_all(const std::vector<Key>& pressed) {
    for (const Key& key : pressed) {
      const Time time = board_.now(now());
      const Rows rows = rows_of(board_, browse_, time);
      const Wish wish = press(browse_, key, rows, extent_of(board_, browse_, size(), time));
      if (wish == Wish::quit) loop_.finish();
      if (wish == Wish::acknowledge) acknowledge(alert_at(rows, browse_));
      if (wish == Wish::judge) judge(browse_.judgement);
    }
  }

  void acknowledge(const std::string& alert) {
    if (alert.empty()) {
      browse_.notice = "Select a surge to acknowledge it.";
    } else {
      browse_.notice = "Acknowledging " + alert + " ...";
      loop_.spawn(tell({options_.server, alert, {}, "", options_.who}));
    }
  }

  void judge(const Judgement& judgement) {
    browse_.notice = "Telling the daemon ...";
    loop_.spawn(
        tell({options_.server, judgement.alert, judgement.verdict, judgement.incident, ""}));
  }

  asio::awaitable<void> tell(remote::Remark remark) {
    net::HttpClient client(loop_.executor(), remote::peer_of(options_.server),
                           remote::settings_of(options_.server));
    try {
      auto asking = client.ask(remote::call_of_remark(remark));
      remote::accepted(co_await std::move(asking));
      browse_.notice = remote::thanks(remark);
    } catch (const std::runtime_error& error) {
      browse_.notice = error.what();
    }
    draw();
  }

  asio::awaitable<void> watch_signals() {
    asio::signal_set signals(loop_.executor(), SIGINT, SIGTERM, SIGHUP);
    signals.add(SIGWINCH);
    signals.add(SIGTSTP);
    signals.add(SIGCONT);
    for (;;) {
      const int number = co_await signals.async_wait(asio::use_awaitable);
      if (number == SIGTSTP) {
        session_.leave();
        std::raise(SIGSTOP);
      } else if (number == SIGCONT) {
        session_.enter();
        draw();
      } else if (number == SIGWINCH) {
        session_.forget();
        draw();
      } else {
        loop_.finish();
      }
    }
  }

  const Options& options_;
  bool has_colours_ = console::stdout_takes_colours();
  Board board_;
  Browse browse_;
  Session session_;
  std::uint64_t keys_read_ = 0;
  Loop loop_;  // after what its tasks use
  Listener listener_;
};

void print(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) fmt::print("{}\n", line);
  std::fflush(stdout);
}

int tell_lines(const Options& options) {
  Loop loop;
  Board board;
  LineTeller teller;
  Listener listener(
      loop.executor(), options.server,
      [&](const net::ServerEvent& event) {
        board.take(event, now());
        print(teller.after(board, event, now()));
        if (std::ferror(stdout) != 0) loop.finish();
      },
      [&](const std::string& why) {
        board.lose(why, now());
        print(teller.after_loss(board));
      });
  loop.spawn(listener.run());
  loop.run();
  return 0;
}

bool is_for_people() {
  const char* term = std::getenv("TERM");
  const bool is_capable = term != nullptr && *term != '\0' && std::string_view(term) != "dumb";
  return is_capable && console::size_of_stdout();
}

}  // namespace

int run(const Options& options) {
  return remote::guarded(
      [&options] { return is_for_people() ? Viewer(options).run() : tell_lines(options); });
}

}  // namespace holdwatch::top
