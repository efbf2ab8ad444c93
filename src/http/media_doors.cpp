#include "http/media_doors.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <map>

#include "conference/media_source.hpp"
#include "server/conference_host.hpp"

namespace diemcau::http {
namespace {

// Slots that one PUT may size: more than any view has.
constexpr std::size_t kMaxSizedSlots = 64;
// As high as a picture gets (8K), in pixels.
constexpr std::int64_t kMaxHeightPx = 4320;

Response created(const Call& call, const auth::Claims& claims, const server::OpenedSession& session) {
  Response response{.status = 201, .fields = {}, .body = session.answer_sdp};
  response.with("Content-Type", "application/sdp")
      .with("Location", "/api/v1/conferences/" + claims.conference.value() + "/sessions/" + session.id)
      .with("ETag", session.etag)
      .with("Accept-Patch", "application/trickle-ice-sdpfrag")
      .with("Cache-Control", "no-store");
  for (const std::string& server : call.services.ice_servers) {
    response.with("Link", "<" + server + ">; rel=\"ice-server\"");
  }
  return response;
}

using Heights = std::map<std::string, std::uint16_t>;

// {"main":720,"gallery-1":180}
Result<Heights, Refused> parse_heights(std::string_view body) {
  boost::system::error_code error;
  const auto value = boost::json::parse({body.data(), body.size()}, error);
  if (error || !value.is_object()) {
    return failure(malformed_json());
  }
  if (value.get_object().size() > kMaxSizedSlots) {
    return failure(invalid_field("more slots than a view has"));
  }
  Heights heights;
  for (const auto& [slot, height] : value.get_object()) {
    const std::int64_t* const pixels = height.if_int64();
    if (pixels == nullptr || *pixels < 0 || *pixels > kMaxHeightPx) {
      return failure(invalid_field("a height is a whole number of pixels from 0 to 4320"));
    }
    heights.emplace(std::string{slot}, static_cast<std::uint16_t>(*pixels));
  }
  return heights;
}

}  // namespace

Answer whip(const Call& call) {
  const auto claims = authorised_for_path(call);
  if (!claims) {
    return claims.error();
  }
  const auto source = from_text<conference::MediaSource>(call.parameter("source").value_or("camera"));
  if (!source) {
    return malformed_request();
  }
  const auto session = call.services.host.publish(*claims, *source, call.request.body, call.now);
  if (!session) {
    return refused(session.error());
  }
  return created(call, *claims, *session);
}

Answer whep(const Call& call) {
  const auto claims = authorised_for_path(call);
  if (!claims) {
    return claims.error();
  }
  // A player that says nothing is an observer's.
  const auto view = from_text<server::View>(call.parameter("view").value_or("observer"));
  if (!view) {
    return malformed_request();
  }
  const auto session = call.services.host.receive(*claims, *view, call.request.body, call.now);
  if (!session) {
    return refused(session.error());
  }
  return created(call, *claims, *session);
}

Answer patch_session(const Call& call) {
  const auto claims = authorised_for_path(call);
  if (!claims) {
    return claims.error();
  }
  const std::string_view if_match = call.request.field("If-Match");
  const auto patched = call.services.host.patch(*claims, call.part("session"),
                                                if_match.empty() ? std::nullopt : std::optional<std::string>{if_match},
                                                call.request.body, call.now);
  if (!patched) {
    return refused(patched.error());
  }
  if (patched->fragment_sdp.empty()) {
    return empty(204);
  }
  Response response{.status = 200, .fields = {}, .body = patched->fragment_sdp};
  response.with("Content-Type", "application/trickle-ice-sdpfrag").with("ETag", patched->etag);
  return response;
}

Answer delete_session(const Call& call) {
  const auto claims = authorised_for_path(call);
  if (!claims) {
    return claims.error();
  }
  const auto closed = call.services.host.close(*claims, call.part("session"), call.now);
  return closed ? Answer{empty(200)} : Answer{refused(closed.error())};
}

Answer size_slots(const Call& call) {
  const auto claims = authorised_for_path(call);
  if (!claims) {
    return claims.error();
  }
  const auto heights = parse_heights(call.request.body);
  if (!heights) {
    return heights.error();
  }
  const auto sized = call.services.host.size(*claims, call.part("session"), *heights, call.now);
  return sized ? Answer{empty(204)} : Answer{refused(sized.error())};
}

}  // namespace diemcau::http
