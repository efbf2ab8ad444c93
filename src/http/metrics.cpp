#include "http/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

namespace diemcau::http {
namespace {

using prometheus::Family;

const prometheus::Histogram::BucketBoundaries kSeconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0};

std::string_view to_text(EventSocketEnd end) {
  switch (end) {
    case EventSocketEnd::closed_by_client:
      return "closed_by_client";
    case EventSocketEnd::link_revoked:
      return "link_revoked";
    case EventSocketEnd::link_expired:
      return "link_expired";
    case EventSocketEnd::signed_out:
      return "signed_out";
    case EventSocketEnd::too_slow:
      return "too_slow";
    case EventSocketEnd::shutting_down:
      return "shutting_down";
  }
  return "unknown";
}

prometheus::MetricFamily single(std::string name, std::string help, prometheus::MetricType type, double value) {
  prometheus::MetricFamily family{std::move(name), std::move(help), type, {}};
  prometheus::ClientMetric metric;
  if (type == prometheus::MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
  family.metric.push_back(std::move(metric));
  return family;
}

// Resident memory in bytes; 0 where the system does not tell.
double resident_bytes() {
  std::ifstream statm{"/proc/self/statm"};
  double total_pages = 0;
  double resident_pages = 0;
  statm >> total_pages >> resident_pages;
  return resident_pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

template <class Counters>
void add_counters(std::vector<prometheus::MetricFamily>& families, const Counters& counters, const std::string& prefix,
                  const std::string& help) {
  for (const auto& [name, value] : counters) {
    const bool now = std::string_view{name}.ends_with("_now");  // goes up and down
    families.push_back(single(prefix + name + (now ? "" : "_total"), help,
                              now ? prometheus::MetricType::Gauge : prometheus::MetricType::Counter,
                              static_cast<double>(value)));
  }
}

}  // namespace

struct Metrics::Members {
  prometheus::Registry registry;
  Family<prometheus::Counter>& requests =
      prometheus::BuildCounter().Name("diemcau_http_requests_total").Help("Requests answered").Register(registry);
  Family<prometheus::Counter>& unreadable = prometheus::BuildCounter()
                                                .Name("diemcau_http_unreadable_total")
                                                .Help("Requests that broke a rule or a limit")
                                                .Register(registry);
  Family<prometheus::Counter>& refused = prometheus::BuildCounter()
                                             .Name("diemcau_http_connections_refused_total")
                                             .Help("Connections beyond a limit")
                                             .Register(registry);
  prometheus::Gauge& connections =
      prometheus::BuildGauge().Name("diemcau_http_connections").Help("Connections open").Register(registry).Add({});
  prometheus::Gauge& event_sockets =
      prometheus::BuildGauge().Name("diemcau_event_sockets").Help("Event WebSockets open").Register(registry).Add({});
  Family<prometheus::Counter>& event_socket_ends = prometheus::BuildCounter()
                                                       .Name("diemcau_event_sockets_ended_total")
                                                       .Help("Event WebSockets ended")
                                                       .Register(registry);
  prometheus::Histogram& seconds = prometheus::BuildHistogram()
                                       .Name("diemcau_http_request_seconds")
                                       .Help("Time to make an answer, the store's write included")
                                       .Register(registry)
                                       .Add({}, kSeconds);
  double started_seconds = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
};

Metrics::Metrics() : members_(std::make_unique<Members>()) {}
Metrics::~Metrics() = default;

void Metrics::request_answered(std::string_view label, unsigned status, Duration took) {
  members_->requests.Add({{"route", std::string{label}}, {"status", std::to_string(status)}}).Increment();
  members_->seconds.Observe(std::chrono::duration<double>(took).count());
}

void Metrics::request_unreadable(std::string_view reason) {
  members_->unreadable.Add({{"reason", std::string{reason}}}).Increment();
}

void Metrics::connection_refused(std::string_view reason) {
  members_->refused.Add({{"reason", std::string{reason}}}).Increment();
}

void Metrics::connections_open(std::size_t count) {
  members_->connections.Set(static_cast<double>(count));
}

void Metrics::event_socket_opened() {
  members_->event_sockets.Increment();
}

void Metrics::event_socket_ended(EventSocketEnd end) {
  members_->event_sockets.Decrement();
  members_->event_socket_ends.Add({{"reason", std::string{http::to_text(end)}}}).Increment();
}

std::string Metrics::to_text(const MetricSources& sources) const {
  std::vector<prometheus::MetricFamily> families = members_->registry.Collect();
  families.push_back(single("process_start_time_seconds", "Start of the process since the Unix epoch",
                            prometheus::MetricType::Gauge, members_->started_seconds));
  families.push_back(
      single("process_resident_memory_bytes", "Resident memory", prometheus::MetricType::Gauge, resident_bytes()));
  add_counters(families, sources.host, "diemcau_", "Counted by the control plane since start");
  add_counters(families, sources.media, "diemcau_media_", "Counted by the media plane since start, all lanes");
  return prometheus::TextSerializer{}.Serialize(families);
}

}  // namespace diemcau::http
