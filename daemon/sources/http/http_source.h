#pragma once

#include "sources/source.h"

/// Events and incidents over HTTP.
///
/// `POST /api/v1/events` and `POST /api/v1/incidents` take one JSON object, JSON Lines, an array or
/// an envelope (application/json or application/x-ndjson), and either kind of input on either path.
/// The answer says what became of it:
///
///     {"accepted": 2, "refused": 1,
///      "rejected": [{"line": 3, "reason": "missing_field", "detail": "..."}]}
///
/// 200 when anything was accepted or there was nothing to refuse, 422 when all of it was refused: a
/// publisher that sends again after an error never sends again what was accepted. The first 100
/// refusals are told. 415 for another content type, 503 while the daemon still reads its history.
namespace holdwatch::http {

/// `{name, type: http}`
SourceFactory read_source(config::Section& section);
inline constexpr SourceKind kKind{"http", &read_source};

}  // namespace holdwatch::http
