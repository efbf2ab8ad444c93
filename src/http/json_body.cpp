#include "http/json_body.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>

namespace diemcau::http {

Result<boost::json::object, Refused> parse_object(std::string_view body,
                                                  std::initializer_list<std::string_view> fields) {
  boost::json::parse_options options;
  options.max_depth = 2;
  boost::system::error_code error;
  auto value = boost::json::parse({body.data(), body.size()}, error, {}, options);
  if (error || !value.is_object()) {
    return failure(malformed_json());
  }
  for (const auto& [name, field] : value.get_object()) {
    if (std::ranges::find(fields, std::string_view{name}) == fields.end()) {
      return failure(invalid_field("There is no field \"" + std::string{name} + "\" here."));
    }
  }
  return std::move(value.get_object());
}

Result<std::optional<std::string>, Refused> optional_text_of(const boost::json::object& object,
                                                             std::string_view field) {
  const boost::json::value* const value = object.if_contains(field);
  if (value == nullptr || value->is_null()) {
    return std::nullopt;
  }
  if (!value->is_string()) {
    return failure(invalid_field("The field \"" + std::string{field} + "\" is not a text."));
  }
  return std::string{value->get_string()};
}

Result<std::string, Refused> text_of(const boost::json::object& object, std::string_view field) {
  auto text = optional_text_of(object, field);
  if (!text) {
    return failure(text.error());
  }
  if (!*text) {
    return failure(invalid_field("The field \"" + std::string{field} + "\" is missing."));
  }
  return **std::move(text);
}

}  // namespace diemcau::http
