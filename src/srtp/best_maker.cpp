#include "srtp/cipher.hpp"

namespace diemcau::srtp {
namespace {

class BestMaker final : public CipherMaker {
 public:
  explicit BestMaker(std::unique_ptr<CipherMaker> gcm) : gcm_(std::move(gcm)), hmac_(make_openssl_maker()) {}

  [[nodiscard]] std::string_view name() const override { return "ipsec-mb and openssl"; }

  std::unique_ptr<Cipher> make(Profile profile, PacketKind kind, const SessionKeys& keys) override {
    return (is_aead(profile) ? *gcm_ : *hmac_).make(profile, kind, keys);
  }

 private:
  std::unique_ptr<CipherMaker> gcm_;
  std::unique_ptr<CipherMaker> hmac_;
};

}  // namespace

std::unique_ptr<CipherMaker> make_best_maker() {
  auto gcm = make_ipsec_mb_maker();
  return gcm ? std::make_unique<BestMaker>(std::move(gcm)) : make_openssl_maker();
}

}  // namespace diemcau::srtp
