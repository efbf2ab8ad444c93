// Opens SRTP and SRTCP from one peer (RFC 3711, RFC 7714).
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

// Packets. RFC 3711 section 3.3.2 asks for 64; a 4 Mbit/s picture over a line that reorders by a second needs 500.
inline constexpr std::size_t kRtpReplayWindow = 1024;
inline constexpr std::size_t kRtcpReplayWindow = 128;

class Receiver {
 public:
  // `maker` must outlive the receiver. Throws as make_session_ciphers does.
  Receiver(CipherMaker& maker, const MasterKey& master);

  [[nodiscard]] Profile profile() const { return profile_; }

  // Checks and decrypts in place; the result is the size of the plain packet at the start of `packet`. Nothing about a
  // stream is remembered before the packet proved genuine. On failure the packet's bytes are unspecified.
  [[nodiscard]] Result<std::size_t, SrtpError> open_rtp(MutableBytes packet);
  [[nodiscard]] Result<std::size_t, SrtpError> open_rtcp(MutableBytes packet);

 private:
  using RtpWindow = ReplayWindow<kRtpReplayWindow>;
  using RtcpWindow = ReplayWindow<kRtcpReplayWindow>;

  Profile profile_;
  SessionCiphers ciphers_;
  StreamTable<RtpWindow> rtp_streams_;
  StreamTable<RtcpWindow> rtcp_streams_;
};

}  // namespace diemcau::srtp
