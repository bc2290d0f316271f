// A reader is sent every state whole, and from then on what changes of them: of the queues those
// that changed, of the others the state anew. For that the stream remembers what its readers have.
// Alerts go out when they are told, and are kept for a while, so that whoever comes back is sent
// what was missed: from memory where that reaches back, else out of the journal.
#include "sinks/api/event_stream.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "net/http_query.h"
#include "wire/alert_json.h"
#include "wire/json_writer.h"
#include "wire/problem.h"

namespace holdwatch::api {

namespace {

namespace asio = boost::asio;

constexpr Duration kSignOfLife = std::chrono::seconds{15};

Topic state_at(std::size_t place) {
  return static_cast<Topic>(place);
}

std::string hello(const Board& board) {
  std::string members;
  wire::JsonWriter json(members);
  json.text("zone", board.snapshot().zone->name());
  json.text("version", board.health().build.version);
  return with_time(board.snapshot().time, members);
}

std::string gap(const Board& board) {
  std::string data;
  wire::JsonWriter json(data);
  json.open_object();
  json.time("time", board.snapshot().time);
  json.close_object();
  return data;
}

}  // namespace

// --- Readers -------------------------------------------------------------------------------------

asio::awaitable<net::HttpResponse> EventStream::connect(net::HttpRequest request) {
  const std::optional<Topics> topics = topics_of(request);
  if (!topics) {
    co_return net::problem(
        400, "Bad Request",
        fmt::format("query: found {}, expected topics= and some of {}, separated by commas",
                    wire::excerpt(request.query), fmt::join(kTopics, ",")));
  }
  if (board_.empty()) co_return net::unavailable("the daemon is about to begin");
  const std::string_view last = request.header("Last-Event-ID");
  const std::optional<EventId> known = parse_event_id(last);
  Missed missed;
  if (known && topics->test(static_cast<std::size_t>(Topic::alert)) && !told_.since(*known)) {
    auto looking = look_up(*known);
    missed = co_await std::move(looking);
  }
  forget_the_gone();
  if (readers_.size() >= kMostReaders)
    co_return net::unavailable("too many read the stream already");
  net::HttpResponse response;
  response.content_type = "text/event-stream";
  response.headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
  response.flow = std::make_shared<net::HttpFlow>(executor_);
  welcome(*response.flow, *topics, known, !last.empty(), missed);
  readers_.push_back({response.flow, *topics});
  co_return response;
}

std::optional<EventStream::Topics> EventStream::topics_of(const net::HttpRequest& request) {
  const auto parameters = net::parse_query(request.query);
  if (!parameters || parameters->size() > 1) return std::nullopt;
  Topics topics;
  if (parameters->empty()) return topics.set();
  if (parameters->front().first != "topics") return std::nullopt;
  std::string_view list = parameters->front().second;
  while (!list.empty()) {
    const std::string_view word = list.substr(0, list.find(','));
    const auto topic = std::find(kTopics.begin(), kTopics.end(), word);
    if (topic == kTopics.end()) return std::nullopt;
    topics.set(static_cast<std::size_t>(topic - kTopics.begin()));
    list.remove_prefix(std::min(list.size(), word.size() + 1));
  }
  return topics.none() ? std::nullopt : std::optional<Topics>(topics);
}

asio::awaitable<EventStream::Missed> EventStream::look_up(EventId id) {
  Missed missed{{}, false};
  if (history_ == nullptr) co_return missed;
  try {
    auto asking = history_->changes_from(id.time, kMostMissed);
    auto changes = co_await std::move(asking);
    missed.is_whole = changes.has_value();
    if (changes) missed.changes = *std::move(changes);
  } catch (const HistoryUnavailable& error) {
    spdlog::warn("stream: a reader misses alerts error=\"{}\"", error.what());
  }
  co_return missed;
}

void EventStream::welcome(net::HttpFlow& flow, Topics topics, const std::optional<EventId>& known,
                          bool is_returning, const Missed& missed) {
  if (readers_.empty()) remember();
  // Who comes back keeps the older id until what was missed has arrived.
  const std::string id = is_returning ? "" : to_string(told_.newest(board_.snapshot().time));
  flow.put(make_event("hello", hello(board_), id));
  if (is_returning && topics.test(static_cast<std::size_t>(Topic::alert))) {
    send_missed(flow, known, missed);
  }
  for (std::size_t i = 0; i < kStates; ++i) {
    if (topics.test(i)) flow.put(state_event(state_at(i)));
  }
}

void EventStream::send_missed(net::HttpFlow& flow, const std::optional<EventId>& known,
                              const Missed& missed) {
  const auto since = known ? told_.since(*known) : std::nullopt;
  if (since) {
    for (const Chunk& chunk : *since) flow.put(chunk);
    return;
  }
  if (!known || !missed.is_whole) {
    flow.put(make_event("gap", gap(board_), to_string(told_.newest(board_.snapshot().time))));
    return;
  }
  for (const ToldChange& change : missed.changes) {
    if (told_.oldest() && change.time > *told_.oldest()) break;
    flow.put(make_event("alert", change.change, to_string(EventId{0, 0, change.time})));
  }
  for (const Chunk& chunk : told_.all()) flow.put(chunk);
}

// --- What happens --------------------------------------------------------------------------------

void EventStream::tell(const AlertChange& change) {
  if (!has_begun_) return;  // told again, of the run before: the journal has it
  send(static_cast<std::size_t>(Topic::alert), told_.add(change.time, wire::to_json(change)));
}

void EventStream::update() {
  const Time now = board_.health().time;
  if (!std::exchange(has_begun_, true)) told_.begin(now);
  whole_.fill(nullptr);
  forget_the_gone();
  if (readers_.empty()) return;
  for (std::size_t i = 0; i < kStates; ++i) {
    if (const Chunk chunk = change_event(state_at(i))) send(i, chunk);
  }
  remember();
  if (now - last_sign_ < kSignOfLife && now >= last_sign_) return;
  last_sign_ = now;
  const Chunk sign = std::make_shared<const std::string>(": ping\n\n");
  for (const Reader& reader : readers_) reader.flow->put(sign);
}

void EventStream::forget_the_gone() {
  std::erase_if(readers_, [](const Reader& reader) { return reader.flow->ended(); });
}

void EventStream::close() {
  for (const Reader& reader : readers_) reader.flow->end();
  readers_.clear();
}

/// What readers have from now on.
void EventStream::remember() {
  sent_rows_ = board_.rows();
  for (std::size_t i = 1; i < kStates; ++i) sent_[i] = board_.members(state_at(i));
}

EventStream::Chunk EventStream::state_event(Topic state) {
  Chunk& event = whole_[static_cast<std::size_t>(state)];
  if (!event) {
    event = make_event(kTopics[static_cast<std::size_t>(state)], board_.answer(state));
  }
  return event;
}

/// Null when nothing has changed.
EventStream::Chunk EventStream::change_event(Topic state) {
  if (state != Topic::queues) {
    const bool is_same = board_.members(state) == sent_[static_cast<std::size_t>(state)];
    return is_same ? nullptr : state_event(state);
  }
  const std::string changed = changed_queues(board_.snapshot(), board_.rows(), sent_rows_);
  if (changed.ends_with("[]")) return nullptr;
  return make_event("queues", with_time(board_.snapshot().time, changed));
}

void EventStream::send(std::size_t topic, const Chunk& chunk) {
  for (const Reader& reader : readers_) {
    if (reader.topics.test(topic)) reader.flow->put(chunk);
  }
}

}  // namespace holdwatch::api
