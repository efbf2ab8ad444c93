// What all DTLS sessions of the process share: OpenSSL's settings and the certificate.
#pragma once

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <memory>

#include "dtls/certificate.hpp"

namespace diemcau::dtls {

// Made once by main and passed down. Nothing in it changes after construction, and OpenSSL counts its references
// atomically, so endpoints on several threads may use one context.
class Context {
 public:
  // Throws std::runtime_error when OpenSSL fails: this is set-up.
  explicit Context(const Certificate& certificate);

  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  // Of the certificate this context presents.
  [[nodiscard]] const Fingerprint& fingerprint() const { return fingerprint_; }

  // Borrowed, for endpoints.
  [[nodiscard]] SSL_CTX* ssl_ctx() const { return ctx_.get(); }
  [[nodiscard]] const BIO_METHOD* bio_method() const { return bio_method_.get(); }

 private:
  struct Free {
    void operator()(SSL_CTX* ctx) const { SSL_CTX_free(ctx); }
    void operator()(BIO_METHOD* method) const { BIO_meth_free(method); }
  };

  std::unique_ptr<BIO_METHOD, Free> bio_method_;
  std::unique_ptr<SSL_CTX, Free> ctx_;
  Fingerprint fingerprint_;
};

}  // namespace diemcau::dtls
