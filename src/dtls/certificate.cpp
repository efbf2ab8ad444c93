#include "dtls/certificate.hpp"

#include <openssl/ec.h>
#include <openssl/rand.h>

#include <chrono>
#include <ctime>
#include <stdexcept>

namespace diemcau::dtls {
namespace {

constexpr std::chrono::hours kBackdated{24};
constexpr std::chrono::hours kLifetime{24 * 365};
constexpr long kVersion3 = 2;  // X.509 counts from zero

void require(bool done) {
  if (!done) {
    throw std::runtime_error{"OpenSSL: cannot make a DTLS certificate"};
  }
}

void set_random_serial(X509& certificate) {
  std::uint64_t serial = 0;
  require(RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) == 1);
  require(ASN1_INTEGER_set_uint64(X509_get_serialNumber(&certificate), serial >> 1U) == 1);
}

void set_validity(X509& certificate, WallTime now) {
  const auto put = [](ASN1_TIME* field, WallTime time) {
    require(ASN1_TIME_set(field, std::chrono::system_clock::to_time_t(time)) != nullptr);
  };
  put(X509_getm_notBefore(&certificate), now - kBackdated);
  put(X509_getm_notAfter(&certificate), now + kLifetime);
}

// Issuer and subject are one fixed name: the fingerprint is the identity, and a name would only tell tales.
void set_names(X509& certificate) {
  X509_NAME* const subject = X509_get_subject_name(&certificate);
  const auto* const text = reinterpret_cast<const unsigned char*>("diemcau");
  require(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, text, -1, -1, 0) == 1);
  require(X509_set_issuer_name(&certificate, subject) == 1);
}

}  // namespace

Fingerprint fingerprint_of(const X509& certificate) {
  Fingerprint fingerprint;
  unsigned int size = 0;
  require(X509_digest(&certificate, EVP_sha256(), fingerprint.digest.data(), &size) == 1 &&
          size == fingerprint.digest.size());
  return fingerprint;
}

Certificate Certificate::generate(WallTime now) {
  Certificate certificate;
  certificate.key_.reset(EVP_EC_gen("P-256"));
  certificate.x509_.reset(X509_new());
  require(certificate.key_ && certificate.x509_);
  X509& x509 = *certificate.x509_;
  require(X509_set_version(&x509, kVersion3) == 1);
  set_random_serial(x509);
  set_validity(x509, now);
  set_names(x509);
  require(X509_set_pubkey(&x509, certificate.key_.get()) == 1);
  require(X509_sign(&x509, certificate.key_.get(), EVP_sha256()) > 0);
  certificate.fingerprint_ = fingerprint_of(x509);
  return certificate;
}

}  // namespace diemcau::dtls
