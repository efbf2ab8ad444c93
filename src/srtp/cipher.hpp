// The one interface between SRTP and the crypto libraries. A maker belongs to a lane (one thread) and outlives the
// ciphers it made; a cipher is one session key, expanded once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "base/bytes.hpp"
#include "srtp/profile.hpp"

namespace diemcau::srtp {

// A nonce: 16 bytes for AES-CM, whose last two are the block counter; the first 12 for GCM.
using Iv = std::array<std::uint8_t, 16>;
using Tag = std::array<std::uint8_t, kMaxTagSize>;  // tag_size(profile) bytes in use

// Bytes behind the body that a cipher may overwrite: what HMAC covers is laid end to end there.
inline constexpr std::size_t kTrailerSize = 4;

// Keys for packets of one kind and one direction, as key derivation makes them. `auth_key` is unused by GCM.
struct SessionKeys {
  std::array<std::uint8_t, kMaxKeySize> key{};
  std::array<std::uint8_t, kMaxSaltSize> salt{};
  std::array<std::uint8_t, kAuthKeySize> auth_key{};
};

// RTP and RTCP authenticate the trailer differently: GCM takes only RTCP's word of E bit and index as associated data
// (RFC 7714 section 9.3), its RTP has the rollover counter in the nonce. AES-CM with HMAC always takes the trailer.
enum class PacketKind : std::uint8_t { rtp, rtcp };

class Cipher {
 public:
  Cipher() = default;
  Cipher(const Cipher&) = delete;
  Cipher& operator=(const Cipher&) = delete;
  virtual ~Cipher() = default;

  // Encrypts `plain` to packet[header_size...] and computes the tag over header, encrypted body and `trailer`
  // (rollover counter, or E bit and SRTCP index). `packet` holds the header already and has header_size +
  // plain.size() + kTrailerSize bytes, the last of which may be overwritten. `plain` is either elsewhere or exactly the
  // body's place. False when the library refuses.
  [[nodiscard]] virtual bool seal(const Iv& iv, MutableBytes packet, std::size_t header_size, Bytes plain,
                                  std::uint32_t trailer, Tag& tag) = 0;

  // Checks `tag` over header, body and `trailer`, and decrypts the body in place. `packet` is header, body and
  // kTrailerSize bytes that may be overwritten. On false the body is unspecified and must not be used.
  [[nodiscard]] virtual bool open(const Iv& iv, MutableBytes packet, std::size_t header_size, std::uint32_t trailer,
                                  Bytes tag) = 0;
};

class CipherMaker {
 public:
  CipherMaker() = default;
  CipherMaker(const CipherMaker&) = delete;
  CipherMaker& operator=(const CipherMaker&) = delete;
  virtual ~CipherMaker() = default;

  [[nodiscard]] virtual std::string_view name() const = 0;

  // Never null; throws std::bad_alloc or std::runtime_error when the library cannot (set-up, not the packet path).
  [[nodiscard]] virtual std::unique_ptr<Cipher> make(Profile profile, PacketKind kind, const SessionKeys& keys) = 0;
};

// Intel's multi-buffer library; null where the processor lacks AES-NI and AVX.
[[nodiscard]] std::unique_ptr<CipherMaker> make_ipsec_mb_maker();

// OpenSSL's EVP, everywhere.
[[nodiscard]] std::unique_ptr<CipherMaker> make_openssl_maker();

// For each profile the faster one this processor has: GCM of ipsec-mb, but AES-CM with HMAC-SHA1 of OpenSSL, because
// ipsec-mb hashes many packets at once and is slow with one (1,200 bytes: 3.4 us against 1.5).
[[nodiscard]] std::unique_ptr<CipherMaker> make_best_maker();

}  // namespace diemcau::srtp
