// Where OpenSSL meets one session: the datagrams in and out (a BIO), its retransmission timer, and the check of the
// peer's certificate. Private to this folder.
#pragma once

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "dtls/certificate.hpp"

struct timeval;

namespace diemcau::dtls {

// The retransmission timer of the flight in the air, in our time. OpenSSL 3.0 keeps its own expiry in wall time and
// reads the system clock, which a simulation does not have. It tells its BIO of every new expiry, by a pointer to the
// place where it keeps it: we put the expiry out of reach there and, when our deadline comes, into the past. Later
// versions pass a copy; with them OpenSSL's own clock decides, after the same pauses, which differs only in simulated
// time.
class FlightTimer {
 public:
  [[nodiscard]] Instant deadline() const { return deadline_; }

  // The reading of the clock for whatever OpenSSL does until the next call.
  void set_now(Instant now) { now_ = now; }

  // OpenSSL asks for the pause: the first of a flight, or the one after `previous` (microseconds).
  [[nodiscard]] unsigned int next_pause(unsigned int previous);

  // OpenSSL announces its next expiry, or with zeros that nothing is in the air. `expiry` is borrowed.
  void announced(timeval* expiry);

  // Makes DTLSv1_handle_timeout find the flight expired.
  void force_expiry();

  // OpenSSL's own clock is not there yet.
  void postpone();

 private:
  Instant now_{};
  Duration pause_{};
  Instant deadline_ = kNever;
  timeval* expiry_ = nullptr;  // OpenSSL's, while a flight is in the air and it lets us
};

struct OpensslHooks {
  std::optional<Bytes> incoming;  // the one datagram to read, borrowed
  std::deque<std::vector<std::uint8_t>> outgoing;
  std::uint64_t pushed_out = 0;  // datagrams dropped from a full queue
  FlightTimer timer;
  Fingerprint expected_peer;
  bool wrong_fingerprint = false;
};

// A BIO type whose data is an OpensslHooks. Owned by the context.
[[nodiscard]] BIO_METHOD* make_bio_method();

// For SSL_CTX_set_cert_verify_callback and DTLS_set_timer_cb; SSL_get_app_data is an OpensslHooks.
int verify_peer(X509_STORE_CTX* store, void* unused);
unsigned int next_pause(SSL* ssl, unsigned int previous);

}  // namespace diemcau::dtls
