#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/call_event.h"
#include "wire/protobuf_encoder.h"

namespace holdwatch::load {

enum class Format { protobuf, json };

/// Builds messages one after another, as a publisher does: protobuf says who sends it and is
/// numbered, JSON is one object a line.
class Frames {
 public:
  explicit Frames(Format format) : format_(format) {}

  /// One more event of the message that is being built.
  void add(const CallEvent& event);
  /// The message; the next one begins.
  std::string take();

 private:
  Format format_;
  std::uint64_t sequence_ = 0;
  std::optional<wire::BatchEncoder> batch_;
  std::string lines_;
};

}  // namespace holdwatch::load
