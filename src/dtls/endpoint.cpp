#include "dtls/endpoint.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "dtls/openssl_hooks.hpp"
#include "dtls/record.hpp"

namespace diemcau::dtls {
namespace {

constexpr std::string_view kExporterLabel = "EXTRACTOR-dtls_srtp";  // RFC 5764 section 4.2
constexpr int kMaxReadsPerDatagram = 64;                            // records; one of 1,500 bytes holds fewer

struct FreeSsl {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};

std::string profile_list(std::span<const SrtpProfile> profiles) {
  std::string list;
  for (const SrtpProfile profile : profiles) {
    list += list.empty() ? "" : ":";
    list += openssl_name(profile);
  }
  return list;
}

// OpenSSL marks errors that are the peer's alerts by an offset.
bool is_peer_alert(unsigned long error) {
  return ERR_GET_LIB(error) == ERR_LIB_SSL && ERR_GET_REASON(error) >= SSL_AD_REASON_OFFSET;
}

}  // namespace

std::string_view name(FailureReason reason) {
  switch (reason) {
    case FailureReason::handshake_timeout:
      return "handshake_timeout";
    case FailureReason::fingerprint_mismatch:
      return "fingerprint_mismatch";
    case FailureReason::no_srtp_profile:
      return "no_srtp_profile";
    case FailureReason::peer_alert:
      return "peer_alert";
    case FailureReason::protocol_error:
      return "protocol_error";
  }
  return {};
}

class Endpoint::Session {
 public:
  Session(const Context& context, const EndpointOptions& options, Instant now);

  void handle_datagram(Instant now, Bytes datagram);
  void handle_timeout(Instant now);
  void close(Instant now);
  std::optional<std::vector<std::uint8_t>> poll_datagram();

  [[nodiscard]] Instant deadline() const {
    return is_connecting() ? std::min(hooks_.timer.deadline(), give_up_) : kNever;
  }
  [[nodiscard]] const State& state() const { return state_; }
  [[nodiscard]] const Drops& drops() const { return drops_; }

 private:
  [[nodiscard]] bool is_connecting() const { return std::holds_alternative<Connecting>(state_); }
  [[nodiscard]] bool is_connected() const { return std::holds_alternative<Connected>(state_); }

  [[nodiscard]] bool is_expected(const FirstRecord& record) const;
  void advance_handshake();
  void finish_handshake();
  void read_records();
  void fail(FailureReason reason);
  void fail_from_openssl();

  OpensslHooks hooks_;  // before ssl_: OpenSSL reaches it while being freed
  std::unique_ptr<SSL, FreeSsl> ssl_;
  Role role_;
  Instant give_up_;
  bool heard_peer_ = false;  // a datagram went to OpenSSL
  State state_ = Connecting{};
  Drops drops_;
};

Endpoint::Session::Session(const Context& context, const EndpointOptions& options, Instant now)
    : ssl_(SSL_new(context.ssl_ctx())), role_(options.role), give_up_(now + kHandshakeGiveUp) {
  hooks_.expected_peer = options.expected_peer;
  hooks_.timer.set_now(now);
  BIO* const bio = BIO_new(context.bio_method());
  if (!ssl_ || bio == nullptr) {
    BIO_free(bio);
    throw std::runtime_error{"OpenSSL: cannot make a DTLS session"};
  }
  BIO_set_data(bio, &hooks_);
  SSL_set_bio(ssl_.get(), bio, bio);  // takes it
  SSL_set_app_data(ssl_.get(), &hooks_);
  DTLS_set_timer_cb(ssl_.get(), next_pause);
  SSL_set_mtu(ssl_.get(), static_cast<long>(kMtu));
  // Zero is success, as this function would have it.
  if (SSL_set_tlsext_use_srtp(ssl_.get(), profile_list(options.profiles).c_str()) != 0) {
    throw std::runtime_error{"OpenSSL: cannot offer these SRTP profiles"};
  }
  if (role_ == Role::server) {
    SSL_set_accept_state(ssl_.get());
  } else {
    SSL_set_connect_state(ssl_.get());
    advance_handshake();
  }
}

// Cheap refusals, before OpenSSL parses what anybody may have sent. A session that has heard nothing yet takes only the
// start of a handshake, or as a client the server's refusal. Alerts in the clear may be forged, so a connected session
// ignores them; handshake records are then the peer asking again for our last flight.
bool Endpoint::Session::is_expected(const FirstRecord& record) const {
  const bool clear = record.epoch == 0;
  switch (record.type) {
    case ContentType::handshake:
      return heard_peer_ || clear;
    case ContentType::change_cipher_spec:
      return heard_peer_;
    case ContentType::alert:
      return clear ? is_connecting() && (heard_peer_ || role_ == Role::client) : heard_peer_;
    case ContentType::application_data:
      return false;  // there are no data channels
  }
  return false;
}

void Endpoint::Session::handle_datagram(Instant now, Bytes datagram) {
  if (!is_connecting() && !is_connected()) {
    ++drops_.after_end;
    return;
  }
  const auto record = parse_records(datagram);
  if (!record) {
    ++drops_.malformed;
    return;
  }
  if (!is_expected(*record)) {
    ++drops_.unexpected;
    return;
  }
  heard_peer_ = true;
  hooks_.timer.set_now(now);
  hooks_.incoming = datagram;
  if (is_connecting()) {
    advance_handshake();
  }
  if (is_connected()) {
    read_records();
  }
  hooks_.incoming.reset();
}

void Endpoint::Session::advance_handshake() {
  ERR_clear_error();
  const int result = SSL_do_handshake(ssl_.get());
  if (result == 1) {
    finish_handshake();
    return;
  }
  const int error = SSL_get_error(ssl_.get(), result);
  if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
    fail_from_openssl();
  }
}

void Endpoint::Session::finish_handshake() {
  const SRTP_PROTECTION_PROFILE* const selected = SSL_get_selected_srtp_profile(ssl_.get());
  if (selected == nullptr) {
    fail(FailureReason::no_srtp_profile);
    SSL_shutdown(ssl_.get());
    return;
  }
  SrtpKeys keys{.profile = static_cast<SrtpProfile>(selected->id)};
  if (SSL_export_keying_material(ssl_.get(), keys.material.data(), exported_size(keys.profile), kExporterLabel.data(),
                                 kExporterLabel.size(), nullptr, 0, 0) != 1) {
    fail_from_openssl();
    return;
  }
  state_ = Connected{keys};
}

// Takes alerts, and lets OpenSSL answer a repeated last flight.
void Endpoint::Session::read_records() {
  for (int i = 0; i < kMaxReadsPerDatagram; ++i) {
    std::array<std::uint8_t, 256> ignored;
    ERR_clear_error();
    const int result = SSL_read(ssl_.get(), ignored.data(), static_cast<int>(ignored.size()));
    if (result > 0) {
      continue;
    }
    const int error = SSL_get_error(ssl_.get(), result);
    if (error == SSL_ERROR_ZERO_RETURN) {
      SSL_shutdown(ssl_.get());
      state_ = Closed{.by_peer = true};
    } else if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
      fail_from_openssl();
    }
    return;
  }
}

void Endpoint::Session::handle_timeout(Instant now) {
  if (now < deadline()) {
    return;
  }
  if (now >= give_up_) {
    fail(FailureReason::handshake_timeout);
    return;
  }
  hooks_.timer.set_now(now);
  hooks_.timer.force_expiry();
  ERR_clear_error();
  const long result = DTLSv1_handle_timeout(ssl_.get());
  if (result < 0) {
    fail(FailureReason::handshake_timeout);
  } else if (result == 0) {
    hooks_.timer.postpone();
  }
}

void Endpoint::Session::close(Instant now) {
  hooks_.timer.set_now(now);
  if (is_connected()) {
    ERR_clear_error();
    SSL_shutdown(ssl_.get());
  }
  if (is_connecting() || is_connected()) {
    state_ = Closed{.by_peer = false};
  }
}

std::optional<std::vector<std::uint8_t>> Endpoint::Session::poll_datagram() {
  if (hooks_.outgoing.empty()) {
    return std::nullopt;
  }
  std::vector<std::uint8_t> datagram = std::move(hooks_.outgoing.front());
  hooks_.outgoing.pop_front();
  drops_.queue_full = hooks_.pushed_out;
  return datagram;
}

void Endpoint::Session::fail_from_openssl() {
  if (hooks_.wrong_fingerprint) {
    fail(FailureReason::fingerprint_mismatch);
  } else {
    fail(is_peer_alert(ERR_peek_last_error()) ? FailureReason::peer_alert : FailureReason::protocol_error);
  }
}

void Endpoint::Session::fail(FailureReason reason) {
  const char* const detail = ERR_reason_error_string(ERR_peek_last_error());
  state_ = Failed{.reason = reason, .detail = detail != nullptr ? detail : ""};
}

Endpoint::Endpoint(const Context& context, const EndpointOptions& options, Instant now)
    : session_(std::make_unique<Session>(context, options, now)) {}

Endpoint::~Endpoint() = default;

void Endpoint::handle_datagram(Instant now, Bytes datagram) {
  session_->handle_datagram(now, datagram);
}

void Endpoint::handle_timeout(Instant now) {
  session_->handle_timeout(now);
}

Instant Endpoint::deadline() const {
  return session_->deadline();
}

std::optional<std::vector<std::uint8_t>> Endpoint::poll_datagram() {
  return session_->poll_datagram();
}

void Endpoint::close(Instant now) {
  session_->close(now);
}

const State& Endpoint::state() const {
  return session_->state();
}

const Drops& Endpoint::drops() const {
  return session_->drops();
}

}  // namespace diemcau::dtls
