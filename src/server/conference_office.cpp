#include "server/conference_office.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "directory/text.hpp"

namespace diemcau::server {
namespace {

constexpr std::size_t kMostOfTitle = 48;  // characters of an id that come from the title: a number follows
constexpr std::string_view kNoTitle = "hoi-nghi";

// Borrowed; the slug of the title, and -2, -3 ... until it is nobody's.
ConferenceId free_id(const ConferenceHost& host, const std::string& title) {
  std::string name = directory::slug_of(title).substr(0, kMostOfTitle);
  name = name.empty() ? std::string{kNoTitle} : name;
  ConferenceId id{name};
  for (std::size_t number = 2; host.state(id) != nullptr; ++number) {
    id = ConferenceId{name + "-" + std::to_string(number)};
  }
  return id;
}

std::vector<LinkWish> wishes(const conference::Create& create) {
  std::vector<LinkWish> all{{auth::Role::chair, {}, "Chủ trì"},
                            {auth::Role::chair, {}, "Phó chủ trì"},
                            {auth::Role::director, {}, "Đạo diễn"},
                            {auth::Role::secretary, {}, "Thư ký"},
                            {auth::Role::hall, {}, "Màn hình hội trường"},
                            {auth::Role::observer, {}, "Người theo dõi"}};
  for (const conference::InvitedSite& site : create.sites) {
    all.push_back({auth::Role::site, site.id, site.name});
  }
  return all;
}

}  // namespace

std::vector<ConferenceEntry> list_conferences(const ConferenceHost& host) {
  std::vector<ConferenceEntry> all;
  for (const ConferenceId& id : host.conferences()) {
    const conference::State& state = *host.state(id);
    all.push_back({id, state.title, state.topic, state.phase, state.rehearsal, state.starts_at, state.sites.size()});
  }
  const auto rank = [](const ConferenceEntry& one) {
    return std::tuple{one.phase == conference::Phase::concluded, -one.starts_at.value_or(WallTime{}).time_since_epoch(),
                      one.id};
  };
  std::ranges::sort(all, {}, rank);
  return all;
}

Result<ConferenceId, Problem> make_conference(ConferenceHost& host, const AccountName& organiser,
                                              const conference::Draft& draft, Now now) {
  const conference::State* const copied = draft.copy_of ? host.state(*draft.copy_of) : nullptr;
  if (draft.copy_of && copied == nullptr) {
    return failure(problem_of(conference::Refusal::no_such_conference));
  }
  if (host.conferences().size() >= kMaxConferences) {
    return failure(problem_of(conference::Refusal::too_many));
  }
  const conference::Create create = conference::creation_of(draft, copied);
  ConferenceId id = draft.id ? *draft.id : free_id(host, create.title);
  const conference::Actor actor{auth::Role::organiser, {}, {}, organiser};
  if (auto created = host.create(id, create, now, actor, wishes(create)); !created) {
    return failure(created.error());
  }
  return id;
}

}  // namespace diemcau::server
