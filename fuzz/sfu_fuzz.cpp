// The forwarding unit against a publisher and a receiver that send whatever they like, in any order, while slots are
// assigned at random. The input is a script: one byte says what, the next how long a packet is, then its bytes.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "base/bytes.hpp"
#include "sfu/sfu.hpp"
#include "wire/rtcp.hpp"
#include "wire/rtp.hpp"

namespace {

using namespace diemcau;
using namespace diemcau::sfu;

constexpr SessionId kPublisher{1};
constexpr SessionId kReceiver{2};
constexpr TrackId kVideo{10};
constexpr TrackId kAudio{11};
constexpr TrackId kForeign{12};
constexpr MixId kMix{3};
const Instant kStart{std::chrono::hours{1}};

wire::ExtensionMap extension_map() {
  wire::ExtensionMap map;
  map.set(1, wire::ExtensionKind::mid);
  map.set(2, wire::ExtensionKind::rid);
  map.set(3, wire::ExtensionKind::repaired_rid);
  map.set(4, wire::ExtensionKind::audio_level);
  map.set(5, wire::ExtensionKind::transport_sequence);
  map.set(6, wire::ExtensionKind::abs_send_time);
  map.set(7, wire::ExtensionKind::playout_delay);
  return map;
}

std::vector<CodecParameters> video_codecs() {
  return {
      {wire::Codec::vp8, 96, 97, 90'000}, {wire::Codec::vp9, 98, 99, 90'000}, {wire::Codec::h264, 100, 101, 90'000}};
}
std::vector<CodecParameters> audio_codecs() {
  return {{wire::Codec::opus, 111, std::nullopt, 48'000}, {wire::Codec::red, 63, std::nullopt, 48'000}};
}

PublisherParameters publisher() {
  PublisherParameters parameters;
  parameters.session = kPublisher;
  parameters.extensions = extension_map();
  PublishedTrack video;
  video.track = kVideo;
  video.kind = MediaKind::video;
  video.mid = "1";
  video.rids = {"q", "h", "f"};
  video.ssrcs = {1, 2};
  video.rtx_ssrcs = {3, 4};
  video.codecs = video_codecs();
  video.nack = true;
  video.transport_feedback = true;
  PublishedTrack audio;
  audio.track = kAudio;
  audio.mid = "0";
  audio.ssrcs = {5};
  audio.codecs = audio_codecs();
  parameters.tracks = {video, audio};
  return parameters;
}

ReceiverParameters receiver() {
  ReceiverParameters parameters;
  parameters.session = kReceiver;
  parameters.mix = kMix;
  parameters.cname = "fuzz";
  parameters.extensions = extension_map();
  for (SlotIndex index = 0; index < 4; ++index) {
    SlotParameters slot;
    slot.index = index;
    slot.kind = index < 2 ? MediaKind::video : MediaKind::audio;
    slot.mid = "0123456789abcdef";
    slot.ssrc = 100U + index;
    slot.codecs = index < 2 ? video_codecs() : audio_codecs();
    if (index == 0) {
      slot.rtx_ssrc = 200;
    }
    parameters.slots.push_back(slot);
  }
  return parameters;
}

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

// Whatever came in, what goes out is well-formed.
void check(Outputs& outputs) {
  std::array<std::uint8_t, kMaxPrefix + kMaxPayload> buffer;
  for (const OutgoingRtp& out : outputs.rtp) {
    ByteWriter writer{buffer};
    writer.bytes(out.header());
    writer.bytes(out.payload_prefix());
    writer.bytes(out.tail());
    require(writer.ok());
    const auto view = wire::parse_rtp(writer.written());
    require(view && view->header_size() == out.header_size);
  }
  for (const OutgoingRtcp& out : outputs.rtcp) {
    require(out.bytes.size() <= kMaxRtcp);
    wire::RtcpReader reader{out.bytes};
    while (reader.next()) {
    }
    require(!reader.malformed());
  }
  outputs.clear();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Random random{1};
  Instant now = kStart;
  Sfu unit{random, rtp::NtpClock{kStart, NtpTime{0xe6000000'00000000ULL}}};
  unit.open(publisher(), now);
  unit.open(receiver(), now);
  const std::array<TrackId, 2> heard{kAudio, kForeign};
  unit.set_mix(kMix, heard, kAudio, now);
  unit.assign_slot(kReceiver, 0, kVideo, now);

  ByteReader in{Bytes{data, size}};
  constexpr int kMaxSteps = 200;
  for (int step = 0; step < kMaxSteps && in.remaining() >= 2; ++step) {
    const std::uint8_t what = in.u8();
    const std::uint8_t much = in.u8();
    switch (what % 8) {
      case 0:
      case 1:
      case 2:
        unit.handle_rtp(kPublisher, in.bytes(std::min<std::size_t>(much, in.remaining())), now);
        break;
      case 3:
        unit.handle_rtcp(kPublisher, in.bytes(std::min<std::size_t>(much, in.remaining())), now);
        break;
      case 4:
        unit.handle_rtcp(kReceiver, in.bytes(std::min<std::size_t>(much, in.remaining())), now);
        break;
      case 5:
        unit.assign_slot(kReceiver, static_cast<SlotIndex>(much % 3),
                         much < 200 ? std::optional{TrackId{10U + much % 3U}} : std::nullopt, now);
        break;
      case 6:
        unit.size_slot(kReceiver, static_cast<SlotIndex>(much % 3), static_cast<std::uint16_t>(much * 8), now);
        if (much == 255) {
          unit.open(publisher(), now);
        } else if (much == 254) {
          unit.open(receiver(), now);
        } else if (much == 253) {
          unit.handle_foreign_stopped(kForeign, now);
        }
        break;
      case 7:
        now += std::chrono::milliseconds{much * 4};
        break;
    }
    for (int due = 0; unit.deadline() <= now; ++due) {
      require(due < 1000);  // time must pass between deadlines
      unit.handle_timeout(now);
    }
    check(unit.outputs());
  }
  return 0;
}
