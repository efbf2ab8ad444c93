#include "server/reference_conference.hpp"

#include <algorithm>
#include <string>

namespace diemcau::server {
namespace {

const SiteId kHaNoi{"ha-noi"};
const SiteId kBinhPhuoc{"binh-phuoc"};
const SiteId kDaNang{"da-nang"};
const SiteId kCanTho{"can-tho"};
const SiteId kLaoCai{"lao-cai"};
const SiteId kDakLak{"dak-lak"};
// 28/10/2021, 8.00 in Hà Nội.
constexpr WallTime kStart{std::chrono::sys_days{std::chrono::year{2021} / 10 / 28} + std::chrono::hours{1}};

// People by role only.
conference::InvitedSite site(const SiteId& id, const std::string& name, const std::string& unit) {
  return {.id = id,
          .name = name,
          .unit = unit,
          .head = "Chủ trì điểm cầu " + name,
          .operator_ = "Kỹ thuật viên điểm cầu " + name,
          .phone = {}};
}

conference::Item item(const std::string& id, const std::string& title, const std::string& kind, std::uint32_t minutes,
                      const std::optional<SiteId>& at, const std::optional<std::string>& speaker) {
  return {
      .id = ItemId{id}, .title = title, .kind = kind, .site = at, .speaker = speaker, .minutes = minutes, .paper = {}};
}

// A chair's link besides the one that presides.
Result<void, Problem> ensure_deputy(ConferenceHost& host, const ConferenceId& id, Now now) {
  const auto links = host.issued_links(id);
  const auto chairs = std::ranges::count_if(
      links, [&](const IssuedLink& one) { return one.link.role == auth::Role::chair && one.link.is_good(now.wall); });
  if (chairs > 1) {
    return {};
  }
  const auto issued = host.issue_link(id, auth::Role::chair, std::nullopt, now);
  return issued ? Result<void, Problem>{} : failure(issued.error());
}

// The token of the link for this role and site: the one there is, or a new one.
Result<std::string, Problem> token_for(ConferenceHost& host, const ConferenceId& id, auth::Role role,
                                       const std::optional<SiteId>& site, Now now) {
  const auto links = host.issued_links(id);
  const auto found = std::ranges::find_if(links, [&](const IssuedLink& one) {
    return one.link.role == role && one.link.site == site && one.link.is_good(now.wall);
  });
  if (found != links.end()) {
    return found->token;
  }
  auto issued = host.issue_link(id, role, site, now);
  if (!issued) {
    return failure(issued.error());
  }
  return issued->token;
}

Result<void, Problem> open_if_planned(ConferenceHost& host, const ConferenceId& id, const std::string& chair, Now now) {
  if (host.state(id)->phase != conference::Phase::planned) {
    return {};
  }
  const auto claims = host.authenticate(chair, now);
  if (!claims) {
    return failure(claims.error());
  }
  const auto done = host.execute(*claims, {conference::Open{}, std::nullopt}, now);
  return done ? Result<void, Problem>{} : failure(done.error());
}

// hoi-thao, or the first of hoi-thao-2, hoi-thao-3 ... that was not concluded: each day has its conference.
ConferenceId present_id(const ConferenceHost& host) {
  const std::string name = "hoi-thao";
  ConferenceId id{name};
  for (int day = 2; host.state(id) != nullptr && host.state(id)->phase == conference::Phase::concluded; ++day) {
    id = ConferenceId{name + "-" + std::to_string(day)};
  }
  return id;
}

}  // namespace

conference::Create reference_conference() {
  const std::string main_chair = "Chủ trì hội nghị";
  return {
      .title = "Hội thảo trực tuyến 28/10/2021",
      .topic = "Nhiệm vụ, giải pháp xây dựng tổ chức cơ sở, nâng cao chất lượng đội ngũ",
      .kind = "hoi_thao_truc_tuyen",
      .mode = conference::Mode::hoi_nghi,
      .starts_at = kStart,
      .main_site = kHaNoi,
      .sites = {site(kHaNoi, "Hà Nội", "Trung ương"), site(kBinhPhuoc, "Bình Phước", "Tỉnh Bình Phước"),
                site(kDaNang, "Đà Nẵng", "Thành phố Đà Nẵng"), site(kCanTho, "Cần Thơ", "Thành phố Cần Thơ"),
                site(kLaoCai, "Lào Cai", "Tỉnh Lào Cai"), site(kDakLak, "Đắk Lắk", "Tỉnh Đắk Lắk")},
      .programme = {item("khai-mac", "Khai mạc", "opening", 10, kHaNoi, main_chair),
                    item("bao-cao", "Báo cáo đề dẫn", "report", 20, kHaNoi, "Ban tổ chức"),
                    item("tham-luan-1", "Tham luận: Bình Phước", "paper", 15, kBinhPhuoc,
                         "Đại diện điểm cầu Bình Phước"),
                    item("tham-luan-2", "Tham luận: Cần Thơ", "paper", 15, kCanTho, "Đại diện điểm cầu Cần Thơ"),
                    item("tham-luan-3", "Tham luận: Lào Cai", "paper", 15, kLaoCai, "Đại diện điểm cầu Lào Cai"),
                    item("thao-luan", "Thảo luận", "discussion", 40, std::nullopt, std::nullopt),
                    item("ket-luan", "Kết luận: kết quả 2010-2020 và dự báo", "conclusion", 15, kHaNoi, main_chair)},
      .delegates = {}};
}

Result<ReferenceTokens, Problem> ensure_reference_conference(ConferenceHost& host, Now now) {
  ReferenceTokens tokens{present_id(host), {}, {}, {}, {}, {}, {}};
  const ConferenceId& id = tokens.conference;
  if (host.state(id) == nullptr) {
    if (auto created = host.create(id, reference_conference(), now); !created) {
      return failure(created.error());
    }
  }
  const std::pair<auth::Role, std::string*> roles[] = {{auth::Role::chair, &tokens.chair},
                                                       {auth::Role::director, &tokens.director},
                                                       {auth::Role::secretary, &tokens.secretary},
                                                       {auth::Role::hall, &tokens.hall},
                                                       {auth::Role::observer, &tokens.observer}};
  for (const auto& [role, token] : roles) {
    auto made = token_for(host, id, role, std::nullopt, now);
    if (!made) {
      return failure(made.error());
    }
    *token = *std::move(made);
  }
  for (const conference::InvitedSite& site : reference_conference().sites) {
    auto made = token_for(host, id, auth::Role::site, site.id, now);
    if (!made) {
      return failure(made.error());
    }
    tokens.sites.emplace(site.id, *std::move(made));
  }
  if (auto made = ensure_deputy(host, id, now); !made) {
    return failure(made.error());
  }
  if (auto opened = open_if_planned(host, id, tokens.chair, now); !opened) {
    return failure(opened.error());
  }
  return tokens;
}

}  // namespace diemcau::server
