#include "robots/mark.hpp"

#include <bit>

namespace diemcau::robots {
namespace {

constexpr int kCells = 16;
constexpr int kHeightFraction = 8;
constexpr std::uint8_t kBlack = 24;
constexpr std::uint8_t kWhite = 226;
// Between these a cell is neither: far enough from both for the ringing of a codec at its lowest rate.
constexpr std::uint8_t kDarkest = 90;
constexpr std::uint8_t kLightest = 160;

int cell_left(const Picture& picture, int cell) {
  return picture.width * cell / kCells;
}

std::uint16_t cells_of(Mark mark) {
  const auto body =
      static_cast<std::uint16_t>(0x8000U | (mark.site & 0x1FU) << 9U | static_cast<unsigned>(mark.counter) << 1U);
  return static_cast<std::uint16_t>(body | (std::popcount(body) & 1));
}

// Mean luma of the middle half of a cell.
int cell_luma(const Picture& picture, int cell) {
  const int left = cell_left(picture, cell);
  const int width = cell_left(picture, cell + 1) - left;
  const int height = picture.height / kHeightFraction;
  int sum = 0;
  int count = 0;
  for (int row = height / 4; row < height - height / 4; ++row) {
    for (int column = left + width / 4; column < left + width - width / 4; ++column) {
      sum += picture.luma_row(row)[column];
      ++count;
    }
  }
  return count > 0 ? sum / count : 128;
}

}  // namespace

void draw_mark(Picture& picture, Mark mark) {
  const std::uint16_t cells = cells_of(mark);
  for (int cell = 0; cell < kCells; ++cell) {
    const bool white = (cells >> (kCells - 1 - cell) & 1) != 0;
    const int left = cell_left(picture, cell);
    fill_luma(picture, {left, 0, cell_left(picture, cell + 1) - left, picture.height / kHeightFraction},
              white ? kWhite : kBlack);
  }
}

std::optional<Mark> read_mark(const Picture& picture) {
  unsigned cells = 0;
  for (int cell = 0; cell < kCells; ++cell) {
    const int luma = cell_luma(picture, cell);
    if (luma > kDarkest && luma < kLightest) {
      return std::nullopt;
    }
    cells = cells << 1U | (luma >= kLightest ? 1U : 0U);
  }
  if (cells >> 14U != 0b10 || std::popcount(cells) % 2 != 0) {
    return std::nullopt;
  }
  return Mark{static_cast<std::uint8_t>(cells >> 9U & 0x1FU), static_cast<std::uint8_t>(cells >> 1U & 0xFFU)};
}

}  // namespace diemcau::robots
