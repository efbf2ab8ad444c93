// Doors that concern the server itself: is it alive, how is it, what can it do.
#pragma once

#include "http/door.hpp"

namespace diemcau::http {

[[nodiscard]] Answer health(const Call& call);   // GET /healthz
[[nodiscard]] Answer metrics(const Call& call);  // GET /metrics, Prometheus text
[[nodiscard]] Answer openapi(const Call& call);  // GET /api/v1/openapi.json

}  // namespace diemcau::http
