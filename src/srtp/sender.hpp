// Seals RTP and RTCP for one peer (RFC 3711, RFC 7714).
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "srtp/cipher.hpp"
#include "srtp/error.hpp"
#include "srtp/profile.hpp"
#include "srtp/replay_window.hpp"
#include "srtp/session_ciphers.hpp"
#include "srtp/stream_table.hpp"

namespace diemcau::srtp {

// How far behind the newest sequence number of its SSRC a packet may still be sealed, in packets. Retransmission has an
// SSRC of its own, so only pacing reorders.
inline constexpr std::size_t kSendWindow = 1024;

class Sender {
 public:
  // `maker` must outlive the sender. Throws as make_session_ciphers does.
  Sender(CipherMaker& maker, const MasterKey& master);

  [[nodiscard]] Profile profile() const { return profile_; }

  // Bytes sealing adds.
  [[nodiscard]] std::size_t rtp_overhead() const { return tag_size(profile_); }
  [[nodiscard]] std::size_t rtcp_overhead() const { return tag_size(profile_) + 4; }

  // Writes `header` and the sealed `payload` (with its RTP padding, if any) to `target`, which needs header + payload +
  // rtp_overhead() bytes; the result is that size. `header` is the whole RTP header, extensions included; the caller
  // wrote it, so it is not parsed beyond version, sequence number and SSRC. `header` and `payload` may lie elsewhere,
  // or already at their places in `target`; any other overlap is a bug. An index is sealed once: a second packet under
  // it would give the key stream away, so it is refused as `replayed`.
  [[nodiscard]] Result<std::size_t, SrtpError> seal_rtp(Bytes header, Bytes payload, MutableBytes target);

  // As seal_rtp for a compound RTCP packet; needs packet + rtcp_overhead() bytes. `packet` is elsewhere or at the start
  // of `target`.
  [[nodiscard]] Result<std::size_t, SrtpError> seal_rtcp(Bytes packet, MutableBytes target);

 private:
  using Window = ReplayWindow<kSendWindow>;

  Profile profile_;
  SessionCiphers ciphers_;
  StreamTable<Window> streams_;
  std::uint32_t next_rtcp_index_ = 0;  // one counter for all SSRCs: unique per SSRC all the more
};

}  // namespace diemcau::srtp
