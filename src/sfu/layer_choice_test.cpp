#include "sfu/layer_choice.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "sfu/key_frame_request.hpp"
#include "sfu/speaker_choice.hpp"

namespace diemcau::sfu {
namespace {

using std::chrono::milliseconds;
const Instant kStart{std::chrono::hours{1}};

struct Case {
  const char* what;
  std::vector<LayerState> layers;
  std::uint16_t wanted;
  std::optional<int> chosen;
};

TEST(LayerChoice, FitsTheSlot) {
  const std::vector<LayerState> all{{true, 180}, {true, 360}, {true, 720}};
  const Case cases[] = {
      {"exact", all, 360, 1},
      {"next larger", all, 200, 1},
      {"none large enough", all, 1080, 2},
      {"smallest by default", all, WantedSize::kSmallest, 0},
      {"largest by default", all, WantedSize::kLargest, 2},
      {"inactive ones do not count", {{true, 180}, {false, 360}, {true, 720}}, 300, 2},
      {"falls to what is there", {{true, 180}, {false, 360}, {false, 720}}, 700, 0},
      {"nothing is there", {{false, 180}, {false, 0}, {false, 0}}, 700, std::nullopt},
      {"rids the other way round", {{true, 720}, {true, 360}, {true, 180}}, 180, 2},
      {"rids the other way round, largest", {{true, 720}, {true, 360}, {true, 180}}, WantedSize::kLargest, 0},
      {"heights not known: by order", {{true, 0}, {true, 0}, {true, 0}}, 360, 1},
      {"one height not known: by order", {{true, 90}, {true, 0}, {true, 0}}, 500, 2},
      {"no layers", {}, 500, std::nullopt},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE(test.what);
    const std::optional<LayerIndex> chosen = choose_layer(test.layers, WantedSize{test.wanted});
    EXPECT_EQ(chosen ? std::optional<int>{*chosen} : std::nullopt, test.chosen);
  }
}

std::vector<Duration> asked(KeyFrameRequest& request, bool attended, Duration span) {
  std::vector<Duration> times;
  for (Instant now = kStart; now <= kStart + span; now += milliseconds{10}) {
    if (request.poll(attended, now)) {
      times.push_back(now - kStart);
    }
  }
  return times;
}

TEST(KeyFrameRequest, MergesAndRepeatsEverMoreRarely) {
  KeyFrameRequest request;
  EXPECT_FALSE(request.poll(true, kStart));
  for (int i = 0; i < 100; ++i) {
    request.want(kStart);
  }
  EXPECT_EQ(asked(request, true, milliseconds{6500}),
            (std::vector<Duration>{milliseconds{0}, milliseconds{300}, milliseconds{900}, milliseconds{2100},
                                   milliseconds{4100}, milliseconds{6100}}));
  request.handle_key_frame();
  EXPECT_EQ(request.deadline(), kNever);
}

TEST(KeyFrameRequest, WaitsForTheThrottleAfterAKeyFrame) {
  KeyFrameRequest request;
  request.want(kStart);
  EXPECT_TRUE(request.poll(true, kStart));
  request.handle_key_frame();
  request.want(kStart + milliseconds{50});
  EXPECT_FALSE(request.poll(true, kStart + milliseconds{299}));
  EXPECT_EQ(request.deadline(), kStart + milliseconds{300});
  EXPECT_TRUE(request.poll(true, kStart + milliseconds{300}));
}

TEST(KeyFrameRequest, GivesUpWhenNobodyWaits) {
  KeyFrameRequest request;
  request.want(kStart);
  EXPECT_EQ(asked(request, false, milliseconds{10'000}).size(), KeyFrameRequest::kUnattendedAttempts);
  EXPECT_FALSE(request.pending());
}

using Occupants = std::vector<std::optional<TrackId>>;
constexpr TrackId kA{1};
constexpr TrackId kB{2};
constexpr TrackId kC{3};
constexpr TrackId kD{4};

TEST(SpeakerChoice, FillsEmptySlotsWithTheLoudest) {
  Occupants occupants(2);
  const std::vector<Voice> voices{{kC, 90}, {kA, 80}, {kB, 0}};
  choose_speakers(occupants, voices, {});
  EXPECT_EQ(occupants, (Occupants{kC, kA}));
}

TEST(SpeakerChoice, ALittleLouderTakesNothingAway) {
  Occupants occupants{kA, kB};
  const std::vector<Voice> voices{{kC, 85.9}, {kA, 81}, {kB, 80}};
  choose_speakers(occupants, voices, {});
  EXPECT_EQ(occupants, (Occupants{kA, kB}));
}

TEST(SpeakerChoice, MuchLouderTakesTheQuietest) {
  Occupants occupants{kA, kB, kC};
  const std::vector<Voice> voices{{kD, 95}, {kA, 90}, {kC, 85}, {kB, 30}};
  choose_speakers(occupants, voices, {});
  EXPECT_EQ(occupants, (Occupants{kA, kD, kC}));
}

TEST(SpeakerChoice, OwnVoiceNeverAndGoneVoicesLeave) {
  Occupants occupants{kA, kB};
  const std::vector<Voice> voices{{kC, 95}, {kB, 90}};
  const std::vector<TrackId> own{kC, kB};
  choose_speakers(occupants, voices, own);
  EXPECT_EQ(occupants, (Occupants{std::nullopt, std::nullopt}));
}

}  // namespace
}  // namespace diemcau::sfu
