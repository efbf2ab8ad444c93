#include "wire/opus.hpp"

#include <array>

namespace diemcau::wire {
namespace {

using std::chrono::microseconds;

constexpr std::uint8_t kFirstHybrid = 12;  // RFC 6716 table 2
constexpr std::uint8_t kFirstCelt = 16;
constexpr Duration kLongest = std::chrono::milliseconds{120};

OpusMode mode_of(unsigned config) {
  if (config < kFirstHybrid) {
    return OpusMode::silk;
  }
  return config < kFirstCelt ? OpusMode::hybrid : OpusMode::celt;
}

Duration frame_duration_of(unsigned config) {
  constexpr std::array<microseconds, 4> kSilk{microseconds{10'000}, microseconds{20'000}, microseconds{40'000},
                                              microseconds{60'000}};
  constexpr std::array<microseconds, 4> kCelt{microseconds{2'500}, microseconds{5'000}, microseconds{10'000},
                                              microseconds{20'000}};
  switch (mode_of(config)) {
    case OpusMode::silk:
      return kSilk[config % 4];
    case OpusMode::hybrid:
      return kSilk[config % 2];
    case OpusMode::celt:
      return kCelt[config % 4];
  }
  return {};
}

}  // namespace

std::optional<OpusPacket> parse_opus(Bytes payload) {
  ByteReader in(payload);
  const std::uint8_t toc = in.u8();
  const unsigned config = toc >> 3U;
  const unsigned code = toc & 3U;  // one frame, two equal ones, two, or a count byte
  const unsigned frames = code == 3 ? in.u8() & 0x3fU : code == 0 ? 1U : 2U;
  OpusPacket packet;
  packet.mode = mode_of(config);
  packet.stereo = (toc & 4U) != 0;
  packet.frames = static_cast<std::uint8_t>(frames);
  packet.duration = frame_duration_of(config) * frames;
  packet.dtx = payload.size() <= 2;
  const bool valid = in.ok() && frames > 0 && packet.duration <= kLongest;
  return valid ? std::optional{packet} : std::nullopt;
}

}  // namespace diemcau::wire
