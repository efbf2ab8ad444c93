#include "auth/session.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <array>
#include <cstdint>

#include "auth/base64url.hpp"
#include "base/bytes.hpp"

namespace diemcau::auth {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kTokenLength = 43;  // characters
constexpr std::string_view kCsrfLabel = "diemcau csrf";

}  // namespace

std::string make_session_token(const FillRandom& fill) {
  std::array<std::uint8_t, kTokenBytes> bytes{};
  fill(bytes);
  return to_base64url(bytes);
}

std::optional<std::string> session_key(std::string_view token) {
  if (token.size() != kTokenLength || !from_base64url(token)) {
    return std::nullopt;
  }
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest{};
  const Bytes bytes = as_bytes(token);
  SHA256(bytes.data(), bytes.size(), digest.data());
  return to_base64url(digest);
}

std::string csrf_of(std::string_view token) {
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> mac{};
  const Bytes label = as_bytes(kCsrfLabel);
  HMAC(EVP_sha256(), token.data(), static_cast<int>(token.size()), label.data(), label.size(), mac.data(), nullptr);
  return to_base64url(mac);
}

bool is_csrf_of(std::string_view given, std::string_view token) {
  const std::string wanted = csrf_of(token);
  return given.size() == wanted.size() && CRYPTO_memcmp(given.data(), wanted.data(), wanted.size()) == 0;
}

bool is_expired(WallTime created_at, WallTime used_at, WallTime now) {
  return now - created_at >= kSessionAge || now - used_at >= kSessionIdle;
}

}  // namespace diemcau::auth
