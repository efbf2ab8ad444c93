// The sequence parameter set up to its cropping rectangle, ITU-T H.264 section 7.3.2.1.1.
#include <algorithm>
#include <array>
#include <limits>

#include "wire/h264.hpp"

namespace diemcau::wire {
namespace {

// Bits of a NAL unit, emulation prevention bytes (00 00 03, section 7.4.1) taken out on the way. A read past the end
// yields zeros and latches ok() == false, as in ByteReader.
class BitReader {
 public:
  explicit BitReader(Bytes bytes) : bytes_(bytes) {}

  [[nodiscard]] bool ok() const { return ok_; }

  unsigned bit() {
    if (left_ == 0 && !load()) {
      return 0;
    }
    --left_;
    return byte_ >> left_ & 1U;
  }

  void skip(unsigned count) {
    for (unsigned i = 0; i < count; ++i) {
      (void)bit();
    }
  }

  // Exp-Golomb, section 9.1. No syntax element of a parameter set takes more than 32 bits.
  std::uint32_t ue() {
    unsigned zeros = 0;
    while (bit() == 0) {
      if (!ok_ || ++zeros > 31) {
        ok_ = false;
        return 0;
      }
    }
    std::uint32_t suffix = 0;
    for (unsigned i = 0; i < zeros; ++i) {
      suffix = suffix << 1U | bit();
    }
    return (std::uint32_t{1} << zeros) - 1U + suffix;
  }

  std::int64_t se() {
    const std::uint32_t code = ue();
    const auto half = static_cast<std::int64_t>(code / 2 + code % 2);
    return code % 2 == 1 ? half : -half;
  }

 private:
  bool load() {
    if (zeros_ >= 2 && at_ < bytes_.size() && bytes_[at_] == 3) {
      zeros_ = 0;
      ++at_;
    }
    if (at_ == bytes_.size()) {
      ok_ = false;
      return false;
    }
    byte_ = bytes_[at_++];
    zeros_ = byte_ == 0 ? zeros_ + 1 : 0;
    left_ = 8;
    return true;
  }

  Bytes bytes_;
  std::size_t at_ = 0;
  unsigned byte_ = 0;
  unsigned left_ = 0;
  unsigned zeros_ = 0;
  bool ok_ = true;
};

// Profiles whose parameter sets tell the chroma format, section 7.3.2.1.1.
constexpr std::array<std::uint8_t, 13> kChromaProfiles{100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135};

void skip_scaling_list(BitReader& in, int size) {
  std::int64_t last = 8;
  std::int64_t next = 8;
  for (int i = 0; i < size && in.ok(); ++i) {
    if (next != 0) {
      next = (last + in.se() + 256) % 256;
    }
    last = next == 0 ? last : next;
  }
}

// Reads chroma_format_idc and what comes with it; 1 (4:2:0) where the profile does not tell. Separate colour planes
// count as monochrome.
std::uint32_t parse_chroma_array_type(BitReader& in, unsigned profile) {
  if (std::ranges::find(kChromaProfiles, profile) == kChromaProfiles.end()) {
    return 1;
  }
  const std::uint32_t chroma = in.ue();
  const bool separate = chroma == 3 && in.bit() == 1;
  (void)in.ue();  // bit depths
  (void)in.ue();
  in.skip(1);
  if (in.bit() == 1) {
    const int lists = chroma == 3 ? 12 : 8;
    for (int i = 0; i < lists; ++i) {
      if (in.bit() == 1) {
        skip_scaling_list(in, i < 6 ? 16 : 64);
      }
    }
  }
  return separate ? 0 : chroma;
}

void skip_picture_order(BitReader& in) {
  (void)in.ue();  // log2_max_frame_num_minus4
  const std::uint32_t type = in.ue();
  if (type == 0) {
    (void)in.ue();
  } else if (type == 1) {
    in.skip(1);
    (void)in.se();
    (void)in.se();
    for (std::uint32_t left = std::min<std::uint32_t>(in.ue(), 255); left > 0 && in.ok(); --left) {
      (void)in.se();
    }
  }
  (void)in.ue();  // max_num_ref_frames
  in.skip(1);
}

struct Extent {
  std::uint32_t blocks = 0;
  std::uint32_t block_size = 16;
  std::uint64_t cropped = 0;

  // Pixels; nothing when zero or beyond 16 bits.
  [[nodiscard]] std::optional<std::uint16_t> pixels() const {
    const std::uint64_t whole = std::uint64_t{blocks} * block_size;
    if (cropped >= whole || whole - cropped > std::numeric_limits<std::uint16_t>::max()) {
      return std::nullopt;
    }
    return static_cast<std::uint16_t>(whole - cropped);
  }
};

}  // namespace

std::optional<H264Size> parse_h264_sps(Bytes nal_unit) {
  constexpr std::uint8_t kSps = 7;
  if (nal_unit.size() < 4 || (nal_unit[0] & 0x1fU) != kSps) {
    return std::nullopt;
  }
  BitReader in(nal_unit.subspan(4));  // after NAL header, profile, constraints and level
  (void)in.ue();                      // seq_parameter_set_id
  const std::uint32_t chroma = parse_chroma_array_type(in, nal_unit[1]);
  if (chroma > 3) {
    return std::nullopt;
  }
  skip_picture_order(in);
  Extent width{in.ue() + 1U};
  Extent height{in.ue() + 1U};
  const bool frames_only = in.bit() == 1;
  if (!frames_only) {
    in.skip(1);
    height.block_size = 32;  // map units are pairs of field macroblocks
  }
  in.skip(1);
  if (in.bit() == 1) {
    const unsigned unit_x = chroma == 1 || chroma == 2 ? 2 : 1;
    const unsigned unit_y = (chroma == 1 ? 2U : 1U) * (frames_only ? 1U : 2U);
    const std::uint64_t left = in.ue();
    const std::uint64_t right = in.ue();
    const std::uint64_t top = in.ue();
    const std::uint64_t bottom = in.ue();
    width.cropped = unit_x * (left + right);
    height.cropped = unit_y * (top + bottom);
  }
  const auto width_px = width.pixels();
  const auto height_px = height.pixels();
  return in.ok() && width_px && height_px ? std::optional{H264Size{*width_px, *height_px}} : std::nullopt;
}

}  // namespace diemcau::wire
