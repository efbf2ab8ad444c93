// Runs the conferences' effects: commands in, durable events out, pictures and sound assigned accordingly.
//
//   door -> authenticate -> execute: decide -> store.append -> apply -> frames to subscribers, commands to the media
//   plane
//
// Lives on the control thread alone: no call blocks longer than the store's write, nothing here is locked. Knows no
// socket and no HTTP; time is a parameter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "auth/permission.hpp"
#include "auth/secure_random.hpp"
#include "auth/token.hpp"
#include "base/media_ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "conference/commands.hpp"
#include "conference/events.hpp"
#include "conference/media_source.hpp"
#include "conference/state.hpp"
#include "engine/messages.hpp"
#include "server/now.hpp"
#include "server/operator_log.hpp"
#include "server/problem.hpp"
#include "server/subscription.hpp"
#include "server/view.hpp"

namespace diemcau::store {
class BallotKeys;
class Store;
}  // namespace diemcau::store
namespace diemcau::server {

class MediaPort;
struct HostMembers;

struct HostLimits {
  std::size_t sessions_per_conference = 2'000;  // publishers and receivers; one lane's worth of keys and slots
  std::size_t sessions_per_link = 500;          // one hall link may be on many screens
  double commands_per_second = 10;  // of one link, after a burst: what hands on a console do, and no log of noise
  double command_burst = 100;
  std::size_t subscriptions_per_conference = 5'000;
  std::size_t replayed_events = 4'096;  // kept as frames for clients that come back; older ones get a snapshot
  // A site whose publishers are all gone is still present for so long: a page that reloads does not leave.
  Duration leave_grace = std::chrono::seconds{2};
  // The scene stays with a lost site for so long, and then falls back to the main site.
  Duration scene_grace = std::chrono::seconds{60};
};

// What executing a command did, as any door may tell it (conference::told). `records` is empty when it asked for what
// already is.
struct Executed {
  std::uint64_t seq = 0;  // the conference's last event number now
  std::vector<conference::EventRecord> records;
};

struct IssuedLink {
  conference::Link link;
  std::string token;  // empty when revoked
};

// A link that is to be issued.
struct LinkWish {
  auth::Role role = auth::Role::observer;
  std::optional<SiteId> site;  // exactly when role is site
  std::string name;            // for whom
};

// A media session as its client knows it.
struct OpenedSession {
  std::string id;          // unguessable; the last part of Location
  std::string answer_sdp;  // application/sdp
  std::string etag;        // quoted, of the ICE session (RFC 9725 section 4.3.1)
};

// The outcome of PATCH: empty fragment (204) for trickled candidates, a new one (200) with its ETag for a restart.
struct Patched {
  std::string fragment_sdp;  // application/trickle-ice-sdpfrag
  std::string etag;
};

class ConferenceHost {
 public:
  // Borrows the stores and the media port. `fill` makes keys and session names.
  ConferenceHost(store::Store& store, store::BallotKeys& ballot_keys, MediaPort& media, auth::FillRandom fill,
                 HostLimits limits = {}, OperatorLog log = {});
  ~ConferenceHost();
  ConferenceHost(const ConferenceHost&) = delete;
  ConferenceHost& operator=(const ConferenceHost&) = delete;

  // Reads the server's key (or makes it) and replays every log. Sites that were present when the server ended are
  // stated to have left (server_restarted); turn and scene stay. A secret vote whose key is lost is voided. Once,
  // before everything else.
  [[nodiscard]] Result<void, Problem> start(Now now);

  // ---- Conferences and links, for the operator (no token) ----
  // `by`: the system, or an organiser. The links are issued in the same act.
  [[nodiscard]] Result<void, Problem> create(const ConferenceId& id, conference::Create create, Now now,
                                             const conference::Actor& by = {}, const std::vector<LinkWish>& links = {});
  [[nodiscard]] Result<IssuedLink, Problem> issue_link(const ConferenceId& id, auth::Role role,
                                                       const std::optional<SiteId>& site, Now now);
  // All links of a conference with their tokens; none when there is no such conference.
  [[nodiscard]] std::vector<IssuedLink> issued_links(const ConferenceId& id) const;
  [[nodiscard]] std::vector<ConferenceId> conferences() const;
  // Borrowed until the next call; null when there is no such conference.
  [[nodiscard]] const conference::State* state(const ConferenceId& id) const;

  // ---- Doors ----
  // The token is whole, of this server, for a conference that exists, and its link was neither revoked nor has it
  // expired. Claims are looked at again wherever they are used.
  [[nodiscard]] Result<auth::Claims, Problem> authenticate(std::string_view token, Now now) const;
  // As above, for a path that names a conference: a token of another one is `not_permitted`, a conference that does not
  // exist is `no_such_conference`.
  [[nodiscard]] Result<auth::Claims, Problem> authenticate(std::string_view token, const ConferenceId& id,
                                                           Now now) const;

  // The same for somebody who has signed in: an organiser of every conference that exists. Whether the account is still
  // signed in is the caller's to know.
  [[nodiscard]] Result<auth::Claims, Problem> admit_account(const AccountName& account, const ConferenceId& id) const;

  // Whether `execute` would refuse the command as things are, for work that is only worth doing if it would not. Counts
  // as a command of this sender.
  [[nodiscard]] Result<void, Problem> would_execute(const auth::Claims& claims, const conference::Command& command,
                                                    Now now);
  [[nodiscard]] Result<Executed, Problem> execute(const auth::Claims& claims, const conference::CommandRequest& request,
                                                  Now now);
  // The body of GET /conferences/{id}: {"seq","state"}. Written once per event, shared.
  [[nodiscard]] Result<Frame, Problem> snapshot(const auth::Claims& claims, Now now) const;
  [[nodiscard]] Result<std::vector<IssuedLink>, Problem> links(const auth::Claims& claims, Now now) const;
  // What a paper is called in the paper store, for whoever may read it.
  [[nodiscard]] Result<std::string, Problem> paper(const auth::Claims& claims, const PaperId& paper, Now now) const;

  [[nodiscard]] Result<Subscription, Problem> subscribe(const auth::Claims& claims, std::optional<std::uint64_t> since,
                                                        SubscriptionHandlers handlers, Now now);
  void unsubscribe(SubscriptionId subscription);
  // The account has signed out somewhere, or is no more: all that listen in its name are ended. Those that may come
  // back do so with `since`.
  void end_account(const AccountName& account);
  // Accounts in whose name somebody listens.
  [[nodiscard]] std::vector<AccountName> watching_accounts() const;

  // ---- Media sessions (WHIP, WHEP) ----
  [[nodiscard]] Result<OpenedSession, Problem> publish(const auth::Claims& claims, conference::MediaSource source,
                                                       std::string_view offer_sdp, Now now);
  [[nodiscard]] Result<OpenedSession, Problem> receive(const auth::Claims& claims, View view,
                                                       std::string_view offer_sdp, Now now);
  // `if_match` as the header said it, "*" for an ICE restart. Sessions belong to the link that opened them; to any
  // other they do not exist.
  [[nodiscard]] Result<Patched, Problem> patch(const auth::Claims& claims, std::string_view session,
                                               const std::optional<std::string>& if_match,
                                               std::string_view fragment_sdp, Now now);
  [[nodiscard]] Result<void, Problem> size(const auth::Claims& claims, std::string_view session,
                                           const std::map<std::string, std::uint16_t>& heights_px, Now now);
  [[nodiscard]] Result<void, Problem> close(const auth::Claims& claims, std::string_view session, Now now);

  // ---- Media plane ----
  void handle(const engine::Event& event, Now now);

  // When handle_timeout wants to be called next; kNever when nothing waits.
  [[nodiscard]] Instant deadline() const;
  void handle_timeout(Now now);

  // Tells subscribers that the server ends. Nothing is written: the log is whole at any moment.
  void shut_down();

  // For /metrics: stable names.
  [[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> counters() const;

 private:
  std::unique_ptr<HostMembers> members_;
};

}  // namespace diemcau::server
