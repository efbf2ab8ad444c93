// Draws a line of text into a picture's luma, in the font built into the program. Vietnamese in NFC.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "robots/picture.hpp"

namespace diemcau::robots {

// A font with its glyph renderer. Resource type, one thread.
class TextPainter {
 public:
  TextPainter();
  ~TextPainter();
  TextPainter(const TextPainter&) = delete;
  TextPainter& operator=(const TextPainter&) = delete;

  // Width in pixels of a line of UTF-8 text at a size (pixels per em).
  [[nodiscard]] int width(std::string_view utf8, int size_px);

  // Draws with the left end of the baseline at (left, baseline), blending towards `luma`. Clipped at the edges.
  void draw(Picture& picture, std::string_view utf8, int left, int baseline, int size_px, std::uint8_t luma);

 private:
  struct Face;
  std::unique_ptr<Face> face_;
};

}  // namespace diemcau::robots
