// Which of a section's offered payload types this server takes, and how it answers for them.
#pragma once

#include <string>
#include <vector>

#include "base/media_ids.hpp"
#include "sfu/parameters.hpp"
#include "wire/sdp.hpp"

namespace diemcau::engine {

// Who will send with the chosen payload types.
enum class Sender : std::uint8_t { peer, server };

struct CodecChoice {
  std::vector<wire::SdpPayload> answer;      // in offered order, each followed by its retransmission
  std::vector<sfu::CodecParameters> codecs;  // the same without retransmissions
  bool nack = false;                         // some codec has rtcp-fb nack
  sfu::KeyFrameFeedback key_frame_feedback = sfu::KeyFrameFeedback::pli;  // FIR where no codec has PLI
  bool transport_feedback = false;                                        // some codec has rtcp-fb transport-cc
};

// At most one payload type per codec, because what is forwarded is known by its codec alone: VP8, H.264 in
// packetization mode 1 (constrained baseline before the rest: every browser decodes it), VP9 profile 0, Opus, and RED
// that carries that Opus. Empty when there is nothing in common.
[[nodiscard]] CodecChoice choose_codecs(const wire::MediaDescription& offered, MediaKind kind, Sender sender);

}  // namespace diemcau::engine
