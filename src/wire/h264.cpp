#include "wire/h264.hpp"

namespace diemcau::wire {
namespace {

// RFC 6184 table 1 and ITU-T H.264 table 7-1
enum UnitType : std::uint8_t {
  kNone = 0,
  kSlice = 1,
  kIdrSlice = 5,
  kSps = 7,
  kPps = 8,
  kDelimiter = 9,
  kLastSingle = 23,
  kStapA = 24,
  kFuA = 28,
};

constexpr std::uint8_t type_of(std::uint8_t header) {
  return header & 0x1fU;
}

// first_mb_in_slice is the slice header's first element; the Exp-Golomb code of zero is a single one bit.
bool first_slice_of_picture(Bytes slice_header) {
  return !slice_header.empty() && (slice_header[0] & 0x80U) != 0;
}

// What the beginning of a unit tells; `body` follows its header byte.
void note_unit(H264Payload& payload, std::uint8_t type, Bytes body) {
  payload.unit_start = true;
  if (type == kSlice || type == kIdrSlice) {
    payload.has_idr = payload.has_idr || type == kIdrSlice;
    payload.frame_start = payload.frame_start || first_slice_of_picture(body);
  } else if (type == kSps || type == kDelimiter) {
    payload.has_sps = payload.has_sps || type == kSps;
    payload.frame_start = true;
  } else if (type == kPps) {
    payload.has_pps = true;
  }
}

// A whole NAL unit, not empty. False for the types that only packets may have.
bool note_whole_unit(H264Payload& payload, Bytes unit) {
  const std::uint8_t type = type_of(unit[0]);
  if (type == kNone || type > kLastSingle) {
    return false;
  }
  payload.reference = payload.reference || (unit[0] & 0x60U) != 0;
  note_unit(payload, type, unit.subspan(1));
  if (type == kSps) {
    if (const auto size = parse_h264_sps(unit)) {
      payload.width_px = size->width_px;
      payload.height_px = size->height_px;
    }
  }
  return true;
}

std::optional<H264Payload> parse_stap_a(Bytes units) {
  ByteReader in(units);
  H264Payload payload;
  do {
    const Bytes unit = in.bytes(in.u16());
    if (!in.ok() || unit.empty() || !note_whole_unit(payload, unit)) {
      return std::nullopt;
    }
  } while (in.remaining() > 0);
  return payload;
}

std::optional<H264Payload> parse_fu_a(std::uint8_t indicator, Bytes fragment) {
  if (fragment.size() < 2) {
    return std::nullopt;
  }
  H264Payload payload;
  payload.reference = (indicator & 0x60U) != 0;
  const std::uint8_t type = type_of(fragment[0]);
  if (type == kNone || type > kLastSingle) {
    return std::nullopt;
  }
  if ((fragment[0] & 0x80U) != 0) {
    note_unit(payload, type, fragment.subspan(1));
  }
  return payload;
}

}  // namespace

std::optional<H264Payload> parse_h264(Bytes payload) {
  if (payload.empty()) {
    return std::nullopt;
  }
  switch (type_of(payload[0])) {
    case kStapA:
      return parse_stap_a(payload.subspan(1));
    case kFuA:
      return parse_fu_a(payload[0], payload.subspan(1));
    default: {
      H264Payload single;
      return note_whole_unit(single, payload) ? std::optional{single} : std::nullopt;
    }
  }
}

}  // namespace diemcau::wire
