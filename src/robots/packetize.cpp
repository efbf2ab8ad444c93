#include "robots/packetize.hpp"

#include <algorithm>
#include <array>

namespace diemcau::robots {
namespace {

// RFC 6184 section 5.2.
constexpr std::uint8_t kNalTypeMask = 0x1F;
constexpr std::uint8_t kStapA = 24;
constexpr std::uint8_t kFuA = 28;
constexpr std::uint8_t kFuStart = 0x80;
constexpr std::uint8_t kFuEnd = 0x40;
constexpr std::array<std::uint8_t, 4> kStartCode{0, 0, 0, 1};

std::vector<Bytes> nal_units(Bytes stream) {
  constexpr std::array<std::uint8_t, 3> kShortStartCode{0, 0, 1};
  std::vector<Bytes> units;
  auto begin = std::search(stream.begin(), stream.end(), kShortStartCode.begin(), kShortStartCode.end());
  while (begin != stream.end()) {
    begin += kShortStartCode.size();
    const auto next = std::search(begin, stream.end(), kShortStartCode.begin(), kShortStartCode.end());
    auto end = next;
    while (end != begin && next != stream.end() && *(end - 1) == 0) {
      --end;  // the zero of a four-byte start code
    }
    if (end != begin) {
      units.emplace_back(begin, end);
    }
    begin = next;
  }
  return units;
}

void fragment(Bytes unit, Payloads& payloads) {
  const std::uint8_t indicator = static_cast<std::uint8_t>((unit[0] & ~kNalTypeMask) | kFuA);
  const std::uint8_t type = unit[0] & kNalTypeMask;
  Bytes rest = unit.subspan(1);
  bool first = true;
  while (!rest.empty()) {
    const Bytes part = rest.first(std::min(rest.size(), kMaxPayloadBytes - 2));
    rest = rest.subspan(part.size());
    std::vector<std::uint8_t> payload{
        indicator, static_cast<std::uint8_t>(type | (first ? kFuStart : 0) | (rest.empty() ? kFuEnd : 0))};
    payload.insert(payload.end(), part.begin(), part.end());
    payloads.push_back(std::move(payload));
    first = false;
  }
}

// Octets of a VP8 payload descriptor (RFC 7741 section 4.2); nothing when it does not fit.
std::optional<std::size_t> vp8_descriptor_size(Bytes payload) {
  ByteReader reader{payload};
  const std::uint8_t required = reader.u8();
  if ((required & 0x80U) != 0) {
    const std::uint8_t extension = reader.u8();
    if ((extension & 0x80U) != 0 && (reader.u8() & 0x80U) != 0) {
      reader.skip(1);
    }
    reader.skip(((extension & 0x40U) != 0 ? 1U : 0U) + ((extension & 0x30U) != 0 ? 1U : 0U));
  }
  return reader.ok() ? std::optional{payload.size() - reader.remaining()} : std::nullopt;
}

}  // namespace

// X and I set, a 15-bit picture id; S on the first packet of the frame's only partition as we send it.
Payloads packetize_vp8(Bytes frame, std::uint16_t picture_id) {
  Payloads payloads;
  bool first = true;
  while (!frame.empty()) {
    const Bytes part = frame.first(std::min(frame.size(), kMaxPayloadBytes - 4));
    frame = frame.subspan(part.size());
    std::vector<std::uint8_t> payload{static_cast<std::uint8_t>(first ? 0x90 : 0x80), 0x80,
                                      static_cast<std::uint8_t>(0x80U | picture_id >> 8U),
                                      static_cast<std::uint8_t>(picture_id)};
    payload.insert(payload.end(), part.begin(), part.end());
    payloads.push_back(std::move(payload));
    first = false;
  }
  return payloads;
}

Payloads packetize_h264(Bytes frame) {
  Payloads payloads;
  for (const Bytes unit : nal_units(frame)) {
    if (unit.size() <= kMaxPayloadBytes) {
      payloads.emplace_back(unit.begin(), unit.end());
    } else {
      fragment(unit, payloads);
    }
  }
  return payloads;
}

void FrameAssembler::begin(std::uint32_t timestamp) {
  frame_.clear();
  timestamp_ = timestamp;
  broken_ = false;
}

void FrameAssembler::append_vp8(Bytes payload) {
  const auto descriptor = vp8_descriptor_size(payload);
  if (!descriptor) {
    broken_ = true;
    return;
  }
  frame_.insert(frame_.end(), payload.begin() + static_cast<std::ptrdiff_t>(*descriptor), payload.end());
}

void FrameAssembler::append_h264(Bytes payload) {
  const auto append_unit = [&](Bytes unit) {
    frame_.insert(frame_.end(), kStartCode.begin(), kStartCode.end());
    frame_.insert(frame_.end(), unit.begin(), unit.end());
  };
  ByteReader reader{payload};
  const std::uint8_t indicator = reader.u8();
  switch (indicator & kNalTypeMask) {
    case kStapA:
      while (reader.ok() && reader.remaining() > 0) {
        append_unit(reader.bytes(reader.u16()));
      }
      break;
    case kFuA: {
      const std::uint8_t header = reader.u8();
      if ((header & kFuStart) != 0) {
        const auto rebuilt = static_cast<std::uint8_t>((indicator & ~kNalTypeMask) | (header & kNalTypeMask));
        append_unit({&rebuilt, 1});
      }
      frame_.insert(frame_.end(), reader.rest().begin(), reader.rest().end());
      break;
    }
    default:
      append_unit(payload);
  }
  broken_ = broken_ || !reader.ok();
}

std::optional<std::vector<std::uint8_t>> FrameAssembler::add(wire::Codec codec, std::int64_t sequence,
                                                             std::uint32_t timestamp, bool marker, Bytes payload) {
  const bool follows = sequence == next_sequence_;
  next_sequence_ = sequence + 1;
  if (timestamp != timestamp_ || frame_.empty()) {
    begin(timestamp);
  }
  broken_ = broken_ || (!follows && !frame_.empty());
  if (codec == wire::Codec::vp8) {
    append_vp8(payload);
  } else {
    append_h264(payload);
  }
  if (!marker || frame_.empty()) {
    return std::nullopt;
  }
  std::vector<std::uint8_t> frame = std::move(frame_);
  frame_.clear();
  return broken_ ? std::nullopt : std::optional{std::move(frame)};
}

}  // namespace diemcau::robots
