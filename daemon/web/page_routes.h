#pragma once

#include "net/http_server.h"
#include "web/page_file.h"

namespace holdwatch::web {

/// Serves the wallboard at `/`: to whoever may look, packed as the browser takes it, and under a
/// policy that lets it load nothing from elsewhere and nobody frame it.
void serve_page(net::HttpServer& http);

/// The answer to a GET of `file`.
net::HttpResponse answer(const PageFile& file, const net::HttpRequest& request);

}  // namespace holdwatch::web
