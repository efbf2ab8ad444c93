// An I420 picture: what simulated sites draw, encode and decode.
#pragma once

#include <cstdint>
#include <vector>

namespace diemcau::robots {

// 8-bit luma plane of width x height, two chroma planes of half size each way. Width and height are even and positive.
// Value type.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> y;
  std::vector<std::uint8_t> u;
  std::vector<std::uint8_t> v;

  Picture() = default;
  // Black.
  Picture(int width_px, int height_px);

  [[nodiscard]] std::uint8_t* luma_row(int row) { return y.data() + static_cast<std::ptrdiff_t>(row) * width; }
  [[nodiscard]] const std::uint8_t* luma_row(int row) const {
    return y.data() + static_cast<std::ptrdiff_t>(row) * width;
  }
};

struct Rect {
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
};

// Fills the luma of the part of `area` that lies inside the picture.
void fill_luma(Picture& picture, Rect area, std::uint8_t luma);

// The same picture at another size (box filter).
[[nodiscard]] Picture scaled(const Picture& picture, int width_px, int height_px);

}  // namespace diemcau::robots
