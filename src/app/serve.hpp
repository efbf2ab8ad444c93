// `diemcau serve`: builds the whole server from its options, runs it, ends it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/address.hpp"

namespace diemcau::app {

struct ServeOptions {
  std::filesystem::path data = "data";
  SocketAddress listen = {IpAddress::v4({127, 0, 0, 1}), 8080};
  std::uint16_t media_port = 7880;
  std::optional<IpAddress> public_address;
  std::optional<std::size_t> lanes;
  std::vector<std::string> ice_servers;
  bool tls_auto = false;
  std::filesystem::path tls_certificate;  // empty: none
  std::filesystem::path tls_key;
  bool insecure_http = false;
  bool sample = false;  // the sample conference
  bool demo = false;    // and its simulated sites

  [[nodiscard]] bool has_tls() const { return tls_auto || !tls_certificate.empty(); }
};

// "127.0.0.1:8080", "[::]:8080" or "localhost:8080".
[[nodiscard]] std::optional<SocketAddress> parse_listen(std::string_view text);

// Why the options cannot be served; empty when they can. Plain HTTP goes to loopback only, unless insisted on: tokens
// would be readable on the way, and browsers open no camera.
[[nodiscard]] std::string objection(const ServeOptions& options);

// Prints one line of JSON on standard output when ready, logs to standard error, returns after SIGTERM or SIGINT. The
// exit code: 0 ended cleanly, 1 could not start.
[[nodiscard]] int run_server(const ServeOptions& options);

}  // namespace diemcau::app
