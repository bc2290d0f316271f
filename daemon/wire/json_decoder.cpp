#include "wire/json_decoder.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <limits>
#include <new>
#include <vector>

#include "wire/json_records.h"

namespace holdwatch::wire {

namespace {

namespace dom = simdjson::dom;

Problem oversized(std::size_t bytes, std::size_t limit) {
  return {Disposition::oversized, fmt::format("{} bytes, at most {} are taken", bytes, limit)};
}

Problem not_json(simdjson::error_code error, std::string_view text) {
  return {Disposition::malformed,
          fmt::format("no JSON: {} In {}", simdjson::error_message(error), excerpt(text))};
}

// Which element of a list is being read; said only when it is refused.
struct Place {
  std::string_view list;
  std::optional<std::size_t> index;
};

std::string at(const Place& place, const std::string& detail) {
  if (place.index) return fmt::format("{}[{}]: {}", place.list, *place.index, detail);
  return place.list.empty() ? detail : fmt::format("{}: {}", place.list, detail);
}

}  // namespace

struct JsonDecoder::Impl {
  dom::parser parser{kMaxDocumentBytes};
  std::vector<char> padded;
  JsonAttributes attributes;
  std::uint64_t line = 0;  // of the document being decoded

  Impl();
  tl::expected<dom::element, Problem> parse(std::string_view text);
  void document(std::string_view text, Receiver& receiver);
  void lines(std::string_view text, Receiver& receiver);
  void object(const dom::object& object, Receiver& receiver);
  void envelope(JsonFields& fields, Receiver& receiver);
  void elements(const dom::element& list, std::string_view name, Receiver& receiver);
  void record(JsonFields& fields, const Place& place, Receiver& receiver);
  std::optional<Problem> take(JsonFields& fields, Receiver& receiver);
  std::optional<Problem> cloud_event(JsonFields& envelope, Receiver& receiver);
  void refuse(const Problem& problem, const Place& place, Receiver& receiver) const;
};

JsonDecoder::Impl::Impl() {
  if (parser.allocate(64 * 1024, kMaxNesting) != simdjson::SUCCESS) throw std::bad_alloc();
}

// simdjson reads beyond the end of its input, so that is copied to where it may.
tl::expected<dom::element, Problem> JsonDecoder::Impl::parse(std::string_view text) {
  if (text.size() > kMaxDocumentBytes) {
    return tl::unexpected(oversized(text.size(), kMaxDocumentBytes));
  }
  padded.resize(std::max(padded.size(), text.size() + simdjson::SIMDJSON_PADDING));
  std::copy(text.begin(), text.end(), padded.begin());
  dom::element parsed;
  const auto error = parser.parse(padded.data(), text.size(), false).get(parsed);
  if (error != simdjson::SUCCESS) return tl::unexpected(not_json(error, text));
  return parsed;
}

void JsonDecoder::Impl::document(std::string_view text, Receiver& receiver) {
  receiver.at_line(line);
  const auto parsed = parse(text);
  if (!parsed) return refuse(parsed.error(), {}, receiver);
  dom::object found;
  if (parsed->is_array()) {
    elements(*parsed, {}, receiver);
  } else if (parsed->get(found) == simdjson::SUCCESS) {
    object(found, receiver);
  } else {
    refuse({Disposition::malformed, "expected an object, found " + excerpt(text)}, {}, receiver);
  }
}

void JsonDecoder::Impl::lines(std::string_view text, Receiver& receiver) {
  for (line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (one.ends_with('\r')) one.remove_suffix(1);
    if (!one.empty()) document(one, receiver);
  }
}

void JsonDecoder::Impl::object(const dom::object& object, Receiver& receiver) {
  JsonFields fields(object);
  const bool is_envelope =
      !fields.has(Field::type) && (fields.has(Field::events) || fields.has(Field::incidents));
  if (is_envelope) {
    envelope(fields, receiver);
  } else {
    record(fields, {}, receiver);
  }
}

void JsonDecoder::Impl::envelope(JsonFields& fields, Receiver& receiver) {
  const auto source = fields.text(Field::source);
  const auto sequence = fields.whole(Field::sequence, std::numeric_limits<std::uint64_t>::max());
  if (fields.problem()) return refuse(*fields.problem(), {}, receiver);
  if (sequence) receiver.numbered(source, *sequence);
  for (const Field list : {Field::events, Field::incidents}) {
    if (fields.has(list)) elements(fields[list], name_of(list), receiver);
  }
}

void JsonDecoder::Impl::elements(const dom::element& list, std::string_view name,
                                 Receiver& receiver) {
  dom::array array;
  if (list.get(array) != simdjson::SUCCESS) {
    return refuse({Disposition::invalid_value, "expected an array"}, {name, {}}, receiver);
  }
  std::size_t index = 0;
  for (const dom::element element : array) {
    const Place place{name, index++};
    dom::object found;
    if (element.get(found) != simdjson::SUCCESS) {
      refuse({Disposition::malformed, "expected an object"}, place, receiver);
      continue;
    }
    JsonFields fields(found);
    record(fields, place, receiver);
  }
}

void JsonDecoder::Impl::record(JsonFields& fields, const Place& place, Receiver& receiver) {
  const bool is_cloud_event = fields.has(Field::specversion);
  const auto problem = is_cloud_event ? cloud_event(fields, receiver) : take(fields, receiver);
  if (problem) refuse(*problem, place, receiver);
}

std::optional<Problem> JsonDecoder::Impl::cloud_event(JsonFields& envelope, Receiver& receiver) {
  const auto version = envelope.text(Field::specversion);
  const auto source = envelope.required(envelope.text(Field::source), Field::source);
  const auto id = envelope.required(envelope.text(Field::id), Field::id);
  if (!version.starts_with("1.")) envelope.invalid(Field::specversion, "1.0");
  if (!envelope.has(Field::data)) envelope.missing(Field::data);
  if (envelope.problem()) return envelope.problem();
  dom::object data;
  if (envelope[Field::data].get(data) != simdjson::SUCCESS) {
    return Problem{Disposition::invalid_value, "data: expected an object"};
  }
  JsonFields fields(data);
  fields.inherit(Field::time, envelope);
  receiver.identified(source, id);
  return take(fields, receiver);
}

std::optional<Problem> JsonDecoder::Impl::take(JsonFields& fields, Receiver& receiver) {
  const auto hand_over = [](auto read, auto take_it) -> std::optional<Problem> {
    if (!read) return std::move(read).error();
    take_it(*read);
    return std::nullopt;
  };
  if (fields.has(Field::verdict) && !fields.has(Field::type)) {
    return hand_over(read_recorded_verdict(fields), [&](const auto& v) { receiver.verdict(v); });
  }
  const std::string_view type = fields.required(fields.text(Field::type), Field::type);
  if (fields.problem()) return fields.problem();
  if (const auto known = from_string<EventType>(type)) {
    return hand_over(read_event(fields, *known, attributes),
                     [&](const auto& e) { receiver.event(e); });
  }
  if (const auto known = from_string<ReportType>(type)) {
    return hand_over(read_incident(fields, *known), [&](const auto& i) { receiver.incident(i); });
  }
  return Problem{Disposition::unknown_type, "type: nobody defined " + excerpt(type)};
}

void JsonDecoder::Impl::refuse(const Problem& problem, const Place& place,
                               Receiver& receiver) const {
  receiver.rejected({problem.reason, line, at(place, problem.detail)});
}

JsonDecoder::JsonDecoder() : impl_(std::make_unique<Impl>()) {}
JsonDecoder::~JsonDecoder() = default;

void JsonDecoder::decode_line(std::string_view line, Receiver& receiver) {
  impl_->line = 0;
  const auto parsed = impl_->parse(line);
  if (!parsed) return impl_->refuse(parsed.error(), {}, receiver);
  dom::object found;
  if (parsed->get(found) != simdjson::SUCCESS) {
    return impl_->refuse({Disposition::malformed, "expected an object, found " + excerpt(line)}, {},
                         receiver);
  }
  JsonFields fields(found);
  impl_->record(fields, {}, receiver);
}

// A document may itself be spread over lines. It is JSON Lines unless the whole is one document,
// which is tried only when the first line isn't.
void JsonDecoder::decode_message(std::string_view message, Receiver& receiver) {
  impl_->line = 1;
  if (message.size() > kMaxMessageBytes) {
    return impl_->refuse(oversized(message.size(), kMaxMessageBytes), {}, receiver);
  }
  const std::string_view first = message.substr(0, message.find('\n'));
  const bool is_whole = message.starts_with('[') || first.size() + 1 >= message.size() ||
                        (!impl_->parse(first) && impl_->parse(message));
  if (is_whole) {
    impl_->document(message, receiver);
  } else {
    impl_->lines(message, receiver);
  }
}

}  // namespace holdwatch::wire
