// Reads of a payload what the fan-out needs to know, once for all receivers.
#pragma once

#include "base/bytes.hpp"
#include "sfu/media_packet.hpp"

namespace diemcau::sfu {

// Fills key frame, height, descriptor and redundancy fields from packet.payload(), by packet.codec. False when the
// payload does not parse. An empty payload (padding only) is fine: it has none of these. Picture ids are as on the
// wire.
[[nodiscard]] bool read_payload(MediaPacket& packet);

}  // namespace diemcau::sfu
