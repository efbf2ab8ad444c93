#include "robots/text.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <boost/locale/encoding_utf.hpp>
#include <span>
#include <stdexcept>
#include <string>

// The font file, put into the program by embed_font.S.
extern "C" {
extern const unsigned char diemcau_font_begin[];
extern const unsigned char diemcau_font_end[];
}

namespace diemcau::robots {
namespace {

std::u32string code_points(std::string_view utf8) {
  return boost::locale::conv::utf_to_utf<char32_t>(utf8.data(), utf8.data() + utf8.size());
}

constexpr int kSubpixel = 64;  // FreeType measures in 1/64 pixel

void blend(Picture& picture, const FT_Bitmap& glyph, int left, int top, std::uint8_t luma) {
  for (unsigned row = 0; row < glyph.rows; ++row) {
    const int y = top + static_cast<int>(row);
    if (y < 0 || y >= picture.height) {
      continue;
    }
    const unsigned char* coverage = glyph.buffer + static_cast<std::ptrdiff_t>(row) * glyph.pitch;
    for (unsigned column = 0; column < glyph.width; ++column) {
      const int x = left + static_cast<int>(column);
      if (x >= 0 && x < picture.width) {
        std::uint8_t& pixel = picture.luma_row(y)[x];
        pixel = static_cast<std::uint8_t>((pixel * (255 - coverage[column]) + luma * coverage[column]) / 255);
      }
    }
  }
}

}  // namespace

struct TextPainter::Face {
  FT_Library library = nullptr;
  FT_Face face = nullptr;

  Face() {
    const std::span font{diemcau_font_begin, diemcau_font_end};
    if (FT_Init_FreeType(&library) != 0 ||
        FT_New_Memory_Face(library, font.data(), static_cast<FT_Long>(font.size()), 0, &face) != 0) {
      throw std::runtime_error("the built-in font cannot be read");
    }
  }
  ~Face() {
    FT_Done_Face(face);
    FT_Done_FreeType(library);
  }
  Face(const Face&) = delete;
  Face& operator=(const Face&) = delete;

  // The next glyph, rendered or only measured; nothing for a character the font lacks.
  FT_GlyphSlot load(char32_t code_point, FT_Int32 flags) {
    return FT_Load_Char(face, code_point, flags) == 0 ? face->glyph : nullptr;
  }
};

TextPainter::TextPainter() : face_(std::make_unique<Face>()) {}
TextPainter::~TextPainter() = default;

int TextPainter::width(std::string_view utf8, int size_px) {
  FT_Set_Pixel_Sizes(face_->face, 0, static_cast<FT_UInt>(size_px));
  FT_Pos sum = 0;
  for (const char32_t code_point : code_points(utf8)) {
    if (const FT_GlyphSlot glyph = face_->load(code_point, FT_LOAD_DEFAULT)) {
      sum += glyph->advance.x;
    }
  }
  return static_cast<int>(sum / kSubpixel);
}

void TextPainter::draw(Picture& picture, std::string_view utf8, int left, int baseline, int size_px,
                       std::uint8_t luma) {
  FT_Set_Pixel_Sizes(face_->face, 0, static_cast<FT_UInt>(size_px));
  FT_Pos pen = static_cast<FT_Pos>(left) * kSubpixel;
  for (const char32_t code_point : code_points(utf8)) {
    if (const FT_GlyphSlot glyph = face_->load(code_point, FT_LOAD_RENDER)) {
      blend(picture, glyph->bitmap, static_cast<int>(pen / kSubpixel) + glyph->bitmap_left,
            baseline - glyph->bitmap_top, luma);
      pen += glyph->advance.x;
    }
  }
}

}  // namespace diemcau::robots
