#pragma once

#include "net/http_server.h"
#include "sources/source.h"

/// What people say of the alert that the request's path names. The answer repeats what was taken;
/// saying the same twice changes nothing. 400 for a body that says nothing, 404 for an alert that
/// is not kept, 422 for an incident that the alert can't be about.
namespace holdwatch::http {

net::HttpResponse take_verdict(Intake& intake, const net::HttpRequest& request);
net::HttpResponse take_acknowledgement(Intake& intake, const net::HttpRequest& request);

}  // namespace holdwatch::http
