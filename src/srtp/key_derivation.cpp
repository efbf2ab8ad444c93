#include "srtp/key_derivation.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

namespace diemcau::srtp {
namespace {

// RFC 3711 section 4.3.2.
enum class Label : std::uint8_t { encryption = 0, authentication = 1, salt = 2 };
constexpr std::uint8_t kRtcpLabels = 3;  // SRTCP's labels follow SRTP's

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

// The key stream of AES in counter mode from (label xor salt) * 2^16; a GCM salt is padded with zeros to 112 bits
// (RFC 7714 section 11).
bool generate(const MasterKey& master, std::uint8_t label, MutableBytes out) {
  const std::unique_ptr<EVP_CIPHER_CTX, FreeContext> context{EVP_CIPHER_CTX_new()};
  Iv iv{};
  std::copy(master.salt.begin(), master.salt.end(), iv.begin());
  iv[7] ^= label;
  const EVP_CIPHER* cipher = key_size(master.profile) == 32 ? EVP_aes_256_ctr() : EVP_aes_128_ctr();
  const std::array<std::uint8_t, kMaxKeySize> zeros{};
  int written = 0;
  return context && EVP_EncryptInit_ex(context.get(), cipher, nullptr, master.key.data(), iv.data()) == 1 &&
         EVP_EncryptUpdate(context.get(), out.data(), &written, zeros.data(), static_cast<int>(out.size())) == 1;
}

}  // namespace

std::optional<SessionKeys> derive_session_keys(const MasterKey& master, PacketKind kind) {
  const auto label = [kind](Label base) {
    return static_cast<std::uint8_t>(static_cast<std::uint8_t>(base) + (kind == PacketKind::rtcp ? kRtcpLabels : 0));
  };
  SessionKeys keys;
  const bool ok = generate(master, label(Label::encryption), MutableBytes{keys.key}.first(key_size(master.profile))) &&
                  generate(master, label(Label::salt), MutableBytes{keys.salt}.first(salt_size(master.profile))) &&
                  (is_aead(master.profile) || generate(master, label(Label::authentication), keys.auth_key));
  return ok ? std::optional{keys} : std::nullopt;
}

}  // namespace diemcau::srtp
