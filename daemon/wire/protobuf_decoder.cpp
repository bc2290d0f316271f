#include "wire/protobuf_decoder.h"

#include <fmt/format.h>

#include "wire/protobuf_fields.h"
#include "wire/protobuf_records.h"

namespace holdwatch::wire {

namespace {

using protozero::pbf_message;
using protozero::pbf_wire_type;

constexpr std::uint32_t kSource =
    protozero::tag_and_type(pb::Batch::source, pbf_wire_type::length_delimited);
constexpr std::uint32_t kSequence =
    protozero::tag_and_type(pb::Batch::sequence, pbf_wire_type::varint);
constexpr std::uint32_t kEvents =
    protozero::tag_and_type(pb::Batch::events, pbf_wire_type::length_delimited);
constexpr std::uint32_t kIncidents =
    protozero::tag_and_type(pb::Batch::incidents, pbf_wire_type::length_delimited);

void refuse(const Problem& problem, Receiver& receiver) {
  receiver.rejected({.reason = problem.reason, .detail = problem.detail});
}

Problem broken(const protozero::exception& error) {
  return {Disposition::malformed, fmt::format("no protobuf: {}", error.what())};
}

// Decodes one element and hands it over; its problems stay its own.
template <class Read, class Take>
void decode_element(Read read, Take take, std::string_view list, std::size_t index,
                    Receiver& receiver) {
  tl::expected<void, Problem> result;
  try {
    result = read().map(take);
  } catch (const protozero::exception& error) {
    result = tl::unexpected(broken(error));
  }
  if (result) return;
  const Problem& problem = result.error();
  refuse({problem.reason, fmt::format("{}[{}]: {}", list, index, problem.detail)}, receiver);
}

// Source and sequence may stand anywhere in the frame, but are told first.
bool announce(std::string_view frame, Receiver& receiver) {
  std::string_view source;
  std::uint64_t sequence = 0;
  bool is_batch = false;
  try {
    pbf_message<pb::Batch> fields(frame);
    while (fields.next()) {
      const std::uint32_t field = fields.tag_and_type();
      is_batch |= field == kSource || field == kSequence || field == kEvents || field == kIncidents;
      if (field == kSource) {
        source = fields.get_view();
      } else if (field == kSequence) {
        sequence = fields.get_uint64();
      } else {
        fields.skip();
      }
    }
  } catch (const protozero::exception&) {
    is_batch = true;  // found again, and refused, when the elements are read
  }
  if (sequence != 0) receiver.numbered(source, sequence);
  return is_batch;
}

}  // namespace

void ProtobufDecoder::decode(std::string_view frame, Receiver& receiver) {
  if (!announce(frame, receiver)) {
    return refuse({Disposition::malformed, "neither JSON nor a batch: " + excerpt(frame)},
                  receiver);
  }
  std::size_t events = 0;
  std::size_t incidents = 0;
  try {
    pbf_message<pb::Batch> fields(frame);
    while (fields.next()) {
      if (fields.tag_and_type() == kEvents) {
        const std::string_view message = fields.get_view();
        decode_element([&] { return read_event(message, attributes_); },
                       [&](const CallEvent& event) { receiver.event(event); }, "events", events++,
                       receiver);
      } else if (fields.tag_and_type() == kIncidents) {
        const std::string_view message = fields.get_view();
        decode_element([&] { return read_incident(message); },
                       [&](const IncidentReport& report) { receiver.incident(report); },
                       "incidents", incidents++, receiver);
      } else {
        fields.skip();
      }
    }
  } catch (const protozero::exception& error) {
    refuse(broken(error), receiver);
  }
}

}  // namespace holdwatch::wire
