#include "srtp/receiver.hpp"

#include <algorithm>
#include <optional>

#include "srtp/nonce.hpp"
#include "srtp/packet_index.hpp"

namespace diemcau::srtp {
namespace {

constexpr std::size_t kRtpFixedHeader = 12;      // bytes, RFC 3550 section 5.1
constexpr std::size_t kRtcpClearHeader = 8;      // bytes, RFC 3711 section 3.4
constexpr std::uint32_t kEncrypted = 1U << 31U;  // E bit

// Bytes of the RTP header with its CSRCs and extension (RFC 3550 sections 5.1 and 5.3.1), which stay in the clear;
// nothing when the packet ends before it.
std::optional<std::size_t> rtp_header_size(Bytes packet) {
  if (packet.size() < kRtpFixedHeader) {
    return std::nullopt;
  }
  const std::size_t with_csrcs = kRtpFixedHeader + 4 * std::size_t{packet[0] & 0x0FU};
  const bool has_extension = (packet[0] & 0x10U) != 0;
  if (!has_extension) {
    return with_csrcs <= packet.size() ? std::optional{with_csrcs} : std::nullopt;
  }
  if (with_csrcs + 4 > packet.size()) {
    return std::nullopt;
  }
  const std::size_t words = std::size_t{packet[with_csrcs + 2]} << 8U | packet[with_csrcs + 3];
  const std::size_t with_extension = with_csrcs + 4 + 4 * words;
  return with_extension <= packet.size() ? std::optional{with_extension} : std::nullopt;
}

// Nothing when `index` may be opened.
template <class Window>
std::optional<SrtpError> refuse(const Window* window, std::uint64_t index, std::size_t streams) {
  if (window == nullptr) {
    return streams >= kMaxStreams ? std::optional{SrtpError::too_many_streams} : std::nullopt;
  }
  switch (window->check(index)) {
    case Window::Verdict::fresh:
      return std::nullopt;
    case Window::Verdict::seen:
      return SrtpError::replayed;
    case Window::Verdict::too_old:
      return SrtpError::too_old;
  }
  return std::nullopt;
}

template <class Window>
void remember(StreamTable<Window>& streams, Window* window, std::uint32_t ssrc, std::uint64_t index) {
  if (window == nullptr) {
    window = streams.add(ssrc, Window{});
  }
  if (window != nullptr) {
    window->commit(index);
  }
}

}  // namespace

Receiver::Receiver(CipherMaker& maker, const MasterKey& master)
    : profile_(master.profile), ciphers_(make_session_ciphers(maker, master)) {}

Result<std::size_t, SrtpError> Receiver::open_rtp(MutableBytes packet) {
  const std::size_t tag_bytes = tag_size(profile_);
  if (packet.size() < kRtpFixedHeader + tag_bytes) {
    return failure(SrtpError::too_short);
  }
  if (packet[0] >> 6U != 2) {
    return failure(SrtpError::bad_version);
  }
  const std::size_t plain_size = packet.size() - tag_bytes;
  const auto header_size = rtp_header_size(packet.first(plain_size));
  if (!header_size) {
    return failure(SrtpError::too_short);
  }
  ByteReader reader{packet.subspan(2)};
  const std::uint16_t sequence = reader.u16();
  reader.skip(4);  // timestamp
  const std::uint32_t ssrc = reader.u32();

  RtpWindow* const window = rtp_streams_.find(ssrc);
  const std::uint64_t index = window == nullptr ? sequence : estimate_index(window->newest(), sequence);
  if (index > kMaxRtpIndex) {
    return failure(SrtpError::key_exhausted);
  }
  if (const auto reason = refuse(window, index, rtp_streams_.size())) {
    return failure(*reason);
  }
  Tag tag;  // aside, because the cipher may use its place
  std::copy_n(packet.begin() + static_cast<std::ptrdiff_t>(plain_size), tag_bytes, tag.begin());
  if (!ciphers_.rtp->open(rtp_iv(profile_, ciphers_.rtp_salt, ssrc, index), packet.first(plain_size + kTrailerSize),
                          *header_size, static_cast<std::uint32_t>(index >> 16U), Bytes{tag}.first(tag_bytes))) {
    return failure(SrtpError::auth_failed);
  }
  remember(rtp_streams_, window, ssrc, index);
  return plain_size;
}

// RFC 3711 section 3.4 (HMAC):   header | body | E, index | tag
// RFC 7714 section 9.2 (GCM):    header | body | tag | E, index
Result<std::size_t, SrtpError> Receiver::open_rtcp(MutableBytes packet) {
  const std::size_t tag_bytes = tag_size(profile_);
  if (packet.size() < kRtcpClearHeader + tag_bytes + 4) {
    return failure(SrtpError::too_short);
  }
  if (packet[0] >> 6U != 2) {
    return failure(SrtpError::bad_version);
  }
  const std::size_t plain_size = packet.size() - tag_bytes - 4;
  const std::size_t tag_offset = is_aead(profile_) ? plain_size : plain_size + 4;
  const std::size_t word_offset = is_aead(profile_) ? plain_size + tag_bytes : plain_size;
  const std::uint32_t ssrc = ByteReader{packet.subspan(4)}.u32();
  const std::uint32_t word = ByteReader{packet.subspan(word_offset)}.u32();
  if ((word & kEncrypted) == 0) {
    return failure(SrtpError::unencrypted);
  }
  const std::uint32_t index = word & ~kEncrypted;

  RtcpWindow* const window = rtcp_streams_.find(ssrc);
  if (const auto reason = refuse(window, index, rtcp_streams_.size())) {
    return failure(*reason);
  }
  Tag tag;
  std::copy_n(packet.begin() + static_cast<std::ptrdiff_t>(tag_offset), tag_bytes, tag.begin());
  if (!ciphers_.rtcp->open(rtcp_iv(profile_, ciphers_.rtcp_salt, ssrc, index), packet.first(plain_size + kTrailerSize),
                           kRtcpClearHeader, word, Bytes{tag}.first(tag_bytes))) {
    return failure(SrtpError::auth_failed);
  }
  remember(rtcp_streams_, window, ssrc, index);
  return plain_size;
}

}  // namespace diemcau::srtp
