#include "robots/site_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace diemcau::robots {
namespace {

constexpr std::uint8_t kTextLuma = 230;
constexpr std::uint8_t kFlashLuma = 235;
constexpr std::uint8_t kDarkLuma = 28;

// Chroma (U, V) of muted colours that differ at a glance.
constexpr std::array<std::array<std::uint8_t, 2>, 8> kColours{
    {{150, 108}, {112, 120}, {120, 148}, {140, 140}, {108, 140}, {148, 124}, {116, 108}, {132, 116}}};

}  // namespace

SitePicture::SitePicture(std::string name, std::uint8_t site_number, int width_px, int height_px)
    : site_number_(site_number), ground_(width_px, height_px) {
  draw_ground(name);
}

void SitePicture::draw_ground(const std::string& name) {
  for (int row = 0; row < ground_.height; ++row) {
    const int luma = 96 - row * 44 / ground_.height;
    fill_luma(ground_, {0, row, ground_.width, 1}, static_cast<std::uint8_t>(luma));
  }
  const auto& [u, v] = kColours[site_number_ % kColours.size()];
  std::fill(ground_.u.begin(), ground_.u.end(), u);
  std::fill(ground_.v.begin(), ground_.v.end(), v);
  draw_seats();

  int size_px = ground_.height / 6;
  while (size_px > 8 && painter_.width(name, size_px) > ground_.width * 9 / 10) {
    --size_px;
  }
  painter_.draw(ground_, name, (ground_.width - painter_.width(name, size_px)) / 2, ground_.height * 45 / 100, size_px,
                kTextLuma);
}

// Rows of heads at the bottom: a hall, seen from its stage.
void SitePicture::draw_seats() {
  const int radius = std::max(2, ground_.height / 26);
  for (int bench = 0; bench < 3; ++bench) {
    const int centre_y = ground_.height * (76 + bench * 9) / 100;
    const auto luma = static_cast<std::uint8_t>(58 + bench * 12);
    for (int centre_x = radius * (bench % 2 + 1); centre_x < ground_.width; centre_x += radius * 3) {
      for (int dy = -radius; dy <= radius; ++dy) {
        const int half = static_cast<int>(std::sqrt(radius * radius - dy * dy));
        fill_luma(ground_, {centre_x - half, centre_y + dy, 2 * half, 1}, luma);
      }
    }
  }
}

const Picture& SitePicture::draw(std::uint32_t frame_number, Flash flash) {
  frame_ = ground_;
  const int size_px = frame_.height / 9;
  painter_.draw(frame_, fmt::format("{:06}", frame_number), frame_.width / 20, frame_.height * 66 / 100, size_px,
                kTextLuma);
  if (flash != Flash::none) {
    fill_luma(frame_, {frame_.width * 3 / 4, frame_.height / 2, frame_.width / 5, frame_.height / 5},
              flash == Flash::lit ? kFlashLuma : kDarkLuma);
  }
  draw_mark(frame_, Mark{site_number_, static_cast<std::uint8_t>(frame_number)});
  return frame_;
}

}  // namespace diemcau::robots
