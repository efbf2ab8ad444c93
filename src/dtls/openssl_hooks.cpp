#include "dtls/openssl_hooks.hpp"

#include <openssl/crypto.h>
#include <sys/time.h>

#include <algorithm>
#include <ctime>
#include <limits>

#include "dtls/endpoint.hpp"

namespace diemcau::dtls {
namespace {

// Whether BIO_CTRL_DGRAM_SET_NEXT_TIMEOUT points at OpenSSL's own expiry, so that writing there moves it.
bool expiry_is_writable() {
  return OPENSSL_version_major() == 3 && OPENSSL_version_minor() == 0;
}

constexpr Duration kPostponed = std::chrono::milliseconds{10};

OpensslHooks& hooks_of(BIO* bio) {
  return *static_cast<OpensslHooks*>(BIO_get_data(bio));
}

int write_datagram(BIO* bio, const char* data, int size) {
  OpensslHooks& hooks = hooks_of(bio);
  BIO_clear_retry_flags(bio);
  if (hooks.outgoing.size() >= kMaxQueuedDatagrams) {
    hooks.outgoing.pop_front();
    ++hooks.pushed_out;
  }
  hooks.outgoing.emplace_back(data, data + size);
  return size;
}

int read_datagram(BIO* bio, char* data, int room) {
  OpensslHooks& hooks = hooks_of(bio);
  BIO_clear_retry_flags(bio);
  if (!hooks.incoming) {
    BIO_set_retry_read(bio);
    return -1;
  }
  const Bytes datagram = *hooks.incoming;
  hooks.incoming.reset();
  const std::size_t size = std::min(datagram.size(), static_cast<std::size_t>(room));
  std::copy_n(datagram.begin(), size, data);
  return static_cast<int>(size);
}

long control(BIO* bio, int command, long /*number*/, void* pointer) {
  switch (command) {
    case BIO_CTRL_FLUSH:
      return 1;
    case BIO_CTRL_DGRAM_QUERY_MTU:
    case BIO_CTRL_DGRAM_GET_FALLBACK_MTU:
      return static_cast<long>(kMtu);
    case BIO_CTRL_DGRAM_SET_NEXT_TIMEOUT:
      hooks_of(bio).timer.announced(static_cast<timeval*>(pointer));
      return 1;
    default:
      return 0;
  }
}

int create(BIO* bio) {
  BIO_set_init(bio, 1);
  return 1;
}

}  // namespace

unsigned int FlightTimer::next_pause(unsigned int previous) {
  const Duration doubled = 2 * std::chrono::microseconds{previous};
  pause_ = previous == 0 ? kFirstRetransmit : std::min(doubled, kMaxRetransmit);
  return static_cast<unsigned int>(std::chrono::duration_cast<std::chrono::microseconds>(pause_).count());
}

void FlightTimer::announced(timeval* expiry) {
  if (expiry->tv_sec == 0 && expiry->tv_usec == 0) {
    deadline_ = kNever;
    expiry_ = nullptr;
    return;
  }
  deadline_ = now_ + pause_;
  if (expiry_is_writable()) {
    expiry_ = expiry;
    expiry_->tv_sec = std::numeric_limits<std::time_t>::max() / 2;
  }
}

void FlightTimer::force_expiry() {
  if (expiry_ != nullptr) {
    expiry_->tv_sec = 1;
  }
}

void FlightTimer::postpone() {
  deadline_ = now_ + kPostponed;
}

BIO_METHOD* make_bio_method() {
  BIO_METHOD* const method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "one DTLS session's datagrams");
  if (method != nullptr) {
    BIO_meth_set_write(method, write_datagram);
    BIO_meth_set_read(method, read_datagram);
    BIO_meth_set_ctrl(method, control);
    BIO_meth_set_create(method, create);
  }
  return method;
}

// The fingerprint that came with the SDP is all the authentication there is (RFC 8827 section 6.5): names, dates and
// issuers of these certificates mean nothing.
int verify_peer(X509_STORE_CTX* store, void* /*unused*/) {
  const auto* const ssl =
      static_cast<const SSL*>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
  OpensslHooks& hooks = *static_cast<OpensslHooks*>(SSL_get_app_data(ssl));
  const X509* const certificate = X509_STORE_CTX_get0_cert(store);
  if (certificate != nullptr && fingerprint_of(*certificate) == hooks.expected_peer) {
    return 1;
  }
  hooks.wrong_fingerprint = true;
  X509_STORE_CTX_set_error(store, X509_V_ERR_CERT_REJECTED);
  return 0;
}

unsigned int next_pause(SSL* ssl, unsigned int previous) {
  return static_cast<OpensslHooks*>(SSL_get_app_data(ssl))->timer.next_pause(previous);
}

}  // namespace diemcau::dtls
