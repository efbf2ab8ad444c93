#include "sfu/drops.hpp"

namespace diemcau::sfu {

std::string_view name_of(Drop reason) {
  switch (reason) {
    case Drop::unknown_session:
      return "unknown_session";
    case Drop::not_a_publisher:
      return "not_a_publisher";
    case Drop::malformed_rtp:
      return "malformed_rtp";
    case Drop::malformed_rtcp:
      return "malformed_rtcp";
    case Drop::unknown_stream:
      return "unknown_stream";
    case Drop::too_many_streams:
      return "too_many_streams";
    case Drop::too_many_layers:
      return "too_many_layers";
    case Drop::unknown_payload_type:
      return "unknown_payload_type";
    case Drop::malformed_payload:
      return "malformed_payload";
    case Drop::malformed_rtx:
      return "malformed_rtx";
    case Drop::duplicate:
      return "duplicate";
    case Drop::too_old:
      return "too_old";
    case Drop::padding_only:
      return "padding_only";
    case Drop::before_switch:
      return "before_switch";
    case Drop::own_sound:
      return "own_sound";
    case Drop::codec_not_negotiated:
      return "codec_not_negotiated";
    case Drop::not_yet_key_frame:
      return "not_yet_key_frame";
    case Drop::oversized_rewrite:
      return "oversized_rewrite";
    case Drop::nack_unknown:
      return "nack_unknown";
    case Drop::nack_expired:
      return "nack_expired";
    case Drop::nack_throttled:
      return "nack_throttled";
    case Drop::unknown_feedback:
      return "unknown_feedback";
    case Drop::arrival_not_told:
      return "arrival_not_told";
    case Drop::unknown_foreign:
      return "unknown_foreign";
    case Drop::too_many_outputs:
      return "too_many_outputs";
  }
  return "unnamed";
}

}  // namespace diemcau::sfu
