// What lanes tell each other. They share nothing but these values (and the immutable packets inside).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "base/address.hpp"
#include "base/bytes.hpp"
#include "engine/lane_address.hpp"
#include "sfu/media_packet.hpp"
#include "sfu/outputs.hpp"

namespace diemcau::engine {

// Datagrams of peers whose sessions live elsewhere: the kernel chooses a socket by a hash of the addresses, which knows
// nothing of sessions.
struct ForwardedDatagrams {
  struct Datagram {
    SocketAddress from;
    std::size_t offset = 0;
    std::size_t length = 0;
    bool routed = false;  // the sender of this knows the owner of the address, and not only of the ufrag
  };
  std::vector<std::uint8_t> bytes;
  std::vector<Datagram> datagrams;

  [[nodiscard]] MutableBytes bytes_of(const Datagram& datagram) {
    return MutableBytes{bytes}.subspan(datagram.offset, datagram.length);
  }
};

// The sender owns the session at this address (or no longer does): what comes from there goes to it.
struct RouteLearned {
  SocketAddress address;
};
struct RouteForgotten {
  SocketAddress address;
};

// Packets of tracks published on the sender's lane, in order.
struct ForeignPackets {
  std::vector<sfu::MediaPacketRef> packets;
};

struct LaneMessage {
  using Body = std::variant<ForwardedDatagrams, RouteLearned, RouteForgotten, ForeignPackets, sfu::TrackWanted,
                            sfu::KeyFrameWanted, sfu::ForeignTrack, sfu::ForeignTrackStopped>;
  LaneIndex from = 0;
  Body body;
};

// For the lanes in the bit set, the sender never among them.
struct OutgoingLaneMessage {
  std::uint64_t lanes = 0;
  LaneMessage message;
};

[[nodiscard]] constexpr std::uint64_t lane_bit(LaneIndex lane) {
  return std::uint64_t{1} << lane;
}

}  // namespace diemcau::engine
