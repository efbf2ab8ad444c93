#include "dtls/record.hpp"

namespace diemcau::dtls {
namespace {

constexpr std::uint16_t kDtls10 = 0xFEFF;  // a first ClientHello may say so
constexpr std::uint16_t kDtls12 = 0xFEFD;
constexpr std::uint16_t kMinProtected = 8 + 16;  // bytes: explicit nonce and tag of AES-GCM, RFC 5288 section 3

//  0      1         3       5                 11       13
// +------+---------+-------+-----------------+--------+----------
// | type | version | epoch | sequence number | length | fragment
// +------+---------+-------+-----------------+--------+----------
std::optional<FirstRecord> parse_record(ByteReader& reader) {
  const std::uint8_t type = reader.u8();
  const std::uint16_t version = reader.u16();
  const std::uint16_t epoch = reader.u16();
  reader.skip(6);
  const std::uint16_t size = reader.u16();
  reader.skip(size);
  const bool known_type = type >= static_cast<std::uint8_t>(ContentType::change_cipher_spec) &&
                          type <= static_cast<std::uint8_t>(ContentType::application_data);
  const bool fits_cipher = epoch == 0 || size >= kMinProtected;
  if (!reader.ok() || !known_type || !fits_cipher || (version != kDtls10 && version != kDtls12)) {
    return std::nullopt;
  }
  return FirstRecord{static_cast<ContentType>(type), epoch};
}

}  // namespace

std::optional<FirstRecord> parse_records(Bytes datagram) {
  ByteReader reader{datagram};
  const auto first = parse_record(reader);
  auto record = first;
  while (record && reader.remaining() > 0) {
    record = parse_record(reader);
  }
  return record ? first : std::nullopt;
}

}  // namespace diemcau::dtls
