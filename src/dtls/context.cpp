#include "dtls/context.hpp"

#include <stdexcept>

#include "dtls/openssl_hooks.hpp"

namespace diemcau::dtls {
namespace {

// Forward secrecy and AES-GCM only: each WebRTC endpoint has the first (RFC 8827 section 6.5), and parse_records()
// knows the least size of what it protects. Our certificate is ECDSA; the RSA suites are for peers whose own is not.
constexpr const char* kCiphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384";
constexpr const char* kGroups = "X25519:P-256:P-384";

void require(bool done, const char* what) {
  if (!done) {
    throw std::runtime_error{std::string{"OpenSSL: cannot set up DTLS: "} + what};
  }
}

}  // namespace

Context::Context(const Certificate& certificate)
    : bio_method_(make_bio_method()), ctx_(SSL_CTX_new(DTLS_method())), fingerprint_(certificate.fingerprint()) {
  require(bio_method_ != nullptr, "BIO method");
  require(ctx_ != nullptr, "context");
  SSL_CTX* const ctx = ctx_.get();
  require(SSL_CTX_set_min_proto_version(ctx, DTLS1_2_VERSION) == 1, "version");
  require(SSL_CTX_set_max_proto_version(ctx, DTLS1_2_VERSION) == 1, "version");
  require(SSL_CTX_set_cipher_list(ctx, kCiphers) == 1, "ciphers");
  require(SSL_CTX_set1_groups_list(ctx, kGroups) == 1, "groups");
  require(SSL_CTX_use_certificate(ctx, certificate.x509()) == 1, "certificate");
  require(SSL_CTX_use_PrivateKey(ctx, certificate.key()) == 1, "key");

  // Extended master secret (RFC 7627) is on unless forbidden. No resumption: a session lives as long as its transport.
  SSL_CTX_set_options(ctx, SSL_OP_NO_QUERY_MTU | SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                               SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS);

  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  SSL_CTX_set_cert_verify_callback(ctx, verify_peer, nullptr);
}

}  // namespace diemcau::dtls
