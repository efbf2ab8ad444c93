#include "sfu/outputs.hpp"

namespace diemcau::sfu {

void Outputs::clear() {
  rtp.clear();
  rtcp.clear();
  events.clear();
  foreign_packets.clear();
  lane_messages.clear();
}

}  // namespace diemcau::sfu
