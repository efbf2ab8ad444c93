// The server's DTLS identity: a self-signed ECDSA P-256 certificate, made at start and shared by every session, known
// to peers only by its fingerprint in SDP (RFC 8122, RFC 8827 section 6.5).
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <array>
#include <cstdint>
#include <memory>

#include "base/time.hpp"

namespace diemcau::dtls {

// SHA-256 of a DER certificate; the only hash we offer and accept (RFC 8122 section 5, and every browser).
struct Fingerprint {
  std::array<std::uint8_t, 32> digest{};

  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

[[nodiscard]] Fingerprint fingerprint_of(const X509& certificate);

// Immutable once made, so lanes may share it.
class Certificate {
 public:
  // Valid from a day before `now` (clocks differ) for a year. Keys come from OpenSSL's generator. Throws
  // std::runtime_error when OpenSSL fails: this is set-up.
  [[nodiscard]] static Certificate generate(WallTime now);

  [[nodiscard]] const Fingerprint& fingerprint() const { return fingerprint_; }

  // Borrowed, for OpenSSL calls, whose signatures are not const.
  [[nodiscard]] X509* x509() const { return x509_.get(); }
  [[nodiscard]] EVP_PKEY* key() const { return key_.get(); }

 private:
  struct Free {
    void operator()(X509* x509) const { X509_free(x509); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  };

  std::unique_ptr<EVP_PKEY, Free> key_;
  std::unique_ptr<X509, Free> x509_;
  Fingerprint fingerprint_;
};

}  // namespace diemcau::dtls
