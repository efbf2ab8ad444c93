#include "server/host_members.hpp"

#include <algorithm>
#include <bit>
#include <boost/algorithm/hex.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

#include "conference/decide.hpp"
#include "conference/json.hpp"
#include "conference/scene_rules.hpp"

namespace diemcau::server {
namespace {

using conference::Actor;
using conference::Command;
using conference::EventRecord;

constexpr std::string_view kKeyName = "server_key";
constexpr std::size_t kLinkLength = 16;                           // 80 bits; a link's id is no secret, only unique
constexpr Duration kRetryAfter = std::chrono::milliseconds{500};  // when the store or the media plane refused
// However far off a link's end is: the wall clock, by which it is told, may be set.
constexpr std::chrono::milliseconds kMaxExpiryWait = std::chrono::minutes{1};

std::string to_hex(Bytes bytes) {
  std::string text;
  boost::algorithm::hex_lower(bytes.begin(), bytes.end(), std::back_inserter(text));
  return text;
}

std::optional<auth::ServerKey> key_from_hex(std::string_view text) {
  auth::ServerKey key{};
  if (text.size() != key.size() * 2) {
    return std::nullopt;
  }
  try {
    boost::algorithm::unhex(text.begin(), text.end(), key.begin());
  } catch (const boost::algorithm::hex_decode_error&) {
    return std::nullopt;
  }
  return key;
}

Instant expiry_look(WallTime expires_at, Now now) {
  return now.instant + std::min(expires_at - now.wall, kMaxExpiryWait);
}

}  // namespace

void HostMembers::report(const store::StoreError& error) {
  count("store_failures");
  // A full disk fails every command: the first failure is said, and then ever fewer.
  same_failures = error.text == last_failure ? same_failures + 1 : 1;
  last_failure = error.text;
  if (log && std::has_single_bit(same_failures)) {
    log(same_failures == 1 ? error.text : error.text + " (" + std::to_string(same_failures) + " times)");
  }
}

LinkId HostMembers::fresh_link() const {
  return LinkId{auth::random_text(fill, kLinkLength)};
}

LiveConference HostMembers::make(const ConferenceId& id) {
  return {conference::empty_state(id), MediaRoom{media, numbers, fill, limits}, limits.replayed_events};
}

LiveConference* HostMembers::find(const ConferenceId& id) {
  const auto found = conferences.find(id);
  return found == conferences.end() ? nullptr : &found->second;
}

Result<LiveConference*, Problem> HostMembers::admit(const auth::Claims& claims, Now now) {
  LiveConference* const live = find(claims.conference);
  if (live == nullptr) {
    return failure(problem_of(conference::Refusal::no_such_conference));
  }
  if (claims.account) {
    return live;  // whoever found the claims has looked at the account
  }
  const conference::Link* const link = live->state.link(claims.link);
  if (link == nullptr || link->role != claims.role || link->site != claims.site) {
    return failure(token_invalid());
  }
  if (link->revoked) {
    return failure(token_revoked());
  }
  if (link->has_expired(now.wall)) {
    return failure(token_expired());
  }
  if (link->expires_at) {
    live->expiring.insert(link->id);
    live->expiry_at = std::min(live->expiry_at, expiry_look(*link->expires_at, now));
  }
  return live;
}

Result<LiveConference*, Problem> HostMembers::admit(const auth::Claims& claims, auth::Act act, Now now) {
  auto live = admit(claims, now);
  if (live && !auth::may(claims.role, claims.site, act, std::nullopt)) {
    return failure(problem_of(conference::Refusal::not_permitted));
  }
  return live;
}

Result<LiveConference*, Problem> HostMembers::admit_command(const auth::Claims& claims, Now now) {
  auto live = admit(claims, now);
  if (!live) {
    return live;
  }
  const std::pair sender{claims.link, claims.account.value_or(AccountName{})};
  const auto [rate, fresh] =
      (*live)->command_rates.try_emplace(sender, limits.command_burst, limits.commands_per_second);
  if (!rate->second.take(now.instant)) {
    count("commands_refused");
    return failure(too_many_commands());
  }
  return live;
}

Result<std::vector<conference::Event>, Problem> HostMembers::decide(const LiveConference& live, const Command& command,
                                                                    const Actor& actor, Now now) {
  auto decided = conference::decide(live.state, command, actor, now.wall);
  if (!decided) {
    count("commands_refused");
    return failure(decided.error() == conference::Refusal::invalid_field
                       ? problem_of(conference::field_faults(command, now.wall))
                       : problem_of(decided.error()));
  }
  return *std::move(decided);
}

Result<Executed, Problem> HostMembers::execute(LiveConference& live, const Command& command, const Actor& actor,
                                               Now now) {
  auto decided = decide(live, command, actor, now);
  if (!decided) {
    return failure(decided.error());
  }
  Executed done{live.state.seq, {}};
  std::vector<std::string> texts;
  for (conference::Event& event : *decided) {
    done.records.push_back({++done.seq, now.wall, actor, std::move(event), live.state.seq + 1});
    texts.push_back(boost::json::serialize(conference::to_json(done.records.back())));
  }
  if (auto made = make_ballot_keys(live, done.records); !made) {
    return failure(made.error());
  }
  if (!texts.empty()) {
    if (auto written = store.append(live.state.id.value(), live.state.seq, texts); !written) {
      report(written.error());
      return failure(storage_failed());
    }
  }
  last_failure.clear();
  count("commands_executed");
  counters["events_written"] += texts.size();
  if (!done.records.empty()) {
    const conference::State before = live.state;
    for (const EventRecord& record : done.records) {
      apply(live, record);
    }
    erase_ballot_keys(live, done.records);
    live.channel.publish(done.records, before, live.state);
  }
  return done;
}

bool HostMembers::state_facts(LiveConference& live, std::size_t index, Now now) {
  // What is said below changes the site's state, but neither its id nor its place.
  const SiteId site = live.state.sites[index].id;
  const bool was_present = live.state.sites[index].present;
  bool said = true;
  const auto say = [&](const Command& command) { said = execute(live, command, Actor{}, now).has_value() && said; };
  if (live.room.is_publishing(site)) {
    live.leaving.erase(site);
    if (!was_present) {
      say(conference::JoinSite{site});
    }
  } else if (was_present) {
    const auto [leaving, is_new] = live.leaving.try_emplace(site);
    if (is_new) {
      leaving->second = {now.instant + limits.leave_grace, live.last_reason[site]};
    }
    if (leaving->second.at <= now.instant) {
      say(conference::LeaveSite{site, leaving->second.reason});
      if (said) {
        live.leaving.erase(site);
      } else {
        leaving->second.at = now.instant + kRetryAfter;
      }
    }
  }
  for (const auto source : {conference::Source::camera, conference::Source::screen}) {
    const conference::SiteState& site_now = live.state.sites[index];
    const bool is_on = source == conference::Source::camera ? site_now.camera : site_now.screen;
    const bool flows = site_now.present && live.room.is_flowing(site, conference::media_source(source));
    if (flows && !is_on) {
      say(conference::StartSource{site, source});
    } else if (!flows && is_on) {
      say(conference::StopSource{site, source});
    }
  }
  return said;
}

bool HostMembers::watch_scene(LiveConference& live, Now now) {
  const std::vector<SiteId> lost = conference::lost_in_scene(live.state);
  std::erase_if(live.falling_back, [&](const auto& one) { return std::ranges::find(lost, one.first) == lost.end(); });
  bool said = true;
  for (const SiteId& site : lost) {
    const auto [waiting, is_new] = live.falling_back.try_emplace(site, now.instant + limits.scene_grace);
    if (waiting->second > now.instant) {
      continue;
    }
    if (execute(live, conference::FallBack{site}, Actor{}, now)) {
      live.falling_back.erase(waiting);
    } else {
      waiting->second = now.instant + kRetryAfter;
      said = false;
    }
  }
  return said;
}

void HostMembers::apply(LiveConference& live, const EventRecord& record) {
  live.state = conference::apply(std::move(live.state), record);
  if (live.state.order_seq == record.seq) {
    live.ordered.push_back({record.seq, {std::string{conference::type_of(record.event)}, record.by.role, record.at}});
    if (live.ordered.size() > kMaxOrderedEvents) {
      live.ordered.pop_front();
    }
  }
}

Problem HostMembers::stale_since(const LiveConference& live, std::uint64_t seen) {
  Problem problem = problem_of(conference::Refusal::stale);
  for (const OrderedEvent& event : live.ordered) {
    if (event.seq > seen) {
      problem.changed_since.push_back(event.what);
    }
  }
  return problem;
}

void HostMembers::settle(LiveConference& live, Now now) {
  bool settled = true;
  for (std::size_t i = 0; i < live.state.sites.size(); ++i) {
    settled = state_facts(live, i, now) && settled;
  }
  settled = watch_scene(live, now) && settled;
  const Production production = production_of(live.state);
  settled = live.room.assign(live.state, production, now.instant) && settled;
  live.rotates_at = production.kind == SceneKind::rotation ? next_rotation(now.instant) : kNever;
  live.retry_at = settled ? kNever : now.instant + kRetryAfter;
  if (!settled) {
    count("media_retries");
  }
}

void HostMembers::tell_closed(LiveConference& live, const ClosedSession& closed, std::string_view reason) {
  count("sessions_closed");
  live.channel.signal_link(closed.link, conference::SessionClosed{closed.name, reason});
}

void HostMembers::end_link(LiveConference& live, const LinkId& link, conference::LeaveReason reason,
                           SubscriptionEnd end) {
  for (const ClosedSession& closed : live.room.close_link(link)) {
    if (closed.concerns_presence()) {
      live.last_reason[*closed.site] = reason;
    }
    tell_closed(live, closed, to_text(reason));
  }
  live.channel.end_link(link, end);
}

void HostMembers::enforce_revocations(LiveConference& live, const Executed& done) {
  for (const EventRecord& record : done.records) {
    if (const auto* const revoked = std::get_if<conference::LinkRevoked>(&record.event)) {
      end_link(live, revoked->link, conference::LeaveReason::link_revoked, SubscriptionEnd::link_revoked);
    }
  }
  forget_ended_subscriptions();
}

void HostMembers::enforce_expiries(LiveConference& live, Now now) {
  if (live.expiry_at > now.instant) {
    return;
  }
  live.expiry_at = kNever;
  for (auto each = live.expiring.begin(); each != live.expiring.end();) {
    const conference::Link& link = *live.state.link(*each);
    if (link.is_good(now.wall)) {
      live.expiry_at = std::min(live.expiry_at, expiry_look(*link.expires_at, now));
      ++each;
    } else {
      end_link(live, link.id, conference::LeaveReason::link_expired, SubscriptionEnd::link_expired);
      each = live.expiring.erase(each);
    }
  }
  forget_ended_subscriptions();
}

void HostMembers::forget_ended_subscriptions() {
  std::erase_if(subscriptions, [&](const auto& one) {
    const LiveConference* const live = find(one.second);
    return live == nullptr || !live->channel.has(one.first);
  });
}

Result<void, Problem> HostMembers::read_key() {
  const auto stored = store.meta(kKeyName);
  if (!stored) {
    report(stored.error());
    return failure(storage_failed());
  }
  if (*stored) {
    const auto read = key_from_hex(**stored);
    if (!read) {
      report({store::StoreError::Code::corrupt, "the server's key in the store is damaged; restore the last copy"});
      return failure(storage_failed());
    }
    key = *read;
    return {};
  }
  fill(key);
  if (auto put = store.put_meta(kKeyName, to_hex(key)); !put) {
    report(put.error());
    return failure(storage_failed());
  }
  return {};
}

// Frames are made only of the events that are kept for those who come back.
void HostMembers::replay_into(LiveConference& live, std::span<const EventRecord> records) {
  const std::uint64_t forgotten =
      records.size() <= limits.replayed_events ? 0 : records.size() - limits.replayed_events;
  while (!records.empty()) {
    const auto end = std::ranges::find_if(records, [&](const EventRecord& one) { return one.act != records[0].act; });
    const auto act = records.first(static_cast<std::size_t>(end - records.begin()));
    const bool is_told = act.back().seq > forgotten;
    const std::optional<conference::State> before = is_told ? std::optional{live.state} : std::nullopt;
    for (const EventRecord& record : act) {
      apply(live, record);
    }
    if (is_told) {
      live.channel.remember(act, *before, live.state);
    }
    records = records.subspan(act.size());
  }
}

Result<void, Problem> HostMembers::replay(const ConferenceId& id) {
  const auto entries = store.load(id.value(), 1);
  if (!entries) {
    report(entries.error());
    return failure(storage_failed());
  }
  std::vector<EventRecord> records;
  records.reserve(entries->size());
  for (const store::Entry& entry : *entries) {
    auto record = conference::parse_record(entry.text);
    if (!record || record->seq != entry.seq) {
      report({store::StoreError::Code::corrupt,
              "entry " + std::to_string(entry.seq) + " of the log of " + id.value() +
                  " cannot be read, so this conference is left out: " +
                  (record ? "it says another number" : conference::describe(record.error()))});
      left_out.insert(id);
      return {};
    }
    records.push_back(*std::move(record));
  }
  LiveConference live = make(id);
  replay_into(live, records);
  conferences.erase(id);
  conferences.emplace(id, std::move(live));
  return {};
}

Result<void, Problem> HostMembers::reset_presence(LiveConference& live, Now now) {
  const std::vector<conference::SiteState> sites = live.state.sites;
  for (const conference::SiteState& site : sites) {
    if (site.present) {
      const conference::LeaveSite leave{site.id, conference::LeaveReason::server_restarted};
      if (auto done = execute(live, leave, Actor{}, now); !done) {
        return failure(done.error());
      }
    }
  }
  return {};
}

IssuedLink HostMembers::issued(const ConferenceId& id, const conference::Link& link) const {
  const auth::Claims claims{id, link.id, link.role, link.site};
  return {link, link.revoked ? std::string{} : auth::sign(claims, key)};
}

}  // namespace diemcau::server
