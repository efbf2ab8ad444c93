#include "http/message.hpp"

#include <algorithm>

namespace diemcau::http {
namespace {

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

}  // namespace

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string_view Request::field(std::string_view name) const {
  const auto found =
      std::ranges::find_if(fields, [&](const auto& field) { return equal_ignoring_case(field.first, name); });
  return found == fields.end() ? std::string_view{} : found->second;
}

std::string_view bytes_of(const Body& body) {
  struct Bytes {
    std::string_view operator()(const std::string& own) const { return own; }
    std::string_view operator()(const std::shared_ptr<const std::string>& shared) const {
      return shared ? std::string_view{*shared} : std::string_view{};
    }
    std::string_view operator()(std::string_view constant) const { return constant; }
  };
  return std::visit(Bytes{}, body);
}

Response& Response::with(std::string_view name, std::string value) {
  // Nothing that came from outside may begin a field of its own (RFC 9110 section 5.5).
  std::ranges::replace_if(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  fields.emplace_back(name, std::move(value));
  return *this;
}

Response empty(unsigned status) {
  return Response{.status = status, .fields = {}, .body = {}};
}

Response json(unsigned status, Body body) {
  Response response{.status = status, .fields = {}, .body = std::move(body)};
  response.with("Content-Type", "application/json").with("Cache-Control", "no-store");
  return response;
}

}  // namespace diemcau::http
