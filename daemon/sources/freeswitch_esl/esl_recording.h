#pragma once

#include "config/section.h"
#include "sources/freeswitch_esl/naming.h"
#include "sources/recorded.h"

namespace holdwatch::freeswitch_esl {

/// The bytes of an event socket as the server sent them; what is no event in it means nothing.
std::unique_ptr<RecordedFile> open_recorded(const std::string& path, RejectedHandler rejected,
                                            Naming naming);

/// With the names that a source's section gives; an empty one gives the defaults.
RecordedFormat recorded_format(config::Section& source);

}  // namespace holdwatch::freeswitch_esl
