#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <algorithm>
#include <stdexcept>

#include "srtp/cipher.hpp"

namespace diemcau::srtp {
namespace {

struct Free {
  void operator()(EVP_CIPHER* cipher) const { EVP_CIPHER_free(cipher); }
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
  void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
  void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
};
using CipherHandle = std::unique_ptr<EVP_CIPHER, Free>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Free>;
using MacHandle = std::unique_ptr<EVP_MAC, Free>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, Free>;

std::array<std::uint8_t, kTrailerSize> big_endian(std::uint32_t value) {
  return {static_cast<std::uint8_t>(value >> 24U), static_cast<std::uint8_t>(value >> 16U),
          static_cast<std::uint8_t>(value >> 8U), static_cast<std::uint8_t>(value)};
}

// A context that holds the expanded key; later initialisations name neither cipher nor key, or OpenSSL 3 would fetch
// and expand again.
CipherContext keyed_context(const EVP_CIPHER& cipher, const SessionKeys& keys) {
  CipherContext context{EVP_CIPHER_CTX_new()};
  if (!context || EVP_EncryptInit_ex(context.get(), &cipher, nullptr, keys.key.data(), nullptr) != 1) {
    throw std::runtime_error{"OpenSSL: cannot set up an SRTP cipher"};
  }
  return context;
}

class GcmCipher final : public Cipher {
 public:
  GcmCipher(const EVP_CIPHER& cipher, PacketKind kind, const SessionKeys& keys)
      : context_(keyed_context(cipher, keys)), kind_(kind) {}

  bool seal(const Iv& iv, MutableBytes packet, std::size_t header_size, Bytes plain, std::uint32_t trailer,
            Tag& tag) override {
    int written = 0;
    return EVP_CipherInit_ex(context_.get(), nullptr, nullptr, nullptr, iv.data(), 1) == 1 &&
           associate(packet.first(header_size), trailer) && transform(packet.data() + header_size, plain) &&
           EVP_CipherFinal_ex(context_.get(), packet.data() + header_size, &written) == 1 &&
           EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_GET_TAG, kMaxTagSize, tag.data()) == 1;
  }

  bool open(const Iv& iv, MutableBytes packet, std::size_t header_size, std::uint32_t trailer, Bytes tag) override {
    int written = 0;
    const Bytes body = packet.subspan(header_size, packet.size() - header_size - kTrailerSize);
    Tag expected{};  // OpenSSL takes it through a pointer to non-const
    std::copy(tag.begin(), tag.end(), expected.begin());
    return EVP_CipherInit_ex(context_.get(), nullptr, nullptr, nullptr, iv.data(), 0) == 1 &&
           associate(packet.first(header_size), trailer) && transform(packet.data() + header_size, body) &&
           EVP_CIPHER_CTX_ctrl(context_.get(), EVP_CTRL_AEAD_SET_TAG, kMaxTagSize, expected.data()) == 1 &&
           EVP_CipherFinal_ex(context_.get(), packet.data() + header_size, &written) == 1;
  }

 private:
  bool associate(Bytes header, std::uint32_t trailer) {
    int written = 0;
    if (EVP_CipherUpdate(context_.get(), nullptr, &written, header.data(), static_cast<int>(header.size())) != 1) {
      return false;
    }
    const auto word = big_endian(trailer);
    return kind_ == PacketKind::rtp ||
           EVP_CipherUpdate(context_.get(), nullptr, &written, word.data(), static_cast<int>(word.size())) == 1;
  }

  bool transform(std::uint8_t* to, Bytes from) {
    int written = 0;
    return from.empty() ||
           EVP_CipherUpdate(context_.get(), to, &written, from.data(), static_cast<int>(from.size())) == 1;
  }

  CipherContext context_;
  PacketKind kind_;
};

class CounterCipher final : public Cipher {
 public:
  CounterCipher(const EVP_CIPHER& cipher, EVP_MAC& mac, const SessionKeys& keys)
      : context_(keyed_context(cipher, keys)), mac_(EVP_MAC_CTX_new(&mac)) {
    char digest[] = "SHA1";
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string("digest", digest, 0), OSSL_PARAM_construct_end()};
    if (!mac_ || EVP_MAC_init(mac_.get(), keys.auth_key.data(), keys.auth_key.size(), params) != 1) {
      throw std::runtime_error{"OpenSSL: cannot set up HMAC-SHA1"};
    }
  }

  bool seal(const Iv& iv, MutableBytes packet, std::size_t header_size, Bytes plain, std::uint32_t trailer,
            Tag& tag) override {
    return transform(iv, packet.data() + header_size, plain) &&
           authenticate(packet.first(header_size + plain.size()), trailer, tag);
  }

  bool open(const Iv& iv, MutableBytes packet, std::size_t header_size, std::uint32_t trailer, Bytes tag) override {
    const Bytes covered = packet.first(packet.size() - kTrailerSize);
    Tag expected;
    return authenticate(covered, trailer, expected) && CRYPTO_memcmp(expected.data(), tag.data(), tag.size()) == 0 &&
           transform(iv, packet.data() + header_size, covered.subspan(header_size));
  }

 private:
  bool transform(const Iv& iv, std::uint8_t* to, Bytes from) {
    int written = 0;
    return from.empty() ||
           (EVP_EncryptInit_ex(context_.get(), nullptr, nullptr, nullptr, iv.data()) == 1 &&
            EVP_EncryptUpdate(context_.get(), to, &written, from.data(), static_cast<int>(from.size())) == 1);
  }

  bool authenticate(Bytes covered, std::uint32_t trailer, Tag& tag) {
    std::array<std::uint8_t, kAuthKeySize> full{};
    std::size_t written = 0;
    const auto word = big_endian(trailer);
    if (EVP_MAC_init(mac_.get(), nullptr, 0, nullptr) != 1 ||
        EVP_MAC_update(mac_.get(), covered.data(), covered.size()) != 1 ||
        EVP_MAC_update(mac_.get(), word.data(), word.size()) != 1 ||
        EVP_MAC_final(mac_.get(), full.data(), &written, full.size()) != 1) {
      return false;
    }
    std::copy_n(full.begin(), tag.size(), tag.begin());
    return true;
  }

  CipherContext context_;
  MacContext mac_;
};

class OpensslMaker final : public CipherMaker {
 public:
  OpensslMaker()
      : gcm_128_(EVP_CIPHER_fetch(nullptr, "AES-128-GCM", nullptr)),
        gcm_256_(EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)),
        counter_128_(EVP_CIPHER_fetch(nullptr, "AES-128-CTR", nullptr)),
        hmac_(EVP_MAC_fetch(nullptr, "HMAC", nullptr)) {
    if (!gcm_128_ || !gcm_256_ || !counter_128_ || !hmac_) {
      throw std::runtime_error{"OpenSSL lacks AES-GCM, AES-CTR or HMAC"};
    }
  }

  [[nodiscard]] std::string_view name() const override { return "openssl"; }

  std::unique_ptr<Cipher> make(Profile profile, PacketKind kind, const SessionKeys& keys) override {
    switch (profile) {
      case Profile::aead_aes_128_gcm:
        return std::make_unique<GcmCipher>(*gcm_128_, kind, keys);
      case Profile::aead_aes_256_gcm:
        return std::make_unique<GcmCipher>(*gcm_256_, kind, keys);
      case Profile::aes_cm_128_hmac_sha1_80:
        return std::make_unique<CounterCipher>(*counter_128_, *hmac_, keys);
    }
    throw std::runtime_error{"no such SRTP profile"};
  }

 private:
  CipherHandle gcm_128_;
  CipherHandle gcm_256_;
  CipherHandle counter_128_;
  MacHandle hmac_;
};

}  // namespace

std::unique_ptr<CipherMaker> make_openssl_maker() {
  return std::make_unique<OpensslMaker>();
}

}  // namespace diemcau::srtp
