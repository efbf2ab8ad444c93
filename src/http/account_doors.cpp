#include "http/account_doors.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <memory>

#include "auth/session.hpp"
#include "conference/json.hpp"
#include "http/credentials.hpp"
#include "http/json_body.hpp"
#include "server/conference_host.hpp"

namespace diemcau::http {
namespace {

using Settled = std::variant<Response, Refused>;

// Whether the cookie shall travel over HTTPS only: this server's own, or that of a proxy before it which says so.
// Whoever lies about that keeps the cookie from nobody but themselves.
bool is_secure(const Request& request) {
  return request.encrypted || equal_ignoring_case(trimmed(request.field("X-Forwarded-Proto")), "https");
}

// Without Max-Age: it goes with the browser, whose machine may be everybody's.
std::string cookie(std::string_view token, bool secure) {
  std::string text{kSessionCookie};
  text.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Strict").append(secure ? "; Secure" : "");
  return token.empty() ? text + "; Max-Age=0" : text;
}

boost::json::object json_of(const AccountName& name, auth::AccountRole role) {
  return {{"name", name.value()}, {"role", to_text(role)}};
}

boost::json::object json_of(const server::AccountInfo& info) {
  boost::json::object object = json_of(info.name, info.role);
  object["created_at"] = conference::to_rfc3339(info.created_at);
  if (info.signed_in_at) {
    object["signed_in_at"] = conference::to_rfc3339(*info.signed_in_at);
  }
  return object;
}

Response account_response(const server::Caller& caller, std::string_view token) {
  boost::json::object body;
  body["account"] = json_of(caller.name, caller.role);
  body["csrf"] = auth::csrf_of(token);
  return json(200, boost::json::serialize(body));
}

// `begun` is what the accounts want computed; `finish(begun, now)` gives the response, or a problem.
template <class Begun, class Finish>
Answer later(Begun begun, Finish finish) {
  const auto shared = std::make_shared<Begun>(std::move(begun));
  return Later{[shared] { shared->work.run(); },
               [shared, finish = std::move(finish)](server::Now now) -> Settled { return finish(*shared, now); }};
}

// The response to whoever has just signed in, with the cookie.
Response welcome(const server::SignedIn& signed_in, bool secure) {
  return std::move(
      account_response(signed_in.caller, signed_in.token).with("Set-Cookie", cookie(signed_in.token, secure)));
}

Result<std::optional<auth::AccountRole>, Refused> role_of(const boost::json::object& body) {
  const auto text = optional_text_of(body, "role");
  if (!text) {
    return failure(text.error());
  }
  if (!*text) {
    return std::nullopt;
  }
  const auto role = from_text<auth::AccountRole>(**text);
  if (!role) {
    return failure(invalid_field("The field \"role\" is \"administrator\" or \"organiser\"."));
  }
  return role;
}

}  // namespace

Answer login(const Call& call) {
  const auto body = parse_object(call.request.body, {"name", "password"});
  const auto name = body ? text_of(*body, "name") : failure(body.error());
  auto password = name ? text_of(*body, "password") : failure(name.error());
  if (!password) {
    return password.error();
  }
  server::Accounts& all = call.services.accounts;
  auto attempt = all.begin_login(*name, *std::move(password), call.request.peer, call.now);
  if (!attempt) {
    return refused(attempt.error());
  }
  const bool secure = is_secure(call.request);
  return later(*std::move(attempt), [&all, secure](const server::LoginAttempt& done, server::Now now) -> Settled {
    const auto signed_in = all.finish_login(done, now);
    return signed_in ? Settled{welcome(*signed_in, secure)} : Settled{refused(signed_in.error())};
  });
}

Answer logout(const Call& call) {
  const auto who = signed_in(call);
  if (!who) {
    return who.error();
  }
  if (const auto done = call.services.accounts.log_out(who->caller); !done) {
    return refused(done.error());
  }
  call.services.host.end_account(who->caller.name);
  return std::move(empty(204).with("Set-Cookie", cookie({}, is_secure(call.request))));
}

Answer account(const Call& call) {
  const auto who = signed_in(call);
  return who ? Answer{account_response(who->caller, who->token)} : Answer{who.error()};
}

Answer change_password(const Call& call) {
  const auto who = signed_in(call);
  if (!who) {
    return who.error();
  }
  const auto body = parse_object(call.request.body, {"present", "password"});
  auto present = body ? text_of(*body, "present") : failure(body.error());
  auto password = present ? text_of(*body, "password") : failure(present.error());
  if (!password) {
    return password.error();
  }
  server::Accounts& all = call.services.accounts;
  auto attempt = all.begin_change(who->caller, *std::move(present), *std::move(password), call.request.peer, call.now);
  if (!attempt) {
    return refused(attempt.error());
  }
  const bool secure = is_secure(call.request);
  server::ConferenceHost& host = call.services.host;
  return later(*std::move(attempt),
               [&all, &host, secure](const server::LoginAttempt& done, server::Now now) -> Settled {
                 const auto signed_in = all.finish_change(done, now);
                 if (!signed_in) {
                   return refused(signed_in.error());
                 }
                 host.end_account(signed_in->caller.name);
                 return welcome(*signed_in, secure);
               });
}

Answer accounts(const Call& call) {
  const auto who = signed_in_as_administrator(call);
  if (!who) {
    return who.error();
  }
  const auto all = call.services.accounts.list();
  if (!all) {
    return refused(all.error());
  }
  boost::json::array list;
  for (const server::AccountInfo& info : *all) {
    list.push_back(json_of(info));
  }
  boost::json::object body;
  body["accounts"] = std::move(list);
  return json(200, boost::json::serialize(body));
}

Answer add_account(const Call& call) {
  const auto who = signed_in_as_administrator(call);
  if (!who) {
    return who.error();
  }
  const auto body = parse_object(call.request.body, {"name", "role", "password"});
  const auto name = body ? text_of(*body, "name") : failure(body.error());
  auto password = name ? text_of(*body, "password") : failure(name.error());
  const auto role = password ? role_of(*body) : failure(password.error());
  if (!role) {
    return role.error();
  }
  server::Accounts& all = call.services.accounts;
  auto draft = all.begin_add(*name, role->value_or(auth::AccountRole::organiser), *std::move(password));
  if (!draft) {
    return refused(draft.error());
  }
  return later(*std::move(draft), [&all](const server::AccountDraft& done, server::Now now) -> Settled {
    const auto added = all.finish_add(done, now);
    return added ? Settled{json(201, boost::json::serialize(json_of(*added)))} : Settled{refused(added.error())};
  });
}

Answer edit_account(const Call& call) {
  const auto who = signed_in_as_administrator(call);
  if (!who) {
    return who.error();
  }
  const auto body = parse_object(call.request.body, {"role", "password"});
  auto password = body ? optional_text_of(*body, "password") : failure(body.error());
  const auto role = password ? role_of(*body) : failure(password.error());
  if (!role) {
    return role.error();
  }
  server::Accounts& all = call.services.accounts;
  auto draft = all.begin_edit(call.part("name"), *role, *std::move(password));
  if (!draft) {
    return refused(draft.error());
  }
  server::ConferenceHost& host = call.services.host;
  return later(*std::move(draft), [&all, &host](const server::AccountDraft& done, server::Now) -> Settled {
    const auto edited = all.finish_edit(done);
    if (!edited) {
      return refused(edited.error());
    }
    if (done.work.hashed) {
      host.end_account(edited->name);
    }
    return json(200, boost::json::serialize(json_of(*edited)));
  });
}

Answer remove_account(const Call& call) {
  const auto who = signed_in_as_administrator(call);
  if (!who) {
    return who.error();
  }
  const auto removed = call.services.accounts.remove(call.part("name"));
  if (!removed) {
    return refused(removed.error());
  }
  call.services.host.end_account(*removed);
  return empty(204);
}

}  // namespace diemcau::http
