#include "wire/red.hpp"

namespace diemcau::wire {

std::optional<RedPayload> parse_red(Bytes payload) {
  ByteReader in(payload);
  RedPayload red;
  std::array<std::size_t, RedPayload::kMaxBlocks> sizes{};
  std::size_t count = 0;
  for (bool more = true; more;) {
    if (count == RedPayload::kMaxBlocks) {
      return std::nullopt;
    }
    const std::uint8_t first = in.u8();
    more = (first & 0x80U) != 0;
    red.blocks[count].payload_type = first & 0x7fU;
    if (more) {
      const std::uint32_t rest = in.u24();
      red.blocks[count].timestamp_offset = static_cast<std::uint16_t>(rest >> 10U);
      sizes[count] = rest & 0x3ffU;
    }
    ++count;
  }
  red.count = count;
  for (std::size_t i = 0; i + 1 < count; ++i) {
    red.blocks[i].data = in.bytes(sizes[i]);
  }
  red.blocks[count - 1].data = in.rest();
  return in.ok() ? std::optional{red} : std::nullopt;
}

}  // namespace diemcau::wire
