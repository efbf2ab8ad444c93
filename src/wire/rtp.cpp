#include "wire/rtp.hpp"

#include <algorithm>

namespace diemcau::wire {
namespace {

constexpr std::uint8_t kVersion = 2;
constexpr std::uint8_t kOneByteMaxId = 14;
constexpr std::uint8_t kOneByteStop = 15;  // RFC 8285 section 4.2
constexpr std::size_t kOneByteMaxSize = 16;

constexpr std::size_t padded_to_word(std::size_t size) {
  return (size + 3) / 4 * 4;
}

void write_extensions(ByteWriter& out, const ExtensionList& extensions) {
  const std::size_t block = extensions.wire_size() - 4;
  const std::size_t end = out.size() + 4 + block;
  out.u16(extensions.fits_one_byte() ? kOneByteProfile : kTwoByteProfile);
  out.u16(static_cast<std::uint16_t>(block / 4));
  for (std::size_t i = 0; i < extensions.count(); ++i) {
    const ExtensionElement element = extensions[i];
    if (extensions.fits_one_byte()) {
      out.u8(static_cast<std::uint8_t>(unsigned{element.id} << 4U | (element.value.size() - 1)));
    } else {
      out.u8(element.id);
      out.u8(static_cast<std::uint8_t>(element.value.size()));
    }
    out.bytes(element.value);
  }
  if (out.ok()) {
    out.zeros(end - out.size());
  }
}

}  // namespace

Result<RtpView, RtpError> parse_rtp(Bytes packet) {
  ByteReader in(packet);
  const std::uint8_t first = in.u8();
  const std::uint8_t second = in.u8();
  RtpView view;
  view.packet = packet;
  view.marker = (second & 0x80U) != 0;
  view.payload_type = second & 0x7fU;
  view.sequence = in.u16();
  view.timestamp = in.u32();
  view.ssrc = in.u32();
  view.csrcs = in.bytes(4U * (first & 0x0fU));
  if (!in.ok()) {
    return failure(RtpError::too_short);
  }
  if (first >> 6U != kVersion) {
    return failure(RtpError::bad_version);
  }
  if ((first & 0x10U) != 0) {
    view.has_extension = true;
    view.extension_profile = in.u16();
    view.extension = in.bytes(4U * in.u16());
    if (!in.ok()) {
      return failure(RtpError::bad_extension);
    }
  }
  view.payload = in.rest();
  if ((first & 0x20U) != 0) {
    view.padding = view.payload.empty() ? std::uint8_t{0} : view.payload.back();
    if (view.padding == 0 || view.padding > view.payload.size()) {
      return failure(RtpError::bad_padding);
    }
    view.payload = view.payload.first(view.payload.size() - view.padding);
  }
  return view;
}

RtpOrRtcp rtp_or_rtcp(Bytes packet) {
  constexpr std::size_t kRtcpHeaderSize = 4;
  if (packet.size() < kRtcpHeaderSize || packet[0] >> 6U != kVersion) {
    return RtpOrRtcp::neither;
  }
  if (packet[1] >= 192 && packet[1] <= 223) {
    return RtpOrRtcp::rtcp;
  }
  return packet.size() >= kRtpHeaderSize ? RtpOrRtcp::rtp : RtpOrRtcp::neither;
}

ExtensionReader::ExtensionReader(const RtpView& packet)
    : in_(packet.extension), two_byte_((packet.extension_profile & 0xfff0U) == kTwoByteProfile) {
  if (!packet.has_extension || (!two_byte_ && packet.extension_profile != kOneByteProfile)) {
    in_ = ByteReader({});
  }
}

std::optional<ExtensionElement> ExtensionReader::next() {
  while (in_.remaining() > 0) {
    const std::uint8_t first = in_.u8();
    std::uint8_t id = first;
    std::size_t size = 0;
    if (two_byte_) {
      if (first == 0) {
        continue;  // padding
      }
      size = in_.u8();
    } else {
      id = first >> 4U;
      size = (first & 0x0fU) + 1U;
      if (first == 0) {
        continue;
      }
      if (id == kOneByteStop) {
        in_ = ByteReader({});
        return std::nullopt;
      }
    }
    const Bytes value = in_.bytes(size);
    if (!in_.ok()) {
      return std::nullopt;
    }
    if (id != 0) {
      return ExtensionElement{id, value};
    }
  }
  return std::nullopt;
}

bool ExtensionList::add(std::uint8_t id, Bytes value) {
  if (id == 0 || count_ == kMaxElements || value.size() > kMaxValueBytes - used_) {
    return false;
  }
  elements_[count_++] = {id, static_cast<std::uint8_t>(used_), static_cast<std::uint8_t>(value.size())};
  std::ranges::copy(value, values_.begin() + static_cast<std::ptrdiff_t>(used_));
  used_ += value.size();
  fits_one_byte_ = fits_one_byte_ && id <= kOneByteMaxId && !value.empty() && value.size() <= kOneByteMaxSize;
  return true;
}

ExtensionElement ExtensionList::operator[](std::size_t index) const {
  const Element& element = elements_[index];
  return {element.id, Bytes{values_}.subspan(element.offset, element.size)};
}

std::size_t ExtensionList::wire_size() const {
  return empty() ? 0 : 4 + padded_to_word(used_ + count_ * (fits_one_byte_ ? 1U : 2U));
}

void write_rtp_header(ByteWriter& out, const RtpHeader& header, const ExtensionList& extensions, bool padded) {
  const unsigned flags = (padded ? 0x20U : 0U) | (extensions.empty() ? 0U : 0x10U);
  out.u8(static_cast<std::uint8_t>(kVersion << 6U | flags));
  out.u8(static_cast<std::uint8_t>((header.marker ? 0x80U : 0U) | (header.payload_type & 0x7fU)));
  out.u16(header.sequence);
  out.u32(header.timestamp);
  out.u32(header.ssrc);
  if (!extensions.empty()) {
    write_extensions(out, extensions);
  }
}

std::optional<std::size_t> write_rtp(MutableBytes target, const RtpHeader& header, const ExtensionList& extensions,
                                     Bytes payload, std::uint8_t padding) {
  ByteWriter out(target);
  write_rtp_header(out, header, extensions, padding != 0);
  out.bytes(payload);
  if (padding != 0) {
    out.zeros(padding - 1U);
    out.u8(padding);
  }
  return out.ok() ? std::optional{out.size()} : std::nullopt;
}

}  // namespace diemcau::wire
