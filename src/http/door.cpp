#include "http/door.hpp"

#include <algorithm>

#include "auth/session.hpp"
#include "http/credentials.hpp"
#include "server/account_problem.hpp"
#include "server/conference_host.hpp"

namespace diemcau::http {
namespace {

// Methods that change nothing (RFC 9110 section 9.2.1).
bool is_safe(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

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

Result<AccountCall, Refused> signed_in(const Call& call) {
  const auto token = session_cookie(call.request.field("Cookie"));
  if (!token) {
    return failure(refused(server::not_signed_in()));
  }
  auto caller = call.services.accounts.caller(*token, call.now);
  if (!caller) {
    return failure(refused(caller.error()));
  }
  if (!is_safe(call.request.method) && !auth::is_csrf_of(call.request.field("X-CSRF-Token"), *token)) {
    return failure(csrf_refused());
  }
  if (call.request.wants_websocket && !is_same_origin(call.request.field("Origin"), call.request.field("Host"))) {
    return failure(origin_refused());
  }
  return AccountCall{*std::move(caller), *token};
}

Result<AccountCall, Refused> signed_in_as_administrator(const Call& call) {
  auto account = signed_in(call);
  if (account && !auth::may_manage_accounts(account->caller.role)) {
    return failure(refused(server::not_administrator()));
  }
  return account;
}

Result<auth::Claims, Refused> authorised_for_path(const Call& call) {
  const auto token = token_of(call);
  const bool by_account = !token && session_cookie(call.request.field("Cookie"));
  if (!token && !by_account) {
    return failure(token.error());
  }
  const auto account = by_account ? signed_in(call) : Result<AccountCall, Refused>{};
  if (!account) {
    return failure(account.error());
  }
  const auto conference = conference_of(call);
  if (!conference) {
    return failure(conference.error());
  }
  if (by_account) {
    return call.services.host.admit_account(account->caller.name, *conference).map_error([](const auto& problem) {
      return refused(problem);
    });
  }
  return call.services.host.authenticate(*token, *conference, call.now).map_error([](const auto& problem) {
    return refused(problem);
  });
}

Result<auth::Claims, Refused> authorised(const Call& call) {
  const auto token = token_of(call);
  if (!token) {
    return failure(token.error());
  }
  return call.services.host.authenticate(*token, call.now).map_error([](const auto& problem) {
    return refused(problem);
  });
}

bool has_content_type(const Request& request, std::string_view type) {
  const std::string_view field = request.field("Content-Type");
  return equal_ignoring_case(trimmed(field.substr(0, field.find(';'))), type);
}

}  // namespace diemcau::http
