#pragma once

#include "wire/protobuf_fields.h"

/// The field numbers of proto/holdwatch/v1/journal.proto.
namespace holdwatch::wire::pb {

enum class JournalBatch : protozero::pbf_tag_type { base_us = 1, records = 2 };

enum class JournalRecord : protozero::pbf_tag_type {
  clock_delta_us = 1,
  received_delta_us = 2,
  source = 3,
  event = 4,
  incident = 5,
  verdict = 6,
  acknowledgement = 7,
  missed = 8,
  feed_up = 9,
  passed = 10,
  feed_unheard = 11,
};

enum class Verdict : protozero::pbf_tag_type { time_us = 1, alert = 2, incident = 3, verdict = 4 };

enum class Acknowledgement : protozero::pbf_tag_type { time_us = 1, alert = 2, who = 3 };

}  // namespace holdwatch::wire::pb
