#include "srtp/sender.hpp"

#include <algorithm>

#include "srtp/nonce.hpp"
#include "srtp/packet_index.hpp"

namespace diemcau::srtp {
namespace {

constexpr std::size_t kRtpFixedHeader = 12;      // bytes, RFC 3550 section 5.1
constexpr std::size_t kRtcpClearHeader = 8;      // bytes, RFC 3711 section 3.4: first header word and SSRC
constexpr std::uint32_t kEncrypted = 1U << 31U;  // E bit

void place(Bytes source, MutableBytes target) {
  if (!source.empty() && source.data() != target.data()) {
    std::copy(source.begin(), source.end(), target.begin());
  }
}

}  // namespace

Sender::Sender(CipherMaker& maker, const MasterKey& master)
    : profile_(master.profile), ciphers_(make_session_ciphers(maker, master)) {}

Result<std::size_t, SrtpError> Sender::seal_rtp(Bytes header, Bytes payload, MutableBytes target) {
  const std::size_t sealed_size = header.size() + payload.size() + rtp_overhead();
  if (header.size() < kRtpFixedHeader) {
    return failure(SrtpError::too_short);
  }
  if (target.size() < sealed_size) {
    return failure(SrtpError::no_room);
  }
  if (header[0] >> 6U != 2) {
    return failure(SrtpError::bad_version);
  }
  ByteReader reader{header.subspan(2)};
  const std::uint16_t sequence = reader.u16();
  reader.skip(4);  // timestamp
  const std::uint32_t ssrc = reader.u32();

  Window* window = streams_.find(ssrc);
  if (window == nullptr) {
    window = streams_.add(ssrc, Window{});
    if (window == nullptr) {
      return failure(SrtpError::too_many_streams);
    }
  }
  const std::uint64_t index = window->empty() ? sequence : estimate_index(window->newest(), sequence);
  if (index > kMaxRtpIndex) {
    return failure(SrtpError::key_exhausted);
  }
  switch (window->check(index)) {
    case Window::Verdict::fresh:
      break;
    case Window::Verdict::seen:
      return failure(SrtpError::replayed);
    case Window::Verdict::too_old:
      return failure(SrtpError::too_old);
  }
  window->commit(index);  // even if the cipher fails: nothing may ever use this index again

  place(header, target);
  Tag tag;
  if (!ciphers_.rtp->seal(rtp_iv(profile_, ciphers_.rtp_salt, ssrc, index),
                          target.first(header.size() + payload.size() + kTrailerSize), header.size(), payload,
                          static_cast<std::uint32_t>(index >> 16U), tag)) {
    return failure(SrtpError::cipher_failed);
  }
  std::copy_n(tag.begin(), rtp_overhead(), target.begin() + static_cast<std::ptrdiff_t>(sealed_size - rtp_overhead()));
  return sealed_size;
}

// RFC 3711 section 3.4 (HMAC):   header | body | E, index | tag
// RFC 7714 section 9.2 (GCM):    header | body | tag | E, index
Result<std::size_t, SrtpError> Sender::seal_rtcp(Bytes packet, MutableBytes target) {
  if (packet.size() < kRtcpClearHeader) {
    return failure(SrtpError::too_short);
  }
  if (target.size() < packet.size() + rtcp_overhead()) {
    return failure(SrtpError::no_room);
  }
  if (packet[0] >> 6U != 2) {
    return failure(SrtpError::bad_version);
  }
  if (next_rtcp_index_ > kMaxRtcpIndex) {
    return failure(SrtpError::key_exhausted);
  }
  const std::uint32_t index = next_rtcp_index_++;
  const std::uint32_t ssrc = ByteReader{packet.subspan(4)}.u32();
  const std::uint32_t word = kEncrypted | index;

  place(packet.first(kRtcpClearHeader), target);
  Tag tag;
  if (!ciphers_.rtcp->seal(rtcp_iv(profile_, ciphers_.rtcp_salt, ssrc, index),
                           target.first(packet.size() + kTrailerSize), kRtcpClearHeader,
                           packet.subspan(kRtcpClearHeader), word, tag)) {
    return failure(SrtpError::cipher_failed);
  }
  ByteWriter writer{target.subspan(packet.size())};
  const Bytes short_tag = Bytes{tag}.first(tag_size(profile_));
  if (is_aead(profile_)) {
    writer.bytes(short_tag);
    writer.u32(word);
  } else {
    writer.u32(word);
    writer.bytes(short_tag);
  }
  return packet.size() + rtcp_overhead();
}

}  // namespace diemcau::srtp
