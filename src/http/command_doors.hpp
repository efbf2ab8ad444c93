// Doors of the conference: what it is, what shall be done, who has links, what happens.
#pragma once

#include "conference/json.hpp"
#include "http/door.hpp"

namespace diemcau::http {

[[nodiscard]] Answer me(const Call& call);          // GET /api/v1/me
[[nodiscard]] Answer conference(const Call& call);  // GET /api/v1/conferences/{id}
[[nodiscard]] Answer command(const Call& call);     // POST .../commands
[[nodiscard]] Answer links(const Call& call);       // GET .../links
[[nodiscard]] Answer events(const Call& call);      // GET .../events?since=N, WebSocket

// What is wrong with a body that should have been JSON.
[[nodiscard]] Refused refused_json(const conference::JsonError& error);

}  // namespace diemcau::http
