// What every door gets and gives: a call with the request, the parts of its path and the things it works on; a response
// comes back, or a refusal, or the wish to go on as a WebSocket.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "auth/token.hpp"
#include "base/conference_ids.hpp"
#include "base/result.hpp"
#include "http/message.hpp"
#include "http/problem.hpp"
#include "server/accounts.hpp"
#include "server/directory.hpp"
#include "server/now.hpp"
#include "server/paper_room.hpp"

namespace diemcau::server {
class ConferenceHost;
}

namespace diemcau::http {

class Metrics;

// What the doors work on. Borrowed; outlives the HTTP server.
struct Services {
  server::ConferenceHost& host;
  server::Accounts& accounts;
  server::Directory& directory;
  server::PaperRoom& papers;
  Metrics& metrics;
  // The media plane's counters, for /metrics; may be empty.
  std::function<std::map<std::string, std::uint64_t>()> media_counters;
  // STUN and TURN servers named to clients of WHIP and WHEP (RFC 9725 section 4.6), as "stun:stun.example.org:3478".
  std::vector<std::string> ice_servers;
  // Has these simulated sites, by their tokens, and no others take part in a rehearsal; none: they leave. False when
  // too many rehearsals have some.
  std::function<bool(const ConferenceId&, std::map<SiteId, std::string>)> run_robots = {};
};

struct Call {
  const Request& request;
  const Services& services;
  server::Now now;
  std::vector<std::pair<std::string_view, std::string>> path;   // {name} parts of the pattern, decoded
  std::vector<std::pair<std::string, std::string>> parameters;  // of the query, decoded

  // Empty when the pattern has no such part.
  [[nodiscard]] std::string_view part(std::string_view name) const;
  // Nothing when the query does not have it.
  [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
};

// The session is to become an event WebSocket.
struct EventsWanted {
  auth::Claims claims;
  std::optional<std::uint64_t> since;
};

// The answer needs work that takes long (a password's hash): `work` is run on a thread of its own and looks at nothing
// but what it holds, `then` gives the answer on the control thread.
struct Later {
  std::function<void()> work;
  std::function<std::variant<Response, Refused>(server::Now)> then;
  bool takes_long = false;  // seconds, not a part of one: it waits only for others of its kind
};

using Answer = std::variant<Response, Refused, EventsWanted, Later>;
using Door = Answer (*)(const Call&);

// The conference in the path; a name that cannot be one does not exist.
[[nodiscard]] Result<ConferenceId, Refused> conference_of(const Call& call);
// Somebody who has signed in, as the request's cookie says.
struct AccountCall {
  server::Caller caller;
  std::string_view token;  // the cookie's
};
// A request that changes something must carry the session's X-CSRF-Token too, and a WebSocket an Origin that is ours: a
// browser sends the cookie along whichever page asks.
[[nodiscard]] Result<AccountCall, Refused> signed_in(const Call& call);
[[nodiscard]] Result<AccountCall, Refused> signed_in_as_administrator(const Call& call);

// Who is calling, for the conference of the path: a link by its token, or else an account by its cookie. `authorised`:
// a link, in its own conference.
[[nodiscard]] Result<auth::Claims, Refused> authorised_for_path(const Call& call);
[[nodiscard]] Result<auth::Claims, Refused> authorised(const Call& call);
// Parameters after the type ("; charset=utf-8") do not matter.
[[nodiscard]] bool has_content_type(const Request& request, std::string_view type);

}  // namespace diemcau::http
