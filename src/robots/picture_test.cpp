#include "robots/picture.hpp"

#include <gtest/gtest.h>

#include "robots/mark.hpp"
#include "robots/site_picture.hpp"
#include "robots/video_codec.hpp"

namespace diemcau::robots {
namespace {

struct CodecCase {
  const char* name;
  std::unique_ptr<VideoEncoder> (*make_encoder)(const VideoFormat&);
  std::unique_ptr<VideoDecoder> (*make_decoder)();
};

class Codec : public ::testing::TestWithParam<CodecCase> {};

// What a test reads from a decoded picture must be what was drawn, at the smallest layer and the lowest rate.
TEST_P(Codec, MarkSurvivesTheSmallestLayer) {
  const VideoFormat format{160, 90, 15, DataRate::kilobits_per_second(60)};
  const auto encoder = GetParam().make_encoder(format);
  const auto decoder = GetParam().make_decoder();
  SitePicture camera{"Bình Phước", 7, 640, 360};
  int read = 0;
  for (std::uint32_t number = 0; number < 60; ++number) {
    const EncodedFrame frame =
        encoder->encode(scaled(camera.draw(number, SitePicture::Flash::none), 160, 90), number == 0 || number == 30);
    EXPECT_TRUE(!frame.key_frame || number % 30 == 0) << number;
    const auto picture = decoder->decode(frame.bytes);
    ASSERT_TRUE(picture) << number;
    EXPECT_EQ(picture->width, 160);
    const auto mark = read_mark(*picture);
    if (mark) {
      EXPECT_EQ(mark->site, 7);
      EXPECT_EQ(mark->counter, number);
      ++read;
    }
  }
  EXPECT_GE(read, 58);
}

INSTANTIATE_TEST_SUITE_P(All, Codec,
                         ::testing::Values(CodecCase{"Vp8", make_vp8_encoder, make_vp8_decoder},
                                           CodecCase{"H264", make_h264_encoder, make_h264_decoder}),
                         [](const auto& test) { return test.param.name; });

TEST(Mark, EveryValueIsReadBack) {
  Picture picture{64, 32};
  for (int site = 0; site < 32; ++site) {
    for (int counter = 0; counter < 256; ++counter) {
      const Mark mark{static_cast<std::uint8_t>(site), static_cast<std::uint8_t>(counter)};
      draw_mark(picture, mark);
      ASSERT_EQ(read_mark(picture), mark);
    }
  }
}

TEST(Mark, OnePictureWithoutOneHasNone) {
  Picture picture{160, 90};
  EXPECT_FALSE(read_mark(picture));
  fill_luma(picture, {0, 0, 160, 90}, 128);
  EXPECT_FALSE(read_mark(picture));
}

TEST(SitePicture, FlashLightsItsSquare) {
  SitePicture camera{"Đắk Lắk", 5, 320, 180};
  const auto luma = [&](SitePicture::Flash flash) { return camera.draw(1, flash).luma_row(108)[272]; };
  EXPECT_GT(luma(SitePicture::Flash::lit), 200);
  EXPECT_LT(luma(SitePicture::Flash::dark), 60);
}

}  // namespace
}  // namespace diemcau::robots
