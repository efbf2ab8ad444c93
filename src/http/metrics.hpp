// What /metrics says (Prometheus text format): the doors' own numbers, the control plane's and the media plane's.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"

namespace diemcau::http {

// Counters that others keep, read at the time of asking.
struct MetricSources {
  std::vector<std::pair<std::string, std::uint64_t>> host;
  std::map<std::string, std::uint64_t> media;
};

enum class EventSocketEnd : std::uint8_t {
  closed_by_client,
  link_revoked,
  link_expired,
  signed_out,
  too_slow,
  shutting_down,
};

// Used from the control thread only.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // `label` is a route's: a small set.
  void request_answered(std::string_view label, unsigned status, Duration took);
  void request_unreadable(std::string_view reason);
  void connection_refused(std::string_view reason);
  void connections_open(std::size_t count);
  void event_socket_opened();
  void event_socket_ended(EventSocketEnd end);

  [[nodiscard]] std::string to_text(const MetricSources& sources) const;

 private:
  struct Members;
  std::unique_ptr<Members> members_;
};

}  // namespace diemcau::http
