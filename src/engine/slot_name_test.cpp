#include "engine/slot_name.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/slot_layout.hpp"

namespace diemcau::engine {
namespace {

TEST(SlotName, CountsFromOne) {
  EXPECT_EQ(gallery_slot(0), "gallery-1");
  EXPECT_EQ(audio_slot(0), "audio-1");
}

TEST(SlotLayout, TheStageComesBeforeTheGallery) {
  EXPECT_THAT(stage_layout(2).video, ::testing::ElementsAre("main", "content", "second", "gallery-1", "gallery-2"));
  EXPECT_THAT(stage_layout(0).video, ::testing::ElementsAre("main", "content", "second"));
  EXPECT_THAT(stage_layout(0).mixed_audio, ::testing::ElementsAre("audio-1", "audio-2", "audio-3"));
  EXPECT_TRUE(stage_layout(0).assigned_audio.empty());
}

TEST(SlotName, IsReadAsItWasWritten) {
  for (std::size_t tile = 0; tile < 20; ++tile) {
    EXPECT_EQ(tile_of_slot(gallery_slot(tile)), tile);
    EXPECT_TRUE(is_audio_slot(audio_slot(tile)));
    EXPECT_FALSE(is_audio_slot(gallery_slot(tile)));
  }
  EXPECT_TRUE(is_audio_slot(kTalkbackSlot));
  for (const std::string_view video : {kMainSlot, kContentSlot, kSecondSlot, kPreviewSlot}) {
    EXPECT_FALSE(is_audio_slot(video)) << video;
  }
  for (const char* none : {"", "main", "content", "audio-1", "gallery-", "gallery-0", "gallery--1", "gallery-1x",
                           "gallery-99999999999999999999999"}) {
    EXPECT_EQ(tile_of_slot(none), std::nullopt) << none;
  }
}

TEST(SlotName, OnlyTheStageSharesAStream) {
  EXPECT_EQ(stream_of_slot("main"), stream_of_slot("audio-1"));
  EXPECT_EQ(stream_of_slot("content"), "content");
  EXPECT_EQ(stream_of_slot("audio-2"), "audio-2");
}

}  // namespace
}  // namespace diemcau::engine
