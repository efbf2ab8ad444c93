#include "auth/seal.hpp"

#include <openssl/evp.h>

#include <cstdlib>
#include <memory>

#include "auth/base64url.hpp"

namespace diemcau::auth {
namespace {

constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;

struct FreeContext {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

int size_of(std::size_t size) {
  return static_cast<int>(size);
}

// Fails only without memory.
void require(bool done) {
  if (!done) {
    std::abort();
  }
}

}  // namespace

std::string seal(const SealKey& key, Bytes plain, std::string_view context, const FillRandom& fill) {
  std::vector<std::uint8_t> sealed(kNonceSize + plain.size() + kTagSize);
  fill(MutableBytes{sealed}.first(kNonceSize));
  std::uint8_t* const text = sealed.data() + kNonceSize;
  const Context cipher{EVP_CIPHER_CTX_new()};
  const Bytes bound = as_bytes(context);
  int written = 0;
  require(cipher && EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), sealed.data()) == 1 &&
          EVP_EncryptUpdate(cipher.get(), nullptr, &written, bound.data(), size_of(bound.size())) == 1 &&
          EVP_EncryptUpdate(cipher.get(), text, &written, plain.data(), size_of(plain.size())) == 1 &&
          EVP_EncryptFinal_ex(cipher.get(), text + plain.size(), &written) == 1 &&
          EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, size_of(kTagSize), text + plain.size()) == 1);
  return to_base64url(sealed);
}

std::optional<std::vector<std::uint8_t>> open_sealed(const SealKey& key, std::string_view text,
                                                     std::string_view context) {
  auto sealed = from_base64url(text);
  if (!sealed || sealed->size() < kNonceSize + kTagSize) {
    return std::nullopt;
  }
  std::vector<std::uint8_t> plain(sealed->size() - kNonceSize - kTagSize);
  const std::uint8_t* const body = sealed->data() + kNonceSize;
  std::uint8_t* const tag = sealed->data() + kNonceSize + plain.size();
  const Context cipher{EVP_CIPHER_CTX_new()};
  const Bytes bound = as_bytes(context);
  int written = 0;
  std::uint8_t end = 0;  // GCM adds nothing at its end
  require(cipher != nullptr);
  const bool genuine = EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), sealed->data()) == 1 &&
                       EVP_DecryptUpdate(cipher.get(), nullptr, &written, bound.data(), size_of(bound.size())) == 1 &&
                       EVP_DecryptUpdate(cipher.get(), plain.data(), &written, body, size_of(plain.size())) == 1 &&
                       EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, size_of(kTagSize), tag) == 1 &&
                       EVP_DecryptFinal_ex(cipher.get(), &end, &written) == 1;
  return genuine ? std::optional{std::move(plain)} : std::nullopt;
}

}  // namespace diemcau::auth
