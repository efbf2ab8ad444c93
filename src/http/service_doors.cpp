#include "http/service_doors.hpp"

#include "http/embedded.hpp"
#include "http/metrics.hpp"
#include "server/conference_host.hpp"

namespace diemcau::http {

Answer health(const Call&) {
  return json(200, std::string_view{R"({"status":"ok"})"});
}

Answer metrics(const Call& call) {
  MetricSources sources;
  sources.host = call.services.host.counters();
  for (auto& counter : call.services.accounts.counters()) {
    sources.host.push_back(std::move(counter));
  }
  if (call.services.media_counters) {
    sources.media = call.services.media_counters();
  }
  Response response{.status = 200, .fields = {}, .body = call.services.metrics.to_text(sources)};
  response.with("Content-Type", "text/plain; version=0.0.4; charset=utf-8").with("Cache-Control", "no-store");
  return response;
}

Answer openapi(const Call&) {
  return json(200, openapi_document());
}

}  // namespace diemcau::http
