#include <intel-ipsec-mb.h>

#include <algorithm>
#include <stdexcept>

#include "srtp/cipher.hpp"

namespace diemcau::srtp {
namespace {

// Not CRYPTO_memcmp: this file needs no OpenSSL. Constant time.
bool equal(const std::uint8_t* a, const std::uint8_t* b, std::size_t size) {
  std::uint8_t difference = 0;
  for (std::size_t i = 0; i < size; ++i) {
    difference = static_cast<std::uint8_t>(difference | (a[i] ^ b[i]));
  }
  return difference == 0;
}

void write_word(std::uint8_t* to, std::uint32_t value) {
  for (std::size_t i = 0; i < kTrailerSize; ++i) {
    to[i] = static_cast<std::uint8_t>(value >> (8 * (kTrailerSize - 1 - i)));
  }
}

struct GcmFunctions {
  aes_gcm_pre_t expand;
  aes_gcm_enc_dec_t encrypt;
  aes_gcm_enc_dec_t decrypt;
};

// The associated data: RTP's header where it lies, RTCP's header and trailer side by side.
class Associated {
 public:
  Associated(PacketKind kind, Bytes header, std::uint32_t trailer) : view_(header) {
    if (kind == PacketKind::rtcp) {
      const std::size_t size = std::min(header.size(), joined_.size() - kTrailerSize);
      std::copy_n(header.begin(), size, joined_.begin());
      write_word(joined_.data() + size, trailer);
      view_ = Bytes{joined_}.first(size + kTrailerSize);
    }
  }
  [[nodiscard]] const std::uint8_t* data() const { return view_.data(); }
  [[nodiscard]] std::size_t size() const { return view_.size(); }

 private:
  std::array<std::uint8_t, 12> joined_{};  // SRTCP's clear part is always eight bytes
  Bytes view_;
};

class GcmCipher final : public Cipher {
 public:
  GcmCipher(const GcmFunctions& functions, PacketKind kind, const SessionKeys& keys)
      : functions_(functions), kind_(kind) {
    functions_.expand(keys.key.data(), &key_);
  }

  bool seal(const Iv& iv, MutableBytes packet, std::size_t header_size, Bytes plain, std::uint32_t trailer,
            Tag& tag) override {
    const Associated associated{kind_, packet.first(header_size), trailer};
    gcm_context_data context;
    functions_.encrypt(&key_, &context, packet.data() + header_size, plain.data(), plain.size(), iv.data(),
                       associated.data(), associated.size(), tag.data(), tag.size());
    return true;
  }

  bool open(const Iv& iv, MutableBytes packet, std::size_t header_size, std::uint32_t trailer, Bytes tag) override {
    const Associated associated{kind_, packet.first(header_size), trailer};
    gcm_context_data context;
    Tag expected;
    std::uint8_t* const body = packet.data() + header_size;
    functions_.decrypt(&key_, &context, body, body, packet.size() - header_size - kTrailerSize, iv.data(),
                       associated.data(), associated.size(), expected.data(), expected.size());
    return equal(expected.data(), tag.data(), tag.size());
  }

 private:
  GcmFunctions functions_;
  PacketKind kind_;
  alignas(64) gcm_key_data key_;  // the header says so only where LINUX is defined
};

class CounterCipher final : public Cipher {
 public:
  CounterCipher(IMB_MGR& manager, const SessionKeys& keys) : manager_(manager) {
    alignas(16) std::array<std::uint32_t, kRoundKeyWords> unused_decryption_keys;
    IMB_AES_KEYEXP_128(&manager_, keys.key.data(), round_keys_.data(), unused_decryption_keys.data());
    hash_padded_key(keys, 0x36, inner_);
    hash_padded_key(keys, 0x5c, outer_);
  }

  bool seal(const Iv& iv, MutableBytes packet, std::size_t header_size, Bytes plain, std::uint32_t trailer,
            Tag& tag) override {
    return transform(iv, packet.data() + header_size, plain) &&
           authenticate(packet.first(header_size + plain.size() + kTrailerSize), trailer, tag);
  }

  bool open(const Iv& iv, MutableBytes packet, std::size_t header_size, std::uint32_t trailer, Bytes tag) override {
    Tag expected;
    const Bytes body = packet.subspan(header_size, packet.size() - header_size - kTrailerSize);
    return authenticate(packet, trailer, expected) && equal(expected.data(), tag.data(), tag.size()) &&
           transform(iv, packet.data() + header_size, body);
  }

 private:
  static constexpr std::size_t kRoundKeyWords = 4 * 11;  // AES-128: ten rounds and the whitening key
  static constexpr std::size_t kBlockSize = 64;          // bytes, SHA-1
  using Digest = std::array<std::uint8_t, kAuthKeySize>;

  // The state of SHA-1 after the padded key (RFC 2104), so that a packet costs two blocks less.
  void hash_padded_key(const SessionKeys& keys, std::uint8_t pad, Digest& state) {
    std::array<std::uint8_t, kBlockSize> block;
    block.fill(pad);
    for (std::size_t i = 0; i < keys.auth_key.size(); ++i) {
      block[i] ^= keys.auth_key[i];
    }
    IMB_SHA1_ONE_BLOCK(&manager_, block.data(), state.data());
  }

  bool transform(const Iv& iv, std::uint8_t* to, Bytes from) {
    if (from.empty()) {
      return true;  // the library refuses empty jobs
    }
    IMB_JOB* const job = IMB_GET_NEXT_JOB(&manager_);
    job->cipher_mode = IMB_CIPHER_CNTR;
    job->cipher_direction = IMB_DIR_ENCRYPT;
    job->hash_alg = IMB_AUTH_NULL;
    job->chain_order = IMB_ORDER_CIPHER_HASH;
    job->enc_keys = round_keys_.data();
    job->dec_keys = round_keys_.data();
    job->key_len_in_bytes = 16;
    job->src = from.data();
    job->dst = to;
    job->cipher_start_src_offset_in_bytes = 0;
    job->msg_len_to_cipher_in_bytes = from.size();
    job->iv = iv.data();
    job->iv_len_in_bytes = iv.size();
    return run(job);
  }

  // Header, body and trailer must lie end to end, which is what the trailer's room in `packet` is for.
  bool authenticate(MutableBytes packet, std::uint32_t trailer, Tag& tag) {
    write_word(packet.data() + packet.size() - kTrailerSize, trailer);
    IMB_JOB* const job = IMB_GET_NEXT_JOB(&manager_);
    job->cipher_mode = IMB_CIPHER_NULL;
    job->cipher_direction = IMB_DIR_ENCRYPT;
    job->hash_alg = IMB_AUTH_HMAC_SHA_1;
    job->chain_order = IMB_ORDER_CIPHER_HASH;
    job->src = packet.data();
    job->hash_start_src_offset_in_bytes = 0;
    job->msg_len_to_hash_in_bytes = packet.size();
    job->auth_tag_output = full_tag_.data();
    job->auth_tag_output_len_in_bytes = full_tag_.size();
    job->u.HMAC._hashed_auth_key_xor_ipad = inner_.data();
    job->u.HMAC._hashed_auth_key_xor_opad = outer_.data();
    if (!run(job)) {
      return false;
    }
    std::copy_n(full_tag_.begin(), tag.size(), tag.begin());
    return true;
  }

  // One job at a time: nothing else is ever waiting in this manager, so a flush gives it back.
  bool run(const IMB_JOB* job) {
    const IMB_JOB* done = IMB_SUBMIT_JOB(&manager_);
    if (done == nullptr) {
      done = IMB_FLUSH_JOB(&manager_);
    }
    return done == job && done->status == IMB_STATUS_COMPLETED;
  }

  IMB_MGR& manager_;
  alignas(16) std::array<std::uint32_t, kRoundKeyWords> round_keys_;
  alignas(16) Digest inner_;
  alignas(16) Digest outer_;
  Digest full_tag_;
};

class IpsecMbMaker final : public CipherMaker {
 public:
  explicit IpsecMbMaker(IMB_MGR* manager) : manager_(manager) {}

  [[nodiscard]] std::string_view name() const override { return "ipsec-mb"; }

  std::unique_ptr<Cipher> make(Profile profile, PacketKind kind, const SessionKeys& keys) override {
    switch (profile) {
      case Profile::aead_aes_128_gcm:
        return std::make_unique<GcmCipher>(
            GcmFunctions{manager_->gcm128_pre, manager_->gcm128_enc, manager_->gcm128_dec}, kind, keys);
      case Profile::aead_aes_256_gcm:
        return std::make_unique<GcmCipher>(
            GcmFunctions{manager_->gcm256_pre, manager_->gcm256_enc, manager_->gcm256_dec}, kind, keys);
      case Profile::aes_cm_128_hmac_sha1_80:
        return std::make_unique<CounterCipher>(*manager_, keys);
    }
    throw std::runtime_error{"no such SRTP profile"};
  }

 private:
  struct Free {
    void operator()(IMB_MGR* manager) const { free_mb_mgr(manager); }
  };
  std::unique_ptr<IMB_MGR, Free> manager_;
};

}  // namespace

std::unique_ptr<CipherMaker> make_ipsec_mb_maker() {
  IMB_MGR* const manager = alloc_mb_mgr(0);
  if (manager == nullptr) {
    return nullptr;
  }
  if ((manager->features & IMB_CPUFLAGS_AVX) != IMB_CPUFLAGS_AVX) {
    free_mb_mgr(manager);
    return nullptr;
  }
  IMB_ARCH architecture = IMB_ARCH_NONE;
  init_mb_mgr_auto(manager, &architecture);
  if (imb_get_errno(manager) != 0) {
    free_mb_mgr(manager);
    return nullptr;
  }
  return std::make_unique<IpsecMbMaker>(manager);
}

}  // namespace diemcau::srtp
