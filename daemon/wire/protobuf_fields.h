#pragma once

#include <cstdint>

#include "wire/protozero.h"

/// The field numbers of proto/holdwatch/v1/events.proto; a test holds the two together by decoding
/// what the generated classes write. Enumerators of the model stand one before those of the schema,
/// whose 0 is "not said".
namespace holdwatch::wire::pb {

enum class Batch : protozero::pbf_tag_type { source = 1, sequence = 2, events = 3, incidents = 4 };

enum class Event : protozero::pbf_tag_type {
  time_us = 1,
  type = 2,
  queue = 3,
  call = 4,
  caller = 5,
  agent = 6,
  outcome = 7,
  position = 8,
  talk_seconds = 9,
  agents = 10,
  state = 11,
  attributes = 12,
};

enum class Attribute : protozero::pbf_tag_type { name = 1, value = 2 };

enum class Incident : protozero::pbf_tag_type {
  time_us = 1,
  type = 2,
  id = 3,
  category = 4,
  department = 5,
  started_us = 6,
  scope = 7,
  affected = 8,
  summary = 9,
  url = 10,
};

enum class ScopeEntry : protozero::pbf_tag_type { attribute = 1, values = 2 };

}  // namespace holdwatch::wire::pb
