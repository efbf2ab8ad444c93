// RTP packets (RFC 3550 section 5.1) with header extensions (RFC 8285). Views borrow; nothing allocates.
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |V=2|P|X|  CC   |M|     PT      |       sequence number         |
//   |                           timestamp                           |
//   |                             SSRC                              |
//   |                      CSRC, CC times                           |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |  0xbede or 0x100x   (if X)    |  length in 32-bit words       |
//   |  extension elements, zero bytes between and after them        |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |  payload ...                     padding ... | padding length |
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace diemcau::wire {

inline constexpr std::size_t kRtpHeaderSize = 12;
inline constexpr std::uint16_t kOneByteProfile = 0xbede;  // RFC 8285 section 4.2
inline constexpr std::uint16_t kTwoByteProfile = 0x1000;  // RFC 8285 section 4.3, low four bits are appbits

enum class RtpError : std::uint8_t {
  too_short,
  bad_version,
  bad_extension,  // the extension runs past the end
  bad_padding,    // padding length zero or longer than what is there
};

// A parsed packet. Spans point into it.
struct RtpView {
  Bytes packet;
  bool marker = false;
  std::uint8_t payload_type = 0;  // 0 to 127
  std::uint16_t sequence = 0;
  std::uint32_t timestamp = 0;
  std::uint32_t ssrc = 0;
  Bytes csrcs;                          // 4 bytes each
  std::uint16_t extension_profile = 0;  // meaningless when has_extension is false
  bool has_extension = false;
  Bytes extension;           // the elements, without profile and length
  Bytes payload;             // without padding; may be empty (a probe of padding only)
  std::uint8_t padding = 0;  // bytes at the end, the length byte included

  [[nodiscard]] std::size_t header_size() const { return static_cast<std::size_t>(payload.data() - packet.data()); }
};

[[nodiscard]] Result<RtpView, RtpError> parse_rtp(Bytes packet);

// RTP and RTCP on one port (RFC 5761 section 4): the second byte decides, 192 to 223 is RTCP. Neither when the packet
// is shorter than the smallest packet of its kind or its version is not 2 (first byte 128 to 191, RFC 7983).
enum class RtpOrRtcp : std::uint8_t { rtp, rtcp, neither };
[[nodiscard]] RtpOrRtcp rtp_or_rtcp(Bytes packet);

struct ExtensionElement {
  std::uint8_t id = 0;  // 1 to 14 in one-byte headers, 1 to 255 in two-byte headers
  Bytes value;
};

// Walks the extension elements of a packet; stops at the end, at id 15 of one-byte headers (RFC 8285 section 4.2), or
// at an element that runs past the end. A profile other than the two of RFC 8285 has no elements.
class ExtensionReader {
 public:
  explicit ExtensionReader(const RtpView& packet);
  [[nodiscard]] std::optional<ExtensionElement> next();

 private:
  ByteReader in_;
  bool two_byte_ = false;
};

// Extension elements to write, with their values: a bounded list on the stack.
class ExtensionList {
 public:
  static constexpr std::size_t kMaxElements = 16;
  static constexpr std::size_t kMaxValueBytes = 255;  // all values together; ours are a few bytes each

  // False, and nothing changes, when the id is 0 or the list is full.
  bool add(std::uint8_t id, Bytes value);

  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] ExtensionElement operator[](std::size_t index) const;
  // One-byte headers do: every id is 1 to 14, every value 1 to 16 bytes.
  [[nodiscard]] bool fits_one_byte() const { return fits_one_byte_; }
  // Bytes on the wire with the four of profile and length, padded to 32 bits; 0 when empty.
  [[nodiscard]] std::size_t wire_size() const;

 private:
  struct Element {
    std::uint8_t id;
    std::uint8_t offset;
    std::uint8_t size;
  };
  std::array<Element, kMaxElements> elements_{};
  std::array<std::uint8_t, kMaxValueBytes> values_{};
  std::size_t count_ = 0;
  std::size_t used_ = 0;
  bool fits_one_byte_ = true;
};

// What a forwarded packet has of its own.
struct RtpHeader {
  bool marker = false;
  std::uint8_t payload_type = 0;  // 0 to 127
  std::uint16_t sequence = 0;
  std::uint32_t timestamp = 0;
  std::uint32_t ssrc = 0;
};

[[nodiscard]] inline std::size_t rtp_header_size(const ExtensionList& extensions) {
  return kRtpHeaderSize + extensions.wire_size();
}

// Writes header and extensions, no CSRCs. `padded` sets the P bit: the caller then writes payload and padding.
void write_rtp_header(ByteWriter& out, const RtpHeader& header, const ExtensionList& extensions, bool padded = false);

// A whole packet: header, extensions, payload, then `padding` bytes (RFC 3550 section 5.1). Its size; nothing when
// `target` is too small.
[[nodiscard]] std::optional<std::size_t> write_rtp(MutableBytes target, const RtpHeader& header,
                                                   const ExtensionList& extensions, Bytes payload,
                                                   std::uint8_t padding = 0);

}  // namespace diemcau::wire
