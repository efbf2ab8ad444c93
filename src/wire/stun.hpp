// STUN messages (RFC 8489) as ICE uses them (RFC 8445 section 7). Parsing borrows from the packet and allocates
// nothing.
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |0 0|     STUN message type     |      length after the header  |
//   |                  magic cookie 0x2112a442                      |
//   |                   transaction id, 96 bits                     |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |  attribute type               |  length of the value          |
//   |  value, padded to 32 bits ...                                 |
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "base/address.hpp"
#include "base/bytes.hpp"
#include "base/result.hpp"

namespace diemcau::wire {

struct TransactionId {
  std::array<std::uint8_t, 12> bytes{};

  friend constexpr auto operator<=>(const TransactionId&, const TransactionId&) = default;
};

enum class StunClass : std::uint8_t { request = 0, indication = 1, success = 2, error = 3 };

inline constexpr std::uint16_t kStunBinding = 0x001;  // the method, RFC 8489 section 18.2
inline constexpr std::size_t kStunHeaderSize = 20;
inline constexpr std::uint32_t kStunMagicCookie = 0x2112a442;
inline constexpr std::size_t kStunIntegritySize = 20;  // HMAC-SHA1

// More attributes than any ICE agent sends; a message with more is dropped, so that work per packet is bounded.
inline constexpr std::size_t kStunMaxAttributes = 32;
// As many unknown attributes as an answer of 420 will name.
inline constexpr std::size_t kStunMaxUnknown = 8;

enum class StunError : std::uint8_t {
  not_stun,         // shorter than a header, top bits set, or no magic cookie
  bad_length,       // the length field is no multiple of four or is not the size of the packet
  bad_attribute,    // an attribute runs past the end, or its value has an impossible size or content
  bad_fingerprint,  // FINGERPRINT present and wrong, or not last (RFC 8489 section 14.7)
  too_many_attributes,
};

struct StunErrorCode {
  std::uint16_t code = 0;  // 300 to 699
  std::string_view reason;
};

// A parsed message. Views point into the packet. Of an attribute given twice the first counts; those after
// MESSAGE-INTEGRITY are ignored, save FINGERPRINT (RFC 8489 section 14.5).
struct StunMessage {
  Bytes packet;
  StunClass message_class = StunClass::request;
  std::uint16_t method = 0;
  TransactionId transaction;

  std::optional<std::string_view> username;
  std::optional<std::uint32_t> priority;         // RFC 8445 section 7.1.1
  bool use_candidate = false;                    // RFC 8445 section 7.1.2
  std::optional<std::uint64_t> ice_controlling;  // tie-breaker, RFC 8445 section 7.1.3
  std::optional<std::uint64_t> ice_controlled;
  std::optional<SocketAddress> xor_mapped_address;
  std::optional<StunErrorCode> error_code;
  std::optional<std::string_view> software;
  std::optional<Bytes> unknown_attributes;  // the value of UNKNOWN-ATTRIBUTES: 16-bit types

  // Comprehension-required attributes (below 0x8000) that this parser does not know; the first kStunMaxUnknown.
  std::array<std::uint16_t, kStunMaxUnknown> unknown{};
  std::size_t unknown_count = 0;

  // MESSAGE-INTEGRITY: what it says, and where its attribute header begins. Not verified: see stun_integrity.hpp.
  std::optional<std::span<const std::uint8_t, kStunIntegritySize>> integrity;
  std::size_t integrity_offset = 0;
  bool has_fingerprint = false;  // and it is right

  [[nodiscard]] bool is_request() const { return message_class == StunClass::request; }
  [[nodiscard]] std::span<const std::uint16_t> unknown_required() const {
    return std::span{unknown}.first(unknown_count);
  }
};

// Cheap and sure enough to sort packets by: first byte 0 to 3 (RFC 7983 section 7), room for a header, magic cookie.
[[nodiscard]] bool looks_like_stun(Bytes packet);

[[nodiscard]] Result<StunMessage, StunError> parse_stun(Bytes packet);

// Writes one message into borrowed memory: attributes in the order of the calls, at the end at most one
// MESSAGE-INTEGRITY (see stun_integrity.hpp), then FINGERPRINT.
class StunWriter {
 public:
  StunWriter(MutableBytes target, StunClass message_class, std::uint16_t method, const TransactionId& transaction);

  void username(std::string_view value);
  void software(std::string_view value);
  void priority(std::uint32_t value);
  void use_candidate();
  void ice_controlling(std::uint64_t tie_breaker);
  void ice_controlled(std::uint64_t tie_breaker);
  void xor_mapped_address(const SocketAddress& address);
  void error_code(std::uint16_t code, std::string_view reason);
  void unknown_attributes(std::span<const std::uint16_t> types);

  // The bytes MESSAGE-INTEGRITY covers, with the length field already set as if the attribute were there.
  [[nodiscard]] Bytes covered_by_integrity();
  void integrity(std::span<const std::uint8_t, kStunIntegritySize> hmac);
  void fingerprint();

  // The finished message; empty when it did not fit the target.
  [[nodiscard]] Bytes finish();

 private:
  void attribute(std::uint16_t type, Bytes value);
  void set_length(std::size_t extra);

  ByteWriter out_;
  TransactionId transaction_;
};

}  // namespace diemcau::wire

template <>
struct std::hash<diemcau::wire::TransactionId> {
  std::size_t operator()(const diemcau::wire::TransactionId& id) const noexcept;
};
