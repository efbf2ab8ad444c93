#include "conference/notes_rules.hpp"

#include <gtest/gtest.h>

#include "conference/decide.hpp"
#include "conference/limits.hpp"
#include "conference/test_refusals.hpp"

namespace diemcau::conference {
namespace {

using testing::in_session;
using testing::kChair;
using testing::kOpening;
using testing::kOrganiser;
using testing::kSecretary;
using testing::kSite;
using testing::Play;

Play noted() {
  Play play = in_session();
  play.must(TakeNote{"Bình Phước đề nghị", ItemId{"thao-luan"}}, kSecretary);
  return play;
}
Play corrected() {
  Play play = noted();
  play.must(CorrectNote{1, "Bình Phước đề nghị làm rõ"}, kChair);
  return play;
}

TEST(Notes, ACorrectionIsANoteOfItsOwnAndTheOriginalStays) {
  const Play play = corrected();
  EXPECT_EQ(play.state.desk.notes,
            (std::vector<Note>{
                {1, ItemId{"thao-luan"}, "Bình Phước đề nghị", kOpening, "secretary", std::nullopt},
                {2, ItemId{"thao-luan"}, "Bình Phước đề nghị làm rõ", kOpening, "chair", 1},
            }));
}

TEST(Notes, AreForTheDeskOnly) {
  EXPECT_EQ(audience_of(NoteTaken{}).audience, Audience::desk);
}

TEST(Notes, TheStateKeepsTheLastOnes) {
  Play play = in_session();
  for (std::size_t i = 1; i <= kNotesKept + 2; ++i) {
    play.must(TakeNote{std::to_string(i), std::nullopt}, kSecretary);
  }
  ASSERT_EQ(play.state.desk.notes.size(), kNotesKept);
  EXPECT_EQ(play.state.desk.notes.front().number, 3U);
  EXPECT_EQ(play.state.desk.notes.back().number, kNotesKept + 2);
  EXPECT_EQ(play.run(CorrectNote{2, "quá muộn"}, kSecretary).error(), Refusal::no_such_note);
}

TEST(Notes, Refusals) {
  const auto full = [] {
    Play play = noted();
    play.state.desk.notes.back().number = kMaxNotes;
    return play;
  };
  const auto concluded = [] {
    Play play = noted();
    play.must(Conclude{}, kChair);
    return play;
  };
  const std::string long_text(kMaxTextBytes + 1, 'x');
  const std::vector<testing::RefusedCommand> cases{
      {"by a site", noted, TakeNote{"x", std::nullopt}, kSite, Refusal::not_permitted},
      {"by an organiser", noted, TakeNote{"x", std::nullopt}, kOrganiser, Refusal::not_permitted},
      {"empty", noted, TakeNote{"", std::nullopt}, kSecretary, Refusal::invalid_field},
      {"too long", noted, TakeNote{long_text, std::nullopt}, kSecretary, Refusal::invalid_field},
      {"to no item", noted, TakeNote{"x", ItemId{"none"}}, kSecretary, Refusal::no_such_item},
      {"one too many", full, TakeNote{"x", std::nullopt}, kSecretary, Refusal::too_many},
      {"after the end", concluded, TakeNote{"x", std::nullopt}, kSecretary, Refusal::conference_concluded},
      {"correcting nothing", noted, CorrectNote{9, "x"}, kSecretary, Refusal::no_such_note},
      {"correcting what was corrected", corrected, CorrectNote{1, "x"}, kSecretary, Refusal::note_corrected},
      {"correcting to nothing", noted, CorrectNote{1, ""}, kSecretary, Refusal::invalid_field},
  };
  testing::check_refusals(cases);
}

}  // namespace
}  // namespace diemcau::conference
