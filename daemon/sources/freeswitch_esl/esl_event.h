#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "model/time.h"
#include "sources/freeswitch_esl/esl_parser.h"
#include "wire/flat_json.h"
#include "wire/problem.h"

namespace holdwatch::freeswitch_esl {

/// The headers of one event, the same from either format: values decoded, and of a list the first
/// element. A body inside the event is passed over.
class EslEvent {
 public:
  explicit EslEvent(std::span<const wire::NamedText> headers) : headers_(headers) {}

  /// Empty when absent.
  std::string_view operator[](std::string_view name) const;
  bool has(std::string_view name) const { return find(name) != nullptr; }

  /// Event-Date-Timestamp; nullopt when it is none.
  std::optional<Time> time() const;
  /// A time in whole seconds; nullopt when absent or 0, which is never.
  std::optional<Time> epoch(std::string_view name) const;

 private:
  const wire::NamedText* find(std::string_view name) const;

  std::span<const wire::NamedText> headers_;
};

/// Seconds since 1970 as text; nullopt for 0 and what is no time.
std::optional<Time> epoch_seconds(std::string_view text);

/// Decodes the bodies of text/event-plain and text/event-json. Used again and again: it allocates
/// only to grow.
class EslEventDecoder {
 public:
  static bool is_event(std::string_view content_type);

  /// Valid until the next call, and as long as the message.
  tl::expected<EslEvent, wire::Problem> decode(const Message& message);

 private:
  tl::expected<EslEvent, wire::Problem> plain(std::string_view body);
  std::string_view decoded(std::string_view value);

  wire::FlatJson json_;
  std::vector<wire::NamedText> headers_;
  std::string values_;  // decoded
};

}  // namespace holdwatch::freeswitch_esl
