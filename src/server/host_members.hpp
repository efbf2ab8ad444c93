// What the host consists of, and the steps that its calls share. Only this folder's host files include it.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/token_bucket.hpp"
#include "conference/commands.hpp"
#include "conference/frames.hpp"
#include "conference/state.hpp"
#include "server/conference_host.hpp"
#include "server/event_channel.hpp"
#include "server/level_board.hpp"
#include "server/media_room.hpp"
#include "store/ballot_keys.hpp"
#include "store/store.hpp"

namespace diemcau::server {

// A site without a publisher, on its way out.
struct Leaving {
  Instant at = kNever;
  conference::LeaveReason reason = conference::LeaveReason::connection_lost;
};

// An event that changed phase, floor or scene, for those whose commands come too late.
struct OrderedEvent {
  std::uint64_t seq = 0;
  ChangedSince what;
};
inline constexpr std::size_t kMaxOrderedEvents = 20;  // kept; as many as anybody would read

struct LiveConference {
  LiveConference(conference::State initial, MediaRoom media_room, std::size_t replayed)
      : state(std::move(initial)), room(std::move(media_room)), channel(replayed) {}

  conference::State state;
  MediaRoom room;
  EventChannel channel;
  LevelBoard levels;
  std::map<SiteId, Leaving> leaving;
  std::map<SiteId, Instant> falling_back;  // sites in the scene that are lost, and when the scene leaves them
  std::deque<OrderedEvent> ordered;        // the latest kMaxOrderedEvents
  std::map<SiteId, conference::LeaveReason> last_reason;  // why a site's last publisher ended
  // Of links and of accounts that have sent any.
  std::map<std::pair<LinkId, AccountName>, TokenBucket> command_rates;
  Instant retry_at = kNever;
  Instant rotates_at = kNever;  // when the speaker sees the next site
  std::set<LinkId> expiring;    // links with an end that have come in: what they have open is closed then
  Instant expiry_at = kNever;   // when one of these has to be looked at
};

struct HostMembers {
  HostMembers(store::Store& the_store, store::BallotKeys& the_keys, MediaPort& the_media, auth::FillRandom the_fill,
              HostLimits the_limits, OperatorLog the_log)
      : store(the_store),
        ballot_keys(the_keys),
        media(the_media),
        fill(std::move(the_fill)),
        limits(the_limits),
        log(std::move(the_log)) {}

  store::Store& store;
  store::BallotKeys& ballot_keys;
  MediaPort& media;
  auth::FillRandom fill;
  HostLimits limits;
  OperatorLog log;
  auth::ServerKey key{};
  MediaNumbers numbers;
  std::map<ConferenceId, LiveConference> conferences;
  std::set<ConferenceId> left_out;  // whose log cannot be read: somebody has to look, and the others go on
  std::map<SubscriptionId, ConferenceId> subscriptions;
  std::uint64_t next_subscription = 1;
  std::string last_failure;  // of the store
  std::uint64_t same_failures = 0;
  std::map<std::string, std::uint64_t, std::less<>> counters{
      {"commands_executed", 0}, {"commands_refused", 0},  {"events_written", 0},      {"media_events_unknown", 0},
      {"media_retries", 0},     {"publishers_opened", 0}, {"publishers_replaced", 0}, {"receivers_opened", 0},
      {"sessions_closed", 0},   {"sessions_refused", 0},  {"store_failures", 0},      {"subscriptions_opened", 0},
      {"tokens_refused", 0},
  };

  void count(std::string_view name) { ++counters.find(name)->second; }

  void report(const store::StoreError& error);

  // An id that no link has.
  [[nodiscard]] LinkId fresh_link() const;

  [[nodiscard]] LiveConference make(const ConferenceId& id);

  [[nodiscard]] LiveConference* find(const ConferenceId& id);

  // The conference that these claims admit to, now.
  [[nodiscard]] Result<LiveConference*, Problem> admit(const auth::Claims& claims, Now now);

  [[nodiscard]] Result<LiveConference*, Problem> admit(const auth::Claims& claims, auth::Act act, Now now);

  // The same for one command: it is taken out of what this sender may send.
  [[nodiscard]] Result<LiveConference*, Problem> admit_command(const auth::Claims& claims, Now now);
  // As `execute` begins.
  [[nodiscard]] Result<std::vector<conference::Event>, Problem> decide(const LiveConference& live,
                                                                       const conference::Command& command,
                                                                       const conference::Actor& actor, Now now);
  // decide -> append -> apply -> tell. What the events mean for the media is the caller's next step.
  [[nodiscard]] Result<Executed, Problem> execute(LiveConference& live, const conference::Command& command,
                                                  const conference::Actor& actor, Now now);

  // Secret votes; secret_votes.cpp. The command as it is decided about: a choice sealed, sealed choices counted. Where
  // the key is lost the vote is voided, and that is the answer.
  [[nodiscard]] Result<conference::Command, Problem> boxed(LiveConference& live, const conference::Command& command,
                                                           Now now);
  [[nodiscard]] Problem lose(LiveConference& live, std::uint64_t motion, Now now);
  // Before these events are written, and after.
  [[nodiscard]] Result<void, Problem> make_ballot_keys(const LiveConference& live,
                                                       std::span<const conference::EventRecord> records);
  void erase_ballot_keys(const LiveConference& live, std::span<const conference::EventRecord> records);
  void erase_ballot_key(const store::BallotKeyName& name);
  // After replay: no key without its open vote, no open secret vote without its key.
  [[nodiscard]] Result<void, Problem> settle_ballot_keys(Now now);

  // States what the media plane has shown about the site in that place; true when nothing is left to say.
  bool state_facts(LiveConference& live, std::size_t index, Now now);

  // The scene leaves who is lost for too long; true when nothing is left to say.
  bool watch_scene(LiveConference& live, Now now);

  // The state after one more event.
  static void apply(LiveConference& live, const conference::EventRecord& record);

  // A stale command's problem: what has changed since its sender looked.
  [[nodiscard]] static Problem stale_since(const LiveConference& live, std::uint64_t seen);

  // Brings the log to what the media plane has shown, and the media plane to what the state asks for.
  void settle(LiveConference& live, Now now);

  void tell_closed(LiveConference& live, const ClosedSession& closed, std::string_view reason);

  // Nothing of the link stays open.
  void end_link(LiveConference& live, const LinkId& link, conference::LeaveReason reason, SubscriptionEnd end);

  // After events that revoke links, and when links may have expired.
  void enforce_revocations(LiveConference& live, const Executed& done);
  void enforce_expiries(LiveConference& live, Now now);

  // After subscriptions were ended from within.
  void forget_ended_subscriptions();

  template <class Action>
  void with_conference_of(Action action) {
    for (auto& [id, live] : conferences) {
      if (action(live)) {
        return;
      }
    }
    count("media_events_unknown");
  }

  [[nodiscard]] Result<void, Problem> read_key();

  void replay_into(LiveConference& live, std::span<const conference::EventRecord> records);

  [[nodiscard]] Result<void, Problem> replay(const ConferenceId& id);

  // Nobody is connected to a server that has just started.
  [[nodiscard]] Result<void, Problem> reset_presence(LiveConference& live, Now now);

  [[nodiscard]] IssuedLink issued(const ConferenceId& id, const conference::Link& link) const;

  // What the media plane says; media_events.cpp.
  void handle(const engine::SessionConnected& event, Now now);
  void handle(const engine::SessionGone& event, Now now);
  void handle(const engine::TrackStarted& event, Now now);
  void handle(const engine::TrackStopped& event, Now now);
  void handle(const engine::SlotSwitched& event, Now now);
  void handle(const engine::SlotSourceGone& event, Now now);
  void handle(const engine::Levels& event, Now now);
};

}  // namespace diemcau::server
