#pragma once

#include "sources/recorded.h"

namespace holdwatch::freeswitch_esl {

/// The bytes of an event socket as the server sent them; what is no event in it means nothing.
std::unique_ptr<RecordedFile> open_recorded(const std::string& path, RejectedHandler rejected);
inline const RecordedFormat kFormat{"esl", &open_recorded};

}  // namespace holdwatch::freeswitch_esl
