// The server's DTLS identity, shared by all its lanes.
#pragma once

#include <array>
#include <cstdint>

#include "base/time.hpp"
#include "dtls/certificate.hpp"
#include "dtls/context.hpp"

namespace diemcau::engine {

// A certificate made anew at each start, and the OpenSSL settings around it. Immutable: lanes on several threads may
// use one. Does not move.
class Identity {
 public:
  // Throws std::runtime_error when OpenSSL fails: this is set-up.
  explicit Identity(WallTime now) : certificate_(dtls::Certificate::generate(now)), context_(certificate_) {}
  Identity(const Identity&) = delete;
  Identity& operator=(const Identity&) = delete;

  [[nodiscard]] const dtls::Context& context() const { return context_; }
  [[nodiscard]] const std::array<std::uint8_t, 32>& fingerprint_sha256() const {
    return certificate_.fingerprint().digest;
  }

 private:
  dtls::Certificate certificate_;
  dtls::Context context_;
};

}  // namespace diemcau::engine
