// A small conference for this folder's tests, and ways to play it.
#pragma once

#include <gtest/gtest.h>

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

// Plays commands one after another, as a server does, at one wall time.
struct Play {
  State state = empty_state(ConferenceId{"hoi-thao"});
  std::vector<EventRecord> log;

  Result<std::vector<Event>, Refusal> run(const Command& command, const Actor& actor) {
    auto decided = decide(state, command, actor, kOpening);
    if (decided) {
      const std::uint64_t act = state.seq + 1;
      for (const Event& event : *decided) {
        log.push_back({state.seq + 1, kOpening, actor, event, act});
        state = apply(std::move(state), log.back());
      }
    }
    return decided;
  }

  void must(const Command& command, const Actor& actor) {
    const auto done = run(command, actor);
    ASSERT_TRUE(done) << type_of(command) << ": " << code_of(done.error());
  }
};

// Created, links issued, opened, all three sites present with their cameras.
inline Play in_session(Mode mode = Mode::hoi_nghi) {
  Play play;
  play.must(creation(mode), kSystem);
  play.must(IssueLink{kChair.link, auth::Role::chair, std::nullopt}, kSystem);
  play.must(IssueLink{kDirector.link, auth::Role::director, std::nullopt}, kSystem);
  play.must(IssueLink{kSite.link, auth::Role::site, kBinhPhuoc}, kSystem);
  play.must(Open{}, kChair);
  for (const SiteId& site : {kHaNoi, kBinhPhuoc, kCanTho}) {
    play.must(JoinSite{site}, kSystem);
    play.must(StartSource{site, Source::camera}, kSystem);
  }
  return play;
}

}  // namespace diemcau::conference::testing
