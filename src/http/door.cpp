#include "http/door.hpp"

#include <algorithm>

#include "http/credentials.hpp"

namespace diemcau::http {
namespace {

Result<std::string_view, Refused> token_of(const Call& call) {
  if (const auto bearer = bearer_token(call.request.field("Authorization"))) {
    return *bearer;
  }
  if (const auto parameter = call.parameter("access_token"); parameter && !parameter->empty()) {
    return *parameter;
  }
  return failure(refused(server::token_missing()));
}

}  // namespace

std::string_view Call::part(std::string_view name) const {
  const auto found = std::ranges::find(path, name, &std::pair<std::string_view, std::string>::first);
  return found == path.end() ? std::string_view{} : found->second;
}

std::optional<std::string_view> Call::parameter(std::string_view name) const {
  const auto found = std::ranges::find(parameters, name, &std::pair<std::string, std::string>::first);
  return found == parameters.end() ? std::nullopt : std::optional<std::string_view>{found->second};
}

Result<ConferenceId, Refused> conference_of(const Call& call) {
  const std::string_view name = call.part("id");
  if (!is_slug(name)) {
    return failure(no_such_conference());
  }
  return ConferenceId{std::string{name}};
}

Result<auth::Claims, Refused> authorised_for_path(const Call& call) {
  const auto token = token_of(call);
  if (!token) {
    return failure(token.error());
  }
  const auto conference = conference_of(call);
  if (!conference) {
    return failure(conference.error());
  }
  return call.services.host.authenticate(*token, *conference).map_error([](const auto& problem) {
    return refused(problem);
  });
}

Result<auth::Claims, Refused> authorised(const Call& call) {
  const auto token = token_of(call);
  if (!token) {
    return failure(token.error());
  }
  return call.services.host.authenticate(*token).map_error([](const auto& problem) { return refused(problem); });
}

bool has_content_type(const Request& request, std::string_view type) {
  const std::string_view field = request.field("Content-Type");
  return equal_ignoring_case(trimmed(field.substr(0, field.find(';'))), type);
}

}  // namespace diemcau::http
