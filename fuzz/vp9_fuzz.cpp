// Rewriting the counters changes them and nothing else; the descriptor never covers the whole payload.
#include <algorithm>
#include <vector>

#include "check.hpp"
#include "wire/codec.hpp"
#include "wire/vp9.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace diemcau::wire;
  const diemcau::Bytes payload{data, size};
  const auto before = parse_vp9(payload);
  const auto info = describe_payload(Codec::vp9, payload);
  FUZZ_CHECK(info.has_value() == before.has_value());
  if (!before) {
    return 0;
  }
  FUZZ_CHECK(before->size > 0 && before->size < size);
  FUZZ_CHECK(!info->key_frame || info->frame_start);
  std::vector<std::uint8_t> copy(data, data + size);
  rewrite_vp9(copy, *before, 0x55aa, 0x66);
  const auto after = parse_vp9(copy);
  FUZZ_CHECK(after && after->size == before->size && after->temporal_layer == before->temporal_layer);
  FUZZ_CHECK(after->picture_id.has_value() == before->picture_id.has_value());
  FUZZ_CHECK(!after->picture_id || *after->picture_id == (before->picture_id_15_bits ? 0x55aa : 0x2a));
  FUZZ_CHECK(!after->tl0_picture_index || *after->tl0_picture_index == 0x66);
  rewrite_vp9(copy, *before, before->picture_id.value_or(0), before->tl0_picture_index.value_or(0));
  FUZZ_CHECK(std::equal(copy.begin(), copy.end(), data));
  return 0;
}
