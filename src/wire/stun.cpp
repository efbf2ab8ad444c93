#include "wire/stun.hpp"

#include <algorithm>
#include <boost/crc.hpp>
#include <cstring>

namespace diemcau::wire {
namespace {

// RFC 8489 section 18.3, RFC 8445 section 16.1
enum Attribute : std::uint16_t {
  kMappedAddress = 0x0001,
  kUsername = 0x0006,
  kMessageIntegrity = 0x0008,
  kErrorCode = 0x0009,
  kUnknownAttributes = 0x000a,
  kMessageIntegritySha256 = 0x001c,
  kXorMappedAddress = 0x0020,
  kPriority = 0x0024,
  kUseCandidate = 0x0025,
  kSoftware = 0x8022,
  kFingerprint = 0x8028,
  kIceControlled = 0x8029,
  kIceControlling = 0x802a,
};

constexpr std::uint16_t kFirstOptional = 0x8000;
constexpr std::uint32_t kFingerprintXor = 0x5354554e;  // RFC 8489 section 14.7
constexpr std::size_t kAttributeHeader = 4;
constexpr std::size_t kIntegrityOnWire = kAttributeHeader + kStunIntegritySize;
constexpr std::size_t kFingerprintOnWire = kAttributeHeader + 4;
constexpr std::uint8_t kFamilyV4 = 1;
constexpr std::uint8_t kFamilyV6 = 2;
// RFC 8489 sections 14.3, 14.8 and 14.14, in bytes.
constexpr std::size_t kMaxUsername = 508;
constexpr std::size_t kMaxText = 763;

constexpr std::size_t padding_of(std::size_t size) {
  return (4 - size % 4) % 4;
}

// The two class bits sit between the twelve method bits (RFC 8489 section 5):
//   M11..M7 C1 M6 M5 M4 C0 M3..M0
constexpr StunClass class_of(std::uint16_t type) {
  return static_cast<StunClass>((type >> 7U & 2U) | (type >> 4U & 1U));
}
constexpr std::uint16_t method_of(std::uint16_t type) {
  return static_cast<std::uint16_t>((type & 0x000fU) | (type >> 1U & 0x0070U) | (type >> 2U & 0x0f80U));
}
constexpr std::uint16_t type_of(StunClass message_class, std::uint16_t method) {
  const auto bits = static_cast<unsigned>(message_class);
  return static_cast<std::uint16_t>((method & 0x000fU) | (method & 0x0070U) << 1U | (method & 0x0f80U) << 2U |
                                    (bits & 1U) << 4U | (bits & 2U) << 7U);
}

std::uint32_t fingerprint_of(Bytes covered) {
  boost::crc_32_type crc;
  crc.process_bytes(covered.data(), covered.size());
  return crc.checksum() ^ kFingerprintXor;
}

// The bytes an IP address is XORed with: the cookie, then the transaction id (RFC 8489 section 14.2).
std::array<std::uint8_t, 16> xor_mask(const TransactionId& transaction) {
  std::array<std::uint8_t, 16> mask{0x21, 0x12, 0xa4, 0x42};
  std::ranges::copy(transaction.bytes, mask.begin() + 4);
  return mask;
}

std::optional<SocketAddress> parse_xor_address(Bytes value, const TransactionId& transaction) {
  ByteReader in(value);
  in.skip(1);
  const std::uint8_t family = in.u8();
  const auto port = static_cast<std::uint16_t>(in.u16() ^ (kStunMagicCookie >> 16U));
  const std::array<std::uint8_t, 16> mask = xor_mask(transaction);
  const auto unmasked = [&mask](Bytes masked, auto bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[i] = static_cast<std::uint8_t>(masked[i] ^ mask[i]);
    }
    return bytes;
  };
  if (family == kFamilyV4 && in.remaining() == 4) {
    return SocketAddress{IpAddress::v4(unmasked(in.rest(), std::array<std::uint8_t, 4>{})), port};
  }
  if (family == kFamilyV6 && in.remaining() == 16) {
    return SocketAddress{IpAddress::v6(unmasked(in.rest(), std::array<std::uint8_t, 16>{})), port};
  }
  return std::nullopt;
}

std::optional<StunErrorCode> parse_error_code(Bytes value) {
  ByteReader in(value);
  in.skip(2);
  const unsigned hundreds = in.u8() & 7U;
  const unsigned rest = in.u8();
  if (!in.ok() || hundreds < 3 || hundreds > 6 || rest > 99 || in.remaining() > kMaxText) {
    return std::nullopt;
  }
  return StunErrorCode{static_cast<std::uint16_t>(hundreds * 100 + rest), as_text(in.rest())};
}

// The first of its kind counts.
template <class T>
void keep_first(std::optional<T>& field, std::optional<T> value) {
  if (!field) {
    field = value;
  }
}

template <class U>
bool take_number(std::optional<U>& field, Bytes value) {
  if (value.size() != sizeof(U)) {
    return false;
  }
  ByteReader in(value);
  if constexpr (sizeof(U) == 4) {
    keep_first<U>(field, in.u32());
  } else {
    keep_first<U>(field, in.u64());
  }
  return true;
}

bool take_text(std::optional<std::string_view>& field, Bytes value, std::size_t most) {
  keep_first<std::string_view>(field, as_text(value));
  return value.size() <= most;
}

void note_unknown(StunMessage& message, std::uint16_t type) {
  if (type < kFirstOptional && message.unknown_count < kStunMaxUnknown) {
    message.unknown[message.unknown_count++] = type;
  }
}

// One attribute before MESSAGE-INTEGRITY. False when its value is impossible.
bool take_attribute(StunMessage& message, std::uint16_t type, Bytes value) {
  switch (type) {
    case kUsername:
      return take_text(message.username, value, kMaxUsername);
    case kSoftware:
      return take_text(message.software, value, kMaxText);
    case kPriority:
      return take_number(message.priority, value);
    case kIceControlling:
      return take_number(message.ice_controlling, value);
    case kIceControlled:
      return take_number(message.ice_controlled, value);
    case kUseCandidate:
      message.use_candidate = true;
      return value.empty();
    case kXorMappedAddress: {
      const auto address = parse_xor_address(value, message.transaction);
      keep_first(message.xor_mapped_address, address);
      return address.has_value();
    }
    case kErrorCode: {
      const auto code = parse_error_code(value);
      keep_first(message.error_code, code);
      return code.has_value();
    }
    case kUnknownAttributes:
      keep_first<Bytes>(message.unknown_attributes, value);
      return value.size() % 2 == 0;
    case kMappedAddress:           // of servers older than RFC 5389; XOR-MAPPED-ADDRESS says the same
    case kMessageIntegritySha256:  // an addition to MESSAGE-INTEGRITY that ICE has no use for
      return true;
    default:
      note_unknown(message, type);
      return true;
  }
}

std::optional<StunError> take_fingerprint(StunMessage& message, Bytes value, std::size_t offset) {
  ByteReader in(value);
  const std::uint32_t claimed = in.u32();
  const bool last = offset + kFingerprintOnWire == message.packet.size();
  if (value.size() != 4 || !last || claimed != fingerprint_of(message.packet.first(offset))) {
    return StunError::bad_fingerprint;
  }
  message.has_fingerprint = true;
  return std::nullopt;
}

std::optional<StunError> parse_attributes(StunMessage& message) {
  ByteReader in(message.packet.subspan(kStunHeaderSize));
  for (std::size_t count = 0; in.remaining() > 0; ++count) {
    if (count == kStunMaxAttributes) {
      return StunError::too_many_attributes;
    }
    const std::size_t offset = message.packet.size() - in.remaining();
    const std::uint16_t type = in.u16();
    const std::uint16_t size = in.u16();
    const Bytes value = in.bytes(size);
    in.skip(padding_of(size));
    if (!in.ok()) {
      return StunError::bad_attribute;
    }
    if (type == kFingerprint) {
      if (const auto error = take_fingerprint(message, value, offset)) {
        return error;
      }
    } else if (message.integrity) {
      continue;
    } else if (type == kMessageIntegrity) {
      if (size != kStunIntegritySize) {
        return StunError::bad_attribute;
      }
      message.integrity = value.first<kStunIntegritySize>();
      message.integrity_offset = offset;
    } else if (!take_attribute(message, type, value)) {
      return StunError::bad_attribute;
    }
  }
  return std::nullopt;
}

}  // namespace

bool looks_like_stun(Bytes packet) {
  if (packet.size() < kStunHeaderSize || packet[0] > 3) {
    return false;
  }
  ByteReader in(packet.subspan(4));
  return in.u32() == kStunMagicCookie;
}

Result<StunMessage, StunError> parse_stun(Bytes packet) {
  if (!looks_like_stun(packet)) {
    return failure(StunError::not_stun);
  }
  ByteReader in(packet);
  StunMessage message;
  message.packet = packet;
  const std::uint16_t type = in.u16();
  message.message_class = class_of(type);
  message.method = method_of(type);
  const std::uint16_t length = in.u16();
  in.skip(4);
  std::ranges::copy(in.bytes(message.transaction.bytes.size()), message.transaction.bytes.begin());
  if (length % 4 != 0 || length != in.remaining()) {
    return failure(StunError::bad_length);
  }
  if (const auto error = parse_attributes(message)) {
    return failure(*error);
  }
  return message;
}

StunWriter::StunWriter(MutableBytes target, StunClass message_class, std::uint16_t method,
                       const TransactionId& transaction)
    : out_(target), transaction_(transaction) {
  out_.u16(type_of(message_class, method));
  out_.u16(0);
  out_.u32(kStunMagicCookie);
  out_.bytes(transaction.bytes);
}

void StunWriter::attribute(std::uint16_t type, Bytes value) {
  out_.u16(type);
  out_.u16(static_cast<std::uint16_t>(value.size()));
  out_.bytes(value);
  out_.zeros(padding_of(value.size()));
}

void StunWriter::username(std::string_view value) {
  attribute(kUsername, as_bytes(value.substr(0, kMaxUsername)));
}

void StunWriter::software(std::string_view value) {
  attribute(kSoftware, as_bytes(value.substr(0, kMaxText)));
}

void StunWriter::priority(std::uint32_t value) {
  out_.u16(kPriority);
  out_.u16(4);
  out_.u32(value);
}

void StunWriter::use_candidate() {
  attribute(kUseCandidate, {});
}

void StunWriter::ice_controlling(std::uint64_t tie_breaker) {
  out_.u16(kIceControlling);
  out_.u16(8);
  out_.u64(tie_breaker);
}

void StunWriter::ice_controlled(std::uint64_t tie_breaker) {
  out_.u16(kIceControlled);
  out_.u16(8);
  out_.u64(tie_breaker);
}

void StunWriter::xor_mapped_address(const SocketAddress& address) {
  const Bytes ip = address.ip.bytes();
  const std::array<std::uint8_t, 16> mask = xor_mask(transaction_);
  out_.u16(kXorMappedAddress);
  out_.u16(static_cast<std::uint16_t>(4 + ip.size()));
  out_.u8(0);
  out_.u8(address.ip.is_v6() ? kFamilyV6 : kFamilyV4);
  out_.u16(static_cast<std::uint16_t>(address.port ^ (kStunMagicCookie >> 16U)));
  for (std::size_t i = 0; i < ip.size(); ++i) {
    out_.u8(static_cast<std::uint8_t>(ip[i] ^ mask[i]));
  }
}

void StunWriter::error_code(std::uint16_t code, std::string_view reason) {
  reason = reason.substr(0, kMaxText);
  out_.u16(kErrorCode);
  out_.u16(static_cast<std::uint16_t>(4 + reason.size()));
  out_.u16(0);
  out_.u8(static_cast<std::uint8_t>(code / 100));
  out_.u8(static_cast<std::uint8_t>(code % 100));
  out_.bytes(as_bytes(reason));
  out_.zeros(padding_of(reason.size()));
}

void StunWriter::unknown_attributes(std::span<const std::uint16_t> types) {
  types = types.first(std::min(types.size(), kStunMaxUnknown));
  const std::size_t size = types.size() * 2;
  out_.u16(kUnknownAttributes);
  out_.u16(static_cast<std::uint16_t>(size));
  for (const std::uint16_t type : types) {
    out_.u16(type);
  }
  out_.zeros(padding_of(size));
}

void StunWriter::set_length(std::size_t extra) {
  out_.patch_u16(2, static_cast<std::uint16_t>(out_.size() - kStunHeaderSize + extra));
}

Bytes StunWriter::covered_by_integrity() {
  if (!out_.ok()) {
    return {};
  }
  set_length(kIntegrityOnWire);
  return out_.written();
}

void StunWriter::integrity(std::span<const std::uint8_t, kStunIntegritySize> hmac) {
  attribute(kMessageIntegrity, hmac);
}

void StunWriter::fingerprint() {
  if (!out_.ok()) {
    return;
  }
  set_length(kFingerprintOnWire);
  const std::uint32_t value = fingerprint_of(out_.written());
  out_.u16(kFingerprint);
  out_.u16(4);
  out_.u32(value);
}

Bytes StunWriter::finish() {
  if (!out_.ok()) {
    return {};
  }
  set_length(0);
  return out_.written();
}

}  // namespace diemcau::wire

std::size_t std::hash<diemcau::wire::TransactionId>::operator()(const diemcau::wire::TransactionId& id) const noexcept {
  // Transaction ids are random (RFC 8489 section 5): any of their bytes spread well.
  std::size_t value = 0;
  std::memcpy(&value, id.bytes.data(), sizeof(value));
  return value;
}
