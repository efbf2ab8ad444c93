#include "http/router.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <string>

#include "base/text.hpp"
#include "http/files.hpp"

namespace diemcau::http {
namespace {

// More segments than any pattern has.
constexpr std::size_t kMaxSegments = 16;
constexpr std::size_t kMaxParameters = 16;

// Links' tokens travel in a field of their own, so any origin may be told the answers. What a cookie gives stays with
// our own: browsers keep answers for "*" from pages that had cookies sent along, and X-CSRF-Token is not among the
// fields that others may set.
constexpr std::string_view kAllowedFields = "Authorization, Content-Type, If-Match, If-None-Match";
constexpr std::string_view kExposedFields = "Location, ETag, Link, Retry-After, Content-Language";
constexpr std::string_view kPreflightSeconds = "86400";

struct Target {
  std::vector<std::string> segments;
  std::vector<std::pair<std::string, std::string>> parameters;
};

// Nothing when it is not a target in origin form (RFC 9112 section 3.2.1), has too many parts, or parts that are no
// text once they are decoded.
std::optional<Target> parse_target(std::string_view text) {
  const auto url = boost::urls::parse_origin_form(boost::core::string_view{text.data(), text.size()});
  if (!url || url->segments().size() > kMaxSegments || url->params().size() > kMaxParameters) {
    return std::nullopt;
  }
  Target target;
  for (const std::string segment : url->segments()) {
    if (!is_utf8(segment)) {
      return std::nullopt;
    }
    target.segments.push_back(segment);
  }
  for (const auto& parameter : url->params()) {
    if (!is_utf8(parameter.key) || !is_utf8(parameter.value)) {
      return std::nullopt;
    }
    target.parameters.emplace_back(parameter.key, parameter.value);
  }
  return target;
}

using Parts = std::vector<std::pair<std::string_view, std::string>>;

// The pattern's {parts} when the path fits.
std::optional<Parts> match(std::string_view pattern, const std::vector<std::string>& segments) {
  Parts parts;
  std::size_t at = 0;
  while (!pattern.empty()) {
    pattern.remove_prefix(1);  // the slash
    const std::string_view wanted = pattern.substr(0, pattern.find('/'));
    pattern.remove_prefix(wanted.size());
    if (at == segments.size()) {
      return std::nullopt;
    }
    const std::string& segment = segments[at++];
    if (wanted.starts_with('{')) {
      if (segment.empty()) {
        return std::nullopt;
      }
      parts.emplace_back(wanted.substr(1, wanted.size() - 2), segment);
    } else if (segment != wanted) {
      return std::nullopt;
    }
  }
  return at == segments.size() ? std::optional{std::move(parts)} : std::nullopt;
}

// Every route of one path; empty when there is no such path.
struct Found {
  std::vector<const Route*> routes;
  Parts parts;

  [[nodiscard]] const Route* of(std::string_view method) const {
    const std::string_view wanted = method == "HEAD" ? "GET" : method;
    const auto found = std::ranges::find(routes, wanted, [](const Route* route) { return route->method; });
    return found == routes.end() ? nullptr : *found;
  }
};

// Parts have the same names in all patterns that fit one path (a test sees to it); a pattern that names a segment goes
// before one that takes any.
Found find(const std::vector<std::string>& segments) {
  Found found;
  for (const Route& candidate : routes()) {
    if (auto parts = match(candidate.pattern, segments)) {
      if (!found.routes.empty() && parts->size() > found.parts.size()) {
        continue;
      }
      if (parts->size() < found.parts.size()) {
        found.routes.clear();
      }
      found.routes.push_back(&candidate);
      found.parts = std::move(*parts);
    }
  }
  return found;
}

std::string allow(const Found& found) {
  std::string text;
  for (const Route* route : found.routes) {
    text.append(route->method).append(route->method == "GET" ? ", HEAD, " : ", ");
  }
  return text + "OPTIONS";
}

// RFC 9110 section 9.3.7, and the CORS preflight of the Fetch standard. WHIP clients look for Accept-Post (RFC 9725
// section 4.2).
Response options(const Found& found) {
  Response response = empty(204);
  response.with("Allow", allow(found))
      .with("Access-Control-Allow-Methods", allow(found))
      .with("Access-Control-Allow-Headers", std::string{kAllowedFields})
      .with("Access-Control-Max-Age", std::string{kPreflightSeconds});
  if (const Route* post = found.of("POST")) {
    response.with("Accept-Post", std::string{post->takes});
  }
  if (const Route* patch = found.of("PATCH")) {
    response.with("Accept-Patch", std::string{patch->takes});
  }
  return response;
}

bool takes(const Route& route, const Request& request) {
  return route.takes.empty() ||
         std::ranges::any_of(types_of(route), [&](std::string_view type) { return has_content_type(request, type); });
}

Routed call_door(const Request& request, const Services& services, server::Now now) {
  auto target = parse_target(request.target);
  if (!target) {
    return {malformed_request(), "none"};
  }
  Found found = find(target->segments);
  if (found.routes.empty()) {
    return {answer_file(request, target->segments), "file"};
  }
  if (request.method == "OPTIONS") {
    return {options(found), "options"};
  }
  const Route* const route = found.of(request.method);
  if (route == nullptr) {
    Response response = problem_response(method_not_allowed(), language_of(request));
    response.with("Allow", allow(found));
    return {std::move(response), "none"};
  }
  if (!takes(*route, request)) {
    return {wrong_content_type(route->takes), route->label};
  }
  const Call call{request, services, now, std::move(found.parts), std::move(target->parameters)};
  return {route->door(call), route->label};
}

}  // namespace

std::vector<std::string_view> types_of(const Route& route) {
  std::vector<std::string_view> types;
  std::string_view left = route.takes;
  while (!left.empty()) {
    const std::string_view type = left.substr(0, left.find(','));
    types.push_back(trimmed(type));
    left.remove_prefix(std::min(left.size(), type.size() + 1));
  }
  return types;
}

Result<std::size_t, Refused> most_body_of(const Request& header, const Services& services, server::Now now) {
  auto target = parse_target(header.target);
  if (!target) {
    return kMaxBodyBytes;
  }
  Found found = find(target->segments);
  const Route* const route = found.of(header.method);
  if (route == nullptr || route->file.refusal == nullptr) {
    return kMaxBodyBytes;
  }
  const Call call{header, services, now, std::move(found.parts), std::move(target->parameters)};
  if (auto refusal = route->file.refusal(call)) {
    return failure(std::move(*refusal));
  }
  return route->file.most;
}

Routed route(const Request& request, const Services& services, server::Now now) {
  Routed routed = call_door(request, services, now);
  if (auto* refusal = std::get_if<Refused>(&routed.answer)) {
    routed.answer = respond(request, std::move(*refusal));
  } else if (auto* response = std::get_if<Response>(&routed.answer)) {
    routed.answer = respond(request, std::move(*response));
  }
  return routed;
}

Response respond(const Request& request, std::variant<Response, Refused> settled) {
  const auto* const refusal = std::get_if<Refused>(&settled);
  Response response =
      refusal != nullptr ? problem_response(*refusal, language_of(request)) : std::get<Response>(std::move(settled));
  if (request.target.starts_with("/api/")) {
    response.with("Access-Control-Allow-Origin", "*")
        .with("Access-Control-Expose-Headers", std::string{kExposedFields});
  }
  response.with("X-Content-Type-Options", "nosniff");
  response.without_body = response.without_body || request.method == "HEAD";
  return response;
}

}  // namespace diemcau::http
