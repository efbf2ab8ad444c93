#include "server/conference_office.hpp"

#include "server/testing.hpp"

namespace diemcau::server {
namespace {

using testing::HostTest;
using testing::kBinhPhuoc;
using testing::kHaNoi;

const AccountName kOrganiser{"tran-an"};

conference::Draft draft(std::string title) {
  return {.title = std::move(title),
          .topic = "Chuyên đề",
          .kind = "hoi_nghi",
          .main_site = kHaNoi,
          .sites = std::vector<conference::InvitedSite>{{.id = kHaNoi, .name = "Hà Nội"},
                                                        {.id = kBinhPhuoc, .name = "Bình Phước"}}};
}

class OfficeTest : public HostTest {
 protected:
  ConferenceId make(const conference::Draft& one) {
    const auto id = make_conference(*host, kOrganiser, one, now);
    EXPECT_TRUE(id) << id.error().code;
    return id.value_or(ConferenceId{});
  }
};

TEST_F(OfficeTest, EverybodyHasALinkAtOnce) {
  const ConferenceId id = make(draft("Hội nghị triển khai"));
  EXPECT_EQ(id, ConferenceId{"hoi-nghi-trien-khai"});
  std::map<std::string, std::string> names;
  for (const IssuedLink& one : host->issued_links(id)) {
    names[*one.link.name] = to_text(one.link.role);
    const auto who = host->authenticate(one.token, id, now);
    ASSERT_TRUE(who);
    EXPECT_EQ(who->site, one.link.site);
  }
  EXPECT_EQ(names, (std::map<std::string, std::string>{{"Chủ trì", "chair"},
                                                       {"Phó chủ trì", "chair"},
                                                       {"Đạo diễn", "director"},
                                                       {"Thư ký", "secretary"},
                                                       {"Màn hình hội trường", "hall"},
                                                       {"Người theo dõi", "observer"},
                                                       {"Hà Nội", "site"},
                                                       {"Bình Phước", "site"}}));
  EXPECT_EQ(store.logs.at(id.value()).size(), host->state(id)->seq) << "one act, on disk";
}

TEST_F(OfficeTest, IdsAreMadeOfTitlesAndAreNobodyElses) {
  EXPECT_EQ(make(draft("Giao ban quý IV")), ConferenceId{"giao-ban-quy-iv"});
  EXPECT_EQ(make(draft("Giao ban quý IV")), ConferenceId{"giao-ban-quy-iv-2"});
  EXPECT_EQ(make(draft("Giao ban quý IV")), ConferenceId{"giao-ban-quy-iv-3"});
  EXPECT_EQ(make(draft("???")), ConferenceId{"hoi-nghi"});
  conference::Draft named = draft("Giao ban");
  named.id = ConferenceId{"giao-ban-quy-iv"};
  EXPECT_EQ(make_conference(*host, kOrganiser, named, now).error().code, "already_created");
}

TEST_F(OfficeTest, WhatIsNoConferenceLeavesNothingBehind) {
  const std::size_t before = host->conferences().size();
  EXPECT_EQ(make_conference(*host, kOrganiser, draft(""), now).error().code, "invalid_field");
  conference::Draft copy;
  copy.copy_of = ConferenceId{"khong-co"};
  EXPECT_EQ(make_conference(*host, kOrganiser, copy, now).error().code, "no_such_conference");
  store.full = true;
  EXPECT_FALSE(make_conference(*host, kOrganiser, draft("Giao ban"), now));
  EXPECT_EQ(host->conferences().size(), before);
}

TEST_F(OfficeTest, ARehearsalIsACopyWithLinksAndALogOfItsOwn) {
  conference::Draft rehearsal;
  rehearsal.copy_of = tokens.conference;
  rehearsal.title = "Diễn tập";
  rehearsal.rehearsal = true;
  const ConferenceId id = make(rehearsal);
  EXPECT_TRUE(host->state(id)->rehearsal);
  EXPECT_EQ(host->state(id)->phase, conference::Phase::planned);
  EXPECT_EQ(host->state(id)->programme, state().programme);
  EXPECT_EQ(host->state(id)->sites.size(), state().sites.size());
  for (const IssuedLink& one : host->issued_links(id)) {
    EXPECT_EQ(host->authenticate(one.token, tokens.conference, now).error().code, "not_permitted");
  }
}

TEST_F(OfficeTest, TheListHasThoseToComeFirst) {
  conference::Draft later = draft("Sau");
  later.starts_at = now.wall + std::chrono::hours{48};
  conference::Draft sooner = draft("Trước");
  sooner.starts_at = now.wall + std::chrono::hours{24};
  make(sooner);
  make(later);
  ASSERT_TRUE(run(conference::Conclude{}, chair()));
  std::vector<std::string> ids;
  for (const ConferenceEntry& one : list_conferences(*host)) {
    ids.push_back(one.id.value());
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"sau", "truoc", "hoi-thao"}));
  EXPECT_EQ(list_conferences(*host).at(0).sites, 2U);
}

TEST_F(OfficeTest, OrganisersIssueLinksWithNames) {
  const auto organiser = host->admit_account(kOrganiser, tokens.conference).value();
  const auto done = run(conference::IssueLink{{}, auth::Role::secretary, {}, "Thư ký 2"}, organiser);
  ASSERT_TRUE(done);
  const auto& issued = std::get<conference::LinkIssued>(done->records.at(0).event);
  EXPECT_EQ(issued.link.value().size(), 16U);
  EXPECT_EQ(state().link(issued.link)->name, "Thư ký 2");
}

}  // namespace
}  // namespace diemcau::server
