#pragma once

#include "net/http_message.h"

namespace holdwatch::net {

/// Whether a browser sends this for a page of somebody else, with the rights of whoever looks at
/// it. Programs that are no browsers say nothing of where they come from.
bool is_cross_origin(const HttpRequest& request);

/// Whether such a request must not change anything: of another method than GET, HEAD and OPTIONS.
bool is_forged(const HttpRequest& request);

}  // namespace holdwatch::net
