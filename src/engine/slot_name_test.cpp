#include "engine/slot_name.hpp"

#include <gtest/gtest.h>

namespace diemcau::engine {
namespace {

TEST(SlotName, FollowsTheOrder) {
  EXPECT_EQ(video_slot(0), kMainSlot);
  EXPECT_EQ(video_slot(1), kContentSlot);
  EXPECT_EQ(video_slot(2), "gallery-1");
  EXPECT_EQ(audio_slot(0), "audio-1");
}

TEST(SlotName, IsReadAsItWasWritten) {
  for (std::size_t tile = 0; tile < 20; ++tile) {
    EXPECT_EQ(tile_of_slot(gallery_slot(tile)), tile);
    EXPECT_EQ(tile_of_slot(video_slot(tile + kStageSlots)), tile);
    EXPECT_TRUE(is_audio_slot(audio_slot(tile)));
    EXPECT_FALSE(is_audio_slot(video_slot(tile)));
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
