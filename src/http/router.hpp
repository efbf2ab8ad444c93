// Which door answers which method and path. The table of all routes is in routes.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "http/door.hpp"
#include "http/message.hpp"

namespace diemcau::http {

struct Route {
  std::string_view method;   // "GET" answers HEAD too
  std::string_view pattern;  // "/api/v1/conferences/{id}": a {part} matches one segment that is not empty
  Door door = nullptr;
  std::string_view label;  // the operation's name in metrics and OpenAPI
  std::string_view takes;  // the Content-Type that a body must have; empty: any
};

// Every route but the files of the web app.
[[nodiscard]] std::span<const Route> routes();

// Answers a request: routes, files, OPTIONS, HEAD, CORS, and problem details for whatever is wrong. Never throws for
// bad input.
struct Routed {
  Answer answer;
  std::string_view label;  // the route's, for metrics; "file", "none"
};
[[nodiscard]] Routed route(const Request& request, const Services& services, server::Now now);

// What any response carries, whoever makes it: CORS, HEAD, problem details. `request` as far as it could be read.
[[nodiscard]] Response respond(const Request& request, std::variant<Response, Refused> settled);

}  // namespace diemcau::http
