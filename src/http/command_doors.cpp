#include "http/command_doors.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>

#include "auth/role.hpp"
#include "conference/json.hpp"
#include "server/conference_host.hpp"

namespace diemcau::http {
namespace {

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

template <class Holder>
boost::json::object role_and_site(const Holder& holder) {
  boost::json::object object;
  object["role"] = auth::to_text(holder.role);
  if (holder.site) {
    object["site"] = holder.site->value();
  }
  return object;
}

}  // namespace

namespace {

server::FieldFault fault_of(const conference::JsonError& error) {
  using Kind = conference::JsonError::Kind;
  const conference::Text missing = conference::text_of(conference::FaultKind::missing);
  switch (error.kind) {
    case Kind::missing_field:
      return {error.field, "missing", std::string{missing.vi}, std::string{missing.en}};
    case Kind::unknown_field:
      return {error.field, "unknown_field", "Không có trường này.", "There is no such field."};
    case Kind::malformed:
    case Kind::unknown_type:
    case Kind::wrong_type:
    case Kind::wrong_value:
      break;
  }
  return {error.field, "wrong_value", "Giá trị không hợp lệ.", "Not a valid value."};
}

}  // namespace

Refused refused_json(const conference::JsonError& error) {
  using Kind = conference::JsonError::Kind;
  Refused refused = invalid_field(conference::describe(error));
  switch (error.kind) {
    case Kind::malformed:
      return malformed_json();
    case Kind::unknown_type:
      return unknown_command();
    case Kind::missing_field:
    case Kind::wrong_type:
    case Kind::wrong_value:
    case Kind::unknown_field:
      refused.faults.push_back(fault_of(error));
      return refused;
  }
  return malformed_json();
}

Answer me(const Call& call) {
  const auto claims = authorised(call);
  if (!claims) {
    return claims.error();
  }
  boost::json::object body = role_and_site(*claims);
  body["conference"] = claims->conference.value();
  body["link"] = claims->link.value();
  return json(200, boost::json::serialize(body));
}

Answer conference(const Call& call) {
  const auto claims = authorised_for_path(call);
  if (!claims) {
    return claims.error();
  }
  auto snapshot = call.services.host.snapshot(*claims, call.now);
  if (!snapshot) {
    return refused(snapshot.error());
  }
  return json(200, std::move(*snapshot));
}

Answer command(const Call& call) {
  const auto claims = authorised_for_path(call);
  if (!claims) {
    return claims.error();
  }
  const auto request = conference::parse_command(call.request.body);
  if (!request) {
    return refused_json(request.error());
  }
  const auto executed = call.services.host.execute(*claims, *request, call.now);
  if (!executed) {
    return refused(executed.error());
  }
  boost::json::array events;
  for (const auto& record : executed->records) {
    events.push_back(conference::to_json(record));
  }
  boost::json::object body;
  body["seq"] = executed->seq;
  body["events"] = std::move(events);
  return json(200, boost::json::serialize(body));
}

Answer links(const Call& call) {
  const auto claims = authorised_for_path(call);
  if (!claims) {
    return claims.error();
  }
  const auto issued = call.services.host.links(*claims, call.now);
  if (!issued) {
    return refused(issued.error());
  }
  boost::json::array all;
  for (const server::IssuedLink& one : *issued) {
    boost::json::object link = role_and_site(one.link);
    link["link"] = one.link.id.value();
    if (one.link.name) {
      link["name"] = *one.link.name;
    }
    if (one.link.expires_at) {
      link["expires_at"] = conference::to_rfc3339(*one.link.expires_at);
    }
    link["revoked"] = one.link.revoked;
    link["token"] = one.token;
    all.push_back(std::move(link));
  }
  boost::json::object body;
  body["links"] = std::move(all);
  return json(200, boost::json::serialize(body));
}

Answer events(const Call& call) {
  auto claims = authorised_for_path(call);
  if (!claims) {
    return claims.error();
  }
  if (!call.request.wants_websocket) {
    return websocket_expected();
  }
  const auto since = call.parameter("since");
  const auto seq = since ? number(*since) : std::nullopt;
  if (since && !seq) {
    return malformed_request();
  }
  return EventsWanted{std::move(*claims), seq};
}

}  // namespace diemcau::http
