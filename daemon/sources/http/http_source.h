#pragma once

#include <cstddef>
#include <memory>

#include "sources/source.h"

/// Events, incidents and what people say of alerts, over HTTP.
///
/// `POST /api/v1/events` and `POST /api/v1/incidents` take one JSON object, JSON Lines, an array or
/// an envelope (application/json or application/x-ndjson), and either kind of input on either path.
/// CloudEvents 1.0 are taken too: structured, in batches, and in binary mode (ce-id and ce-source);
/// one that was accepted before is accepted again and changes nothing. The answer says what became
/// of it:
///
///     {"accepted": 2, "refused": 1,
///      "rejected": [{"line": 3, "reason": "missing_field", "detail": "..."}]}
///
/// 200 when anything was accepted or there was nothing to refuse, 422 when all of it was refused: a
/// publisher that sends again after an error never sends again what was accepted. The first 100
/// refusals are told. 415 for another content type, 429 while too much waits to be taken, 503 while
/// the daemon still reads its history; the last two say when to try again. Whoever sends needs the
/// role `ingest`.
///
/// `POST /api/v1/alerts/ID/verdict` takes `{"incident": ID or null, "verdict":
/// "confirmed"|"rejected"|"false_alarm"}`, and `POST /api/v1/alerts/ID/acknowledgement` takes
/// `{"who": NAME}` or nothing at all: see remarks.h. They need the role `operate`.
namespace holdwatch::http {

struct HttpSettings {
  /// What may wait for the event thread; beyond it publishers have to.
  std::size_t max_waiting_bytes = 32 * 1024 * 1024;
};

std::unique_ptr<Source> make_source(const SourceContext& context, HttpSettings settings);

/// `{name, type: http}`
SourceFactory read_source(config::Section& section);
inline constexpr SourceKind kKind{"http", &read_source};

}  // namespace holdwatch::http
