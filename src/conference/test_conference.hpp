// A small conference for this folder's tests, and ways to play it.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <utility>
#include <vector>

#include "conference/decide.hpp"

namespace diemcau::conference::testing {

inline const SiteId kHaNoi{"ha-noi"};
inline const SiteId kBinhPhuoc{"binh-phuoc"};
inline const SiteId kCanTho{"can-tho"};
inline const ItemId kOpeningItem{"khai-mac"};
inline const ItemId kDiscussionItem{"thao-luan"};
inline const WallTime kOpening{std::chrono::sys_days{std::chrono::year{2021} / 10 / 28} + std::chrono::hours{1}};

inline const Actor kSystem{};
inline const Actor kChair{auth::Role::chair, LinkId{"l-chair"}};
inline const Actor kDeputy{auth::Role::chair, LinkId{"l-deputy"}};
inline const Actor kDirector{auth::Role::director, LinkId{"l-director"}};
inline const Actor kSecretary{auth::Role::secretary, LinkId{"l-secretary"}};
inline const Actor kOrganiser{auth::Role::organiser, {}, {}, AccountName{"tran-an"}};
inline const Actor kSite{auth::Role::site, LinkId{"l-binh-phuoc"}, kBinhPhuoc};

inline Create creation(Mode mode = Mode::hoi_nghi) {
  return {.title = "Hội thảo trực tuyến",
          .topic = "Nâng cao chất lượng đội ngũ",
          .kind = "hoi_thao_truc_tuyen",
          .mode = mode,
          .starts_at = kOpening,
          .main_site = kHaNoi,
          .sites = {{.id = kHaNoi, .name = "Hà Nội"},
                    {.id = kBinhPhuoc,
                     .name = "Bình Phước",
                     .unit = "Tỉnh Bình Phước",
                     .head = "Chủ trì điểm cầu Bình Phước",
                     .operator_ = "Kỹ thuật viên điểm cầu Bình Phước",
                     .phone = "0271 000 000"},
                    {.id = kCanTho, .name = "Cần Thơ"}},
          .programme = {{.id = kOpeningItem,
                         .title = "Khai mạc",
                         .kind = "opening",
                         .site = kHaNoi,
                         .speaker = "Chủ trì hội nghị",
                         .minutes = 10},
                        {.id = kDiscussionItem, .title = "Thảo luận", .kind = "discussion", .minutes = 30}}};
}

// Plays commands one after another, as a server does.
struct Play {
  State state = empty_state(ConferenceId{"hoi-thao"});
  WallTime now = kOpening;
  std::vector<EventRecord> log;

  Result<std::vector<Event>, Refusal> run(const Command& command, const Actor& actor) {
    auto decided = decide(state, command, actor, now);
    if (decided) {
      const std::uint64_t act = state.seq + 1;
      for (const Event& event : *decided) {
        log.push_back({state.seq + 1, now, actor, event, act});
        state = apply(std::move(state), log.back());
      }
    }
    return decided;
  }

  // Time goes by.
  void wait(std::chrono::milliseconds time) { now += time; }

  // The last act's number.
  [[nodiscard]] std::uint64_t last_act() const { return log.back().act; }

  void must(const Command& command, const Actor& actor) {
    const auto done = run(command, actor);
    ASSERT_TRUE(done) << type_of(command) << ": " << to_text(done.error());
  }
};

// Opens what was created, with links for chair, director, secretary and site; all three sites present with their
// cameras.
inline void bring_in_session(Play& play) {
  play.must(IssueLink{kChair.link, auth::Role::chair, std::nullopt}, kSystem);
  play.must(IssueLink{kDirector.link, auth::Role::director, std::nullopt}, kSystem);
  play.must(IssueLink{kSecretary.link, auth::Role::secretary, std::nullopt}, kSystem);
  play.must(IssueLink{kSite.link, auth::Role::site, kBinhPhuoc}, kSystem);
  play.must(Open{}, kChair);
  for (const SiteId& site : {kHaNoi, kBinhPhuoc, kCanTho}) {
    play.must(JoinSite{site}, kSystem);
    play.must(StartSource{site, Source::camera}, kSystem);
  }
}

inline Play in_session(Mode mode = Mode::hoi_nghi) {
  Play play;
  play.must(creation(mode), kSystem);
  bring_in_session(play);
  return play;
}

// The same with a paper of Bình Phước's in the programme, and a deputy for the chair.
inline Play full_session(Mode mode = Mode::hoi_nghi) {
  Play play;
  Create create = creation(mode);
  create.programme.insert(create.programme.begin() + 1, {.id = ItemId{"tham-luan-1"},
                                                         .title = "Tham luận: Bình Phước",
                                                         .kind = "paper",
                                                         .site = kBinhPhuoc,
                                                         .speaker = "Đại diện điểm cầu Bình Phước",
                                                         .minutes = 15});
  play.must(create, kSystem);
  bring_in_session(play);
  play.must(IssueLink{kDeputy.link, auth::Role::chair, std::nullopt}, kSystem);
  return play;
}

}  // namespace diemcau::conference::testing
