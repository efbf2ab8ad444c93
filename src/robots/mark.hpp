// A machine-readable mark in a picture: which site it comes from and which frame it is. Survives scaling and strong
// compression, so a test that decodes a picture anywhere knows whose it is.
//
// The top eighth of the picture is a row of sixteen equal cells, white (1) or black (0):
//
//   0 1 | 2 3 4 5 6 | 7 8 9 10 11 12 13 14 | 15
//   1 0 |   site    |       counter        | parity (the number of white cells is even)
//
// most significant bit first. The same mark is drawn and read by the browser tests.
#pragma once

#include <cstdint>
#include <optional>

#include "robots/picture.hpp"

namespace diemcau::robots {

struct Mark {
  std::uint8_t site = 0;  // 0 to 31
  std::uint8_t counter = 0;

  friend bool operator==(const Mark&, const Mark&) = default;
};

void draw_mark(Picture& picture, Mark mark);

// Nothing when the picture carries no mark: a cell is neither black nor white, or sync or parity are wrong.
[[nodiscard]] std::optional<Mark> read_mark(const Picture& picture);

}  // namespace diemcau::robots
