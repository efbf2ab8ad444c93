#include "wire/stun_integrity.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>

namespace diemcau::wire {
namespace {

using Digest = std::array<std::uint8_t, kStunIntegritySize>;

constexpr std::size_t kIntegrityOnWire = 4 + kStunIntegritySize;
// A message longer than this is no connectivity check; it would not fit a datagram of the path either.
constexpr std::size_t kMaxCovered = 2048;

std::optional<Digest> hmac_sha1(std::string_view key, Bytes covered) {
  Digest digest{};
  unsigned size = 0;
  const auto* result =
      HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), covered.data(), covered.size(), digest.data(), &size);
  return result != nullptr && size == digest.size() ? std::optional{digest} : std::nullopt;
}

}  // namespace

bool verify_integrity(const StunMessage& message, std::string_view key) {
  if (!message.integrity || message.integrity_offset > kMaxCovered) {
    return false;
  }
  // The length field covers MESSAGE-INTEGRITY and nothing after it (RFC 8489 section 14.5), so hash a copy that says
  // so.
  std::array<std::uint8_t, kMaxCovered> copy{};
  std::ranges::copy(message.packet.first(message.integrity_offset), copy.begin());
  const auto length = static_cast<std::uint16_t>(message.integrity_offset - kStunHeaderSize + kIntegrityOnWire);
  copy[2] = static_cast<std::uint8_t>(length >> 8U);
  copy[3] = static_cast<std::uint8_t>(length);
  const auto digest = hmac_sha1(key, Bytes{copy}.first(message.integrity_offset));
  return digest && CRYPTO_memcmp(digest->data(), message.integrity->data(), digest->size()) == 0;
}

Bytes finish_with_integrity(StunWriter& writer, std::string_view key) {
  const Bytes covered = writer.covered_by_integrity();
  if (covered.empty()) {
    return {};
  }
  const auto digest = hmac_sha1(key, covered);
  if (!digest) {
    return {};
  }
  writer.integrity(*digest);
  writer.fingerprint();
  return writer.finish();
}

}  // namespace diemcau::wire
