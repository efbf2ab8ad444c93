#include "auth/token.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "auth/base64url.hpp"

namespace diemcau::auth {
namespace {

namespace json = boost::json;

constexpr std::string_view kVersion = "dc1.";

using Mac = std::array<std::uint8_t, 32>;

Mac mac_of(std::string_view signed_part, const ServerKey& key) {
  Mac mac{};
  const Bytes bytes = as_bytes(signed_part);
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes.data(), bytes.size(), mac.data(), nullptr);
  return mac;
}

std::optional<std::string_view> text_field(const json::object& claims, std::string_view name) {
  const json::value* const field = claims.if_contains(name);
  if (field == nullptr || !field->is_string()) {
    return std::nullopt;
  }
  return std::string_view{field->get_string()};
}

std::optional<Claims> claims_of(const json::object& object) {
  const auto conference = text_field(object, "conference");
  const auto link = text_field(object, "link");
  const auto role_text = text_field(object, "role");
  const auto role = role_text ? from_text<Role>(*role_text) : std::nullopt;
  if (!conference || !link || !role || !is_slug(*conference) || !is_slug(*link) || !is_of_links(*role)) {
    return std::nullopt;
  }
  Claims claims{ConferenceId{std::string{*conference}}, LinkId{std::string{*link}}, *role};
  if (object.contains("site") != (*role == Role::site)) {
    return std::nullopt;
  }
  if (*role == Role::site) {
    const auto site = text_field(object, "site");
    if (!site || !is_slug(*site)) {
      return std::nullopt;
    }
    claims.site = SiteId{std::string{*site}};
  }
  return claims;
}

}  // namespace

std::optional<Claims> read_claims(std::string_view text) {
  json::parse_options options;
  options.max_depth = 2;
  boost::system::error_code error;
  const json::value value = json::parse(text, error, {}, options);
  if (error || !value.is_object()) {
    return std::nullopt;
  }
  return claims_of(value.get_object());
}

std::string sign(const Claims& claims, const ServerKey& key) {
  json::object object{
      {"conference", claims.conference.value()}, {"link", claims.link.value()}, {"role", to_text(claims.role)}};
  if (claims.site) {
    object["site"] = claims.site->value();
  }
  const std::string signed_part = std::string{kVersion} + to_base64url(as_bytes(json::serialize(object)));
  return signed_part + "." + to_base64url(mac_of(signed_part, key));
}

Result<Claims, TokenError> verify(std::string_view token, const ServerKey& key) {
  if (token.size() > kMaxTokenLength) {
    return failure(TokenError::too_long);
  }
  const std::size_t dot = token.rfind('.');
  if (!token.starts_with(kVersion) || dot < kVersion.size() || dot == std::string_view::npos) {
    return failure(TokenError::not_a_token);
  }
  const auto claims_bytes = from_base64url(token.substr(kVersion.size(), dot - kVersion.size()));
  const auto mac = from_base64url(token.substr(dot + 1));
  if (!claims_bytes || !mac) {
    return failure(TokenError::not_a_token);
  }
  const Mac wanted = mac_of(token.substr(0, dot), key);
  if (mac->size() != wanted.size() || CRYPTO_memcmp(mac->data(), wanted.data(), wanted.size()) != 0) {
    return failure(TokenError::wrong_mac);
  }
  auto claims = read_claims(as_text(*claims_bytes));
  if (!claims) {
    return failure(TokenError::bad_claims);
  }
  return *std::move(claims);
}

}  // namespace diemcau::auth
