#include "http/office_doors.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "conference/json.hpp"
#include "http/command_doors.hpp"
#include "server/conference_office.hpp"

namespace diemcau::http {
namespace {

boost::json::object json_of(const server::ConferenceEntry& one) {
  boost::json::object entry{{"id", one.id.value()},        {"title", one.title},         {"topic", one.topic},
                            {"phase", to_text(one.phase)}, {"rehearsal", one.rehearsal}, {"starts_at", nullptr},
                            {"sites", one.sites}};
  if (one.starts_at) {
    entry["starts_at"] = conference::to_rfc3339(*one.starts_at);
  }
  return entry;
}

// {"sites":["binh-phuoc"]}
Result<std::vector<SiteId>, Refused> parse_sites(std::string_view body) {
  boost::system::error_code error;
  const auto value = boost::json::parse({body.data(), body.size()}, error);
  const auto* const sites = error || !value.is_object() ? nullptr : value.get_object().if_contains("sites");
  if (sites == nullptr || !sites->is_array()) {
    return failure(error ? malformed_json() : invalid_field("The field \"sites\" is a list of ids."));
  }
  std::vector<SiteId> all;
  for (const auto& one : sites->get_array()) {
    if (!one.is_string() || !is_slug(one.get_string())) {
      return failure(invalid_field("The field \"sites\" is a list of ids."));
    }
    all.emplace_back(std::string{one.get_string()});
  }
  if (all.size() > kMaxRobots) {
    return failure(refused(server::problem_of(conference::Refusal::too_many)));
  }
  return all;
}

// The tokens by which the simulated sites come in, as real ones do.
Result<std::map<SiteId, std::string>, Refused> tokens_of(const server::ConferenceHost& host, const ConferenceId& id,
                                                         const std::vector<SiteId>& sites, WallTime now) {
  std::map<SiteId, std::string> tokens;
  for (const server::IssuedLink& one : host.issued_links(id)) {
    const bool wanted = one.link.site && std::ranges::find(sites, *one.link.site) != sites.end();
    if (wanted && one.link.is_good(now)) {
      tokens.emplace(*one.link.site, one.token);
    }
  }
  for (const SiteId& site : sites) {
    if (!tokens.contains(site)) {
      return failure(refused(server::problem_of(conference::Refusal::no_such_site)));
    }
  }
  return tokens;
}

}  // namespace

Answer conferences(const Call& call) {
  if (const auto account = signed_in(call); !account) {
    return account.error();
  }
  boost::json::array all;
  for (const server::ConferenceEntry& one : server::list_conferences(call.services.host)) {
    all.push_back(json_of(one));
  }
  return json(200, boost::json::serialize(boost::json::object{{"conferences", std::move(all)}}));
}

std::optional<Refused> refuse_creation(const Call& call) {
  const auto account = signed_in(call);
  return account ? std::nullopt : std::optional{account.error()};
}

Answer create_conference(const Call& call) {
  const auto account = signed_in(call);
  if (!account) {
    return account.error();
  }
  const auto draft = conference::parse_draft(call.request.body);
  if (!draft) {
    return refused_json(draft.error());
  }
  const auto made = server::make_conference(call.services.host, account->caller.name, *draft, call.now);
  if (!made) {
    return refused(made.error());
  }
  Response response = json(201, boost::json::serialize(boost::json::object{{"id", made->value()}}));
  response.with("Location", "/api/v1/conferences/" + made->value());
  return response;
}

Answer run_robots(const Call& call) {
  const auto account = signed_in(call);
  if (!account) {
    return account.error();
  }
  const auto id = conference_of(call);
  if (!id) {
    return id.error();
  }
  const conference::State* const state = call.services.host.state(*id);
  if (state == nullptr) {
    return no_such_conference();
  }
  if (!state->rehearsal) {
    return refused(server::problem_of(conference::Refusal::no_rehearsal));
  }
  const auto sites = parse_sites(call.request.body);
  if (!sites) {
    return sites.error();
  }
  auto tokens = tokens_of(call.services.host, *id, *sites, call.now.wall);
  if (!tokens) {
    return tokens.error();
  }
  if (!call.services.run_robots(*id, *std::move(tokens))) {
    return refused(server::problem_of(conference::Refusal::too_many));
  }
  return empty(204);
}

}  // namespace diemcau::http
