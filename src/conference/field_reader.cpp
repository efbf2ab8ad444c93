#include "conference/field_reader.hpp"

#include <algorithm>

namespace diemcau::conference {

const boost::json::value* FieldReader::field(std::string_view name) {
  const boost::json::value* const value = object_.if_contains(name);
  if (value == nullptr) {
    fail(JsonError::Kind::missing_field, path_of(name));
  }
  return value;
}

std::string FieldReader::text(std::string_view name) {
  const boost::json::value* const value = field(name);
  if (value == nullptr) {
    return {};
  }
  if (!value->is_string()) {
    fail(JsonError::Kind::wrong_type, path_of(name));
    return {};
  }
  return std::string{std::string_view{value->get_string()}};
}

bool FieldReader::boolean(std::string_view name) {
  const boost::json::value* const value = field(name);
  if (value == nullptr) {
    return false;
  }
  if (!value->is_bool()) {
    fail(JsonError::Kind::wrong_type, path_of(name));
    return false;
  }
  return value->get_bool();
}

std::uint64_t FieldReader::number(std::string_view name, std::uint64_t most) {
  const boost::json::value* const value = field(name);
  if (value == nullptr) {
    return 0;
  }
  if (!value->is_number() || value->is_double()) {
    fail(JsonError::Kind::wrong_type, path_of(name));
    return 0;
  }
  boost::system::error_code error;
  const auto number = value->to_number<std::uint64_t>(error);
  if (error || number > most) {
    fail(JsonError::Kind::wrong_value, path_of(name));
    return 0;
  }
  return number;
}

void FieldReader::only(std::initializer_list<std::string_view> names) {
  for (const auto& field : object_) {
    if (std::ranges::find(names, std::string_view{field.key()}) == names.end()) {
      fail(JsonError::Kind::unknown_field, path_of(field.key()));
    }
  }
}

}  // namespace diemcau::conference
