// The parts of a packet add up to it; extensions and payload, written again, read the same.
#include <algorithm>

#include "check.hpp"
#include "wire/extensions.hpp"
#include "wire/rtx.hpp"

namespace {

using namespace diemcau;
using namespace diemcau::wire;

ExtensionMap full_map() {
  ExtensionMap map;
  for (std::uint8_t i = 0; i < kExtensionKinds; ++i) {
    (void)map.set(static_cast<std::uint8_t>(i + 1), static_cast<ExtensionKind>(i));
  }
  return map;
}

void write_again(const RtpView& view) {
  static std::array<std::uint8_t, 300'000> target{};
  ExtensionList list;
  ExtensionReader reader(view);
  bool complete = true;
  while (const auto element = reader.next()) {
    complete = list.add(element->id, element->value) && complete;
  }
  const RtpHeader header{view.marker, view.payload_type, view.sequence, view.timestamp, view.ssrc};
  const auto size = write_rtp(target, header, list, view.payload, view.padding);
  FUZZ_CHECK(size && *size == rtp_header_size(list) + view.payload.size() + view.padding);
  const auto again = parse_rtp(Bytes{target}.first(*size));
  FUZZ_CHECK(again);
  FUZZ_CHECK(again->marker == view.marker && again->payload_type == view.payload_type);
  FUZZ_CHECK(again->sequence == view.sequence && again->timestamp == view.timestamp && again->ssrc == view.ssrc);
  FUZZ_CHECK(std::ranges::equal(again->payload, view.payload) && again->padding == view.padding);
  if (complete) {
    FUZZ_CHECK(parse_extensions(*again, full_map()) == parse_extensions(view, full_map()));
  }
}

void encode_again(const RtpView& view) {
  std::array<std::uint8_t, 512> target{};
  const RtpExtensions extensions = parse_extensions(view, full_map());
  const auto size = write_rtp(target, {}, encode_extensions(extensions, full_map()), {});
  FUZZ_CHECK(size);
  FUZZ_CHECK(parse_extensions(*parse_rtp(Bytes{target}.first(*size)), full_map()) == extensions);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Bytes packet{data, size};
  (void)rtp_or_rtcp(packet);
  const auto view = parse_rtp(packet);
  if (!view) {
    return 0;
  }
  FUZZ_CHECK(view->header_size() + view->payload.size() + view->padding == size);
  write_again(*view);
  encode_again(*view);
  (void)parse_rtx(view->payload);
  return 0;
}
