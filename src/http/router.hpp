// Which door answers which method and path. The table of all routes is in routes.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "http/door.hpp"
#include "http/message.hpp"

namespace diemcau::http {

// Of routes that take files. Who may send one is asked before it is read.
struct FileBody {
  std::size_t most = kMaxBodyBytes;                          // bytes
  std::optional<Refused> (*refusal)(const Call&) = nullptr;  // nothing: go on
};

struct Route {
  std::string_view method;   // "GET" answers HEAD too
  std::string_view pattern;  // "/api/v1/conferences/{id}": a {part} matches one segment that is not empty
  Door door = nullptr;
  std::string_view label;  // the operation's name in metrics and OpenAPI
  std::string_view takes;  // the Content-Types that a body may have, with ", " between them; empty: any
  FileBody file = {};
};

// The Content-Types that a body may have, one by one.
[[nodiscard]] std::vector<std::string_view> types_of(const Route& route);

// Every route but the files of the web app.
[[nodiscard]] std::span<const Route> routes();

// How long a body the request may have, by its header; kMaxBodyBytes unless its route takes files.
[[nodiscard]] Result<std::size_t, Refused> most_body_of(const Request& header, const Services& services,
                                                        server::Now now);

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
