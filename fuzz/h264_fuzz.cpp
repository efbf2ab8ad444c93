// What a packet says is consistent; sizes are positive.
#include "check.hpp"
#include "wire/codec.hpp"
#include "wire/h264.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace diemcau::wire;
  const diemcau::Bytes payload{data, size};
  if (const auto sps = parse_h264_sps(payload)) {
    FUZZ_CHECK(sps->width_px > 0 && sps->height_px > 0);
  }
  const auto parsed = parse_h264(payload);
  const auto info = describe_payload(Codec::h264, payload);
  FUZZ_CHECK(info.has_value() == parsed.has_value());
  if (parsed) {
    FUZZ_CHECK(!parsed->frame_start || parsed->unit_start);
    FUZZ_CHECK(parsed->width_px.has_value() == parsed->height_px.has_value());
    FUZZ_CHECK(!parsed->width_px || parsed->has_sps);
    FUZZ_CHECK(info->key_frame == (parsed->has_sps || parsed->has_idr));
  }
  return 0;
}
