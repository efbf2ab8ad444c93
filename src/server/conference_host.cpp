#include "server/conference_host.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <utility>

#include "conference/decide.hpp"
#include "conference/papers_rules.hpp"
#include "server/host_members.hpp"

namespace diemcau::server {
namespace {

using conference::Actor;
using conference::State;

auth::Act act_of(conference::MediaSource source) {
  return source == conference::MediaSource::talkback ? auth::Act::talk_back : auth::Act::publish;
}

}  // namespace

ConferenceHost::ConferenceHost(store::Store& store, store::BallotKeys& ballot_keys, MediaPort& media,
                               auth::FillRandom fill, HostLimits limits, OperatorLog log)
    : members_(std::make_unique<HostMembers>(store, ballot_keys, media, std::move(fill), limits, std::move(log))) {}

ConferenceHost::~ConferenceHost() = default;

Result<void, Problem> ConferenceHost::start(Now now) {
  if (auto key = members_->read_key(); !key) {
    return key;
  }
  const auto names = members_->store.conferences();
  if (!names) {
    members_->report(names.error());
    return failure(storage_failed());
  }
  for (const std::string& name : *names) {
    const ConferenceId id{name};
    if (auto replayed = members_->replay(id); !replayed) {
      return replayed;
    }
    if (members_->left_out.contains(id)) {
      continue;
    }
    if (auto reset = members_->reset_presence(*members_->find(id), now); !reset) {
      return reset;
    }
    members_->watch_scene(*members_->find(id), now);
  }
  return members_->settle_ballot_keys(now);
}

// ---- Conferences and links ------------------------------------------------------------------------------------------

Result<void, Problem> ConferenceHost::create(const ConferenceId& id, conference::Create create, Now now,
                                             const Actor& by, const std::vector<LinkWish>& links) {
  if (!is_slug(id.value())) {
    return failure(problem_of(std::array{conference::FieldFault{"id", conference::FaultKind::malformed}}));
  }
  if (members_->find(id) != nullptr || members_->left_out.contains(id)) {
    return failure(problem_of(conference::Refusal::already_created));
  }
  for (const LinkWish& wish : links) {
    create.links.push_back({members_->fresh_link(), wish.role, wish.site, wish.name});
  }
  const auto [entry, is_new] = members_->conferences.emplace(id, members_->make(id));
  if (auto done = members_->execute(entry->second, create, by, now); !done) {
    members_->conferences.erase(entry);
    return failure(done.error());
  }
  return {};
}

Result<IssuedLink, Problem> ConferenceHost::issue_link(const ConferenceId& id, auth::Role role,
                                                       const std::optional<SiteId>& site, Now now) {
  LiveConference* const live = members_->find(id);
  if (live == nullptr) {
    return failure(problem_of(conference::Refusal::no_such_conference));
  }
  const conference::IssueLink issue{members_->fresh_link(), role, site};
  if (auto done = members_->execute(*live, issue, Actor{}, now); !done) {
    return failure(done.error());
  }
  return members_->issued(id, *live->state.link(issue.link));
}

std::vector<IssuedLink> ConferenceHost::issued_links(const ConferenceId& id) const {
  std::vector<IssuedLink> links;
  if (const LiveConference* const live = members_->find(id)) {
    for (const conference::Link& link : live->state.links) {
      links.push_back(members_->issued(id, link));
    }
  }
  return links;
}

std::vector<ConferenceId> ConferenceHost::conferences() const {
  std::vector<ConferenceId> ids;
  for (const auto& [id, live] : members_->conferences) {
    ids.push_back(id);
  }
  return ids;
}

const State* ConferenceHost::state(const ConferenceId& id) const {
  const LiveConference* const live = members_->find(id);
  return live == nullptr ? nullptr : &live->state;
}

// ---- Doors ----------------------------------------------------------------------------------------------------------

Result<auth::Claims, Problem> ConferenceHost::authenticate(std::string_view token, Now now) const {
  if (token.empty()) {
    return failure(token_missing());
  }
  auto claims = auth::verify(token, members_->key);
  if (!claims) {
    members_->count("tokens_refused");
    return failure(token_invalid());
  }
  if (auto live = members_->admit(*claims, now); !live) {
    members_->count("tokens_refused");
    return failure(live.error());
  }
  return *std::move(claims);
}

Result<auth::Claims, Problem> ConferenceHost::authenticate(std::string_view token, const ConferenceId& id,
                                                           Now now) const {
  auto claims = authenticate(token, now);
  if (claims && claims->conference != id) {
    return failure(problem_of(members_->find(id) == nullptr ? conference::Refusal::no_such_conference
                                                            : conference::Refusal::not_permitted));
  }
  return claims;
}

Result<auth::Claims, Problem> ConferenceHost::admit_account(const AccountName& account, const ConferenceId& id) const {
  if (members_->find(id) == nullptr) {
    return failure(problem_of(conference::Refusal::no_such_conference));
  }
  return auth::Claims{.conference = id, .link = {}, .role = auth::Role::organiser, .account = account};
}

Result<Executed, Problem> ConferenceHost::execute(const auth::Claims& claims, const conference::CommandRequest& request,
                                                  Now now) {
  const auto live = members_->admit_command(claims, now);
  if (!live) {
    return failure(live.error());
  }
  // Who may not do it at all is told so first, whatever has happened since.
  const bool may =
      auth::may(claims.role, claims.site, conference::act_of(request.command), conference::target_of(request.command));
  if (may && conference::is_stale((*live)->state, request)) {
    members_->count("commands_refused");
    return failure(HostMembers::stale_since(**live, *request.expected_seq));
  }
  auto command = may ? members_->boxed(**live, request.command, now) : request.command;
  if (!command) {
    members_->count("commands_refused");
    return failure(command.error());
  }
  if (auto* const issue = std::get_if<conference::IssueLink>(&*command); issue != nullptr && issue->link == LinkId{}) {
    issue->link = members_->fresh_link();
  }
  auto done = members_->execute(**live, *command, Actor{claims.role, claims.link, claims.site, claims.account}, now);
  if (done && !done->records.empty()) {
    const std::uint64_t seq = done->seq;
    members_->enforce_revocations(**live, *done);
    members_->settle(**live, now);
    done->seq = std::max(seq, (*live)->state.seq);
    for (conference::EventRecord& record : done->records) {
      record.event = conference::told(record.event);
    }
  }
  return done;
}

Result<void, Problem> ConferenceHost::would_execute(const auth::Claims& claims, const conference::Command& command,
                                                    Now now) {
  const auto live = members_->admit_command(claims, now);
  if (!live) {
    return failure(live.error());
  }
  const Actor actor{claims.role, claims.link, claims.site, claims.account};
  return members_->decide(**live, command, actor, now).map([](const auto&) {});
}

Result<Frame, Problem> ConferenceHost::snapshot(const auth::Claims& claims, Now now) const {
  const auto admitted = members_->admit(claims, auth::Act::watch, now);
  if (!admitted) {
    return failure(admitted.error());
  }
  return (*admitted)->channel.state_json((*admitted)->state);
}

Result<std::vector<IssuedLink>, Problem> ConferenceHost::links(const auth::Claims& claims, Now now) const {
  const auto live = members_->admit(claims, auth::Act::list_links, now);
  if (!live) {
    return failure(live.error());
  }
  return issued_links(claims.conference);
}

Result<std::string, Problem> ConferenceHost::paper(const auth::Claims& claims, const PaperId& paper, Now now) const {
  const auto live = members_->admit(claims, auth::Act::watch, now);
  if (!live) {
    return failure(live.error());
  }
  const State& state = (*live)->state;
  const conference::SubmittedPaper* const found = conference::submitted_paper(state, paper);
  const Actor reader{claims.role, claims.link, claims.site, claims.account};
  if (found == nullptr || !conference::may_read(*found, reader)) {
    return failure(problem_of(conference::Refusal::no_such_paper));  // whether there is one is not for all either
  }
  return state.paper_contents.at(paper);
}

Result<Subscription, Problem> ConferenceHost::subscribe(const auth::Claims& claims, std::optional<std::uint64_t> since,
                                                        SubscriptionHandlers handlers, Now now) {
  const auto live = members_->admit(claims, auth::Act::watch, now);
  if (!live) {
    return failure(live.error());
  }
  EventChannel& channel = (*live)->channel;
  if (channel.subscribers() >= members_->limits.subscriptions_per_conference) {
    return failure(too_many_sessions());
  }
  const SubscriptionId id{members_->next_subscription++};
  channel.add(id, claims, std::move(handlers));
  members_->subscriptions.emplace(id, claims.conference);
  members_->count("subscriptions_opened");
  Subscription subscription{id, channel.backlog((*live)->state, claims, since)};
  // Signals have no number, so those that were missed are not sent again: what is in the slots now is.
  for (const MediaRoom::Slot& slot : (*live)->room.shown(claims.link)) {
    subscription.backlog.push_back(std::make_shared<const std::string>(conference::signal_frame(slot.changed())));
  }
  return subscription;
}

void ConferenceHost::unsubscribe(SubscriptionId subscription) {
  const auto found = members_->subscriptions.find(subscription);
  if (found == members_->subscriptions.end()) {
    return;
  }
  if (LiveConference* const live = members_->find(found->second)) {
    live->channel.remove(subscription);
  }
  members_->subscriptions.erase(found);
}

void ConferenceHost::end_account(const AccountName& account) {
  for (auto& [id, live] : members_->conferences) {
    live.channel.end_account(account);
  }
  members_->forget_ended_subscriptions();
}

std::vector<AccountName> ConferenceHost::watching_accounts() const {
  std::set<AccountName> accounts;
  for (const auto& [id, live] : members_->conferences) {
    live.channel.add_accounts(accounts);
  }
  return {accounts.begin(), accounts.end()};
}

// ---- Media sessions -------------------------------------------------------------------------------------------------

Result<OpenedSession, Problem> ConferenceHost::publish(const auth::Claims& claims, conference::MediaSource source,
                                                       std::string_view offer_sdp, Now now) {
  const auto admitted = members_->admit(claims, act_of(source), now);
  if (!admitted) {
    return failure(admitted.error());
  }
  LiveConference& live = **admitted;
  if (live.state.phase == conference::Phase::concluded) {
    members_->count("sessions_refused");
    return failure(problem_of(conference::Refusal::conference_concluded));
  }
  auto published = live.room.publish(claims, source, offer_sdp);
  if (!published) {
    members_->count("sessions_refused");
    return failure(published.error());
  }
  members_->count("publishers_opened");
  if (const auto& replaced = published->replaced) {
    members_->count("publishers_replaced");
    const conference::PublisherReplaced signal{replaced->name, replaced->source};
    if (replaced->site) {
      live.channel.signal_site(*replaced->site, signal);
    } else {
      live.channel.signal_link(replaced->link, signal);
    }
  }
  members_->settle(live, now);
  return std::move(published->session);
}

Result<OpenedSession, Problem> ConferenceHost::receive(const auth::Claims& claims, View view,
                                                       std::string_view offer_sdp, Now now) {
  const auto live = members_->admit(claims, act_of(view), now);
  if (!live) {
    return failure(live.error());
  }
  auto opened = (*live)->room.receive(claims, view, offer_sdp);
  if (!opened) {
    members_->count("sessions_refused");
    return opened;
  }
  members_->count("receivers_opened");
  members_->settle(**live, now);
  return opened;
}

Result<Patched, Problem> ConferenceHost::patch(const auth::Claims& claims, std::string_view session,
                                               const std::optional<std::string>& if_match,
                                               std::string_view fragment_sdp, Now now) {
  const auto live = members_->admit(claims, now);
  if (!live) {
    return failure(live.error());
  }
  return (*live)->room.patch(claims.link, session, if_match, fragment_sdp);
}

Result<void, Problem> ConferenceHost::size(const auth::Claims& claims, std::string_view session,
                                           const std::map<std::string, std::uint16_t>& heights_px, Now now) {
  const auto live = members_->admit(claims, now);
  if (!live) {
    return failure(live.error());
  }
  return (*live)->room.size(claims.link, session, heights_px);
}

Result<void, Problem> ConferenceHost::close(const auth::Claims& claims, std::string_view session, Now now) {
  const auto admitted = members_->admit(claims, now);
  if (!admitted) {
    return failure(admitted.error());
  }
  LiveConference& live = **admitted;
  const auto closed = live.room.close(claims.link, session);
  if (!closed) {
    return failure(no_such_session());
  }
  members_->count("sessions_closed");
  if (closed->concerns_presence()) {
    live.last_reason[*closed->site] = conference::LeaveReason::closed;
  }
  members_->settle(live, now);
  return {};
}

Instant ConferenceHost::deadline() const {
  Instant next = kNever;
  for (const auto& [id, live] : members_->conferences) {
    next = std::min({next, live.retry_at, live.rotates_at, live.expiry_at});
    for (const auto& [site, leaving] : live.leaving) {
      next = std::min(next, leaving.at);
    }
    for (const auto& [site, at] : live.falling_back) {
      next = std::min(next, at);
    }
  }
  return next;
}

void ConferenceHost::handle_timeout(Now now) {
  for (auto& [id, live] : members_->conferences) {
    const bool due = std::min({live.retry_at, live.rotates_at, live.expiry_at}) <= now.instant ||
                     std::ranges::any_of(live.leaving, [&](const auto& one) { return one.second.at <= now.instant; }) ||
                     std::ranges::any_of(live.falling_back, [&](const auto& one) { return one.second <= now.instant; });
    if (due) {
      members_->enforce_expiries(live, now);
      members_->settle(live, now);
    }
  }
}

void ConferenceHost::shut_down() {
  members_->subscriptions.clear();
  for (auto& [id, live] : members_->conferences) {
    live.channel.end_all(SubscriptionEnd::shutting_down);
  }
}

std::vector<std::pair<std::string, std::uint64_t>> ConferenceHost::counters() const {
  std::vector<std::pair<std::string, std::uint64_t>> all{members_->counters.begin(), members_->counters.end()};
  std::size_t sessions = 0;
  std::size_t subscribers = 0;
  for (const auto& [id, live] : members_->conferences) {
    sessions += live.room.size();
    subscribers += live.channel.subscribers();
  }
  all.emplace_back("conferences_now", members_->conferences.size());
  all.emplace_back("sessions_now", sessions);
  all.emplace_back("subscriptions_now", subscribers);
  return all;
}

}  // namespace diemcau::server
