#include "robots/picture.hpp"

#include <libyuv/scale.h>

#include <algorithm>
#include <cstddef>

namespace diemcau::robots {
namespace {

constexpr std::uint8_t kBlackLuma = 16;
constexpr std::uint8_t kGreyChroma = 128;

std::size_t area_of(int width, int height) {
  return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
}

}  // namespace

Picture::Picture(int width_px, int height_px)
    : width(width_px),
      height(height_px),
      y(area_of(width_px, height_px), kBlackLuma),
      u(area_of(width_px / 2, height_px / 2), kGreyChroma),
      v(area_of(width_px / 2, height_px / 2), kGreyChroma) {}

void fill_luma(Picture& picture, Rect area, std::uint8_t luma) {
  const int left = std::clamp(area.left, 0, picture.width);
  const int right = std::clamp(area.left + area.width, left, picture.width);
  const int top = std::clamp(area.top, 0, picture.height);
  const int bottom = std::clamp(area.top + area.height, top, picture.height);
  for (int row = top; row < bottom; ++row) {
    std::fill(picture.luma_row(row) + left, picture.luma_row(row) + right, luma);
  }
}

Picture scaled(const Picture& picture, int width_px, int height_px) {
  Picture result{width_px, height_px};
  libyuv::I420Scale(picture.y.data(), picture.width, picture.u.data(), picture.width / 2, picture.v.data(),
                    picture.width / 2, picture.width, picture.height, result.y.data(), result.width, result.u.data(),
                    result.width / 2, result.v.data(), result.width / 2, result.width, result.height,
                    libyuv::kFilterBox);
  return result;
}

}  // namespace diemcau::robots
