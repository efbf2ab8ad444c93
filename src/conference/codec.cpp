#include "conference/codec.hpp"

namespace diemcau::conference::codec {

std::string Path::text() const {
  std::string before = parent == nullptr ? std::string{} : parent->text();
  if (parent == nullptr) {
    return before;
  }
  if (name.empty()) {
    return before + "[" + std::to_string(position) + "]";
  }
  if (!before.empty()) {
    before += '.';
  }
  return before += name;
}

void Decoder::read_bool(const boost::json::value& value, bool& into, const Path& at) {
  if (!value.is_bool()) {
    fail(JsonError::Kind::wrong_type, at);
    return;
  }
  into = value.get_bool();
}

std::int64_t Decoder::read_number(const boost::json::value& value, Bounds bounds, const Path& at) {
  if (!value.is_number() || value.is_double()) {
    fail(JsonError::Kind::wrong_type, at);
    return 0;
  }
  boost::system::error_code error;
  const auto number = value.to_number<std::int64_t>(error);
  if (error || number < bounds.least || number > bounds.most) {
    fail(JsonError::Kind::wrong_value, at);
    return 0;
  }
  return number;
}

void Decoder::read_text(const boost::json::value& value, std::string& into, const Path& at) {
  if (!value.is_string()) {
    fail(JsonError::Kind::wrong_type, at);
    return;
  }
  into = std::string_view{value.get_string()};
}

const boost::json::object* Decoder::object_of(const boost::json::value& value, const Path& at) {
  if (!value.is_object()) {
    fail(JsonError::Kind::wrong_type, at);
  }
  return value.if_object();
}

const boost::json::array* Decoder::array_of(const boost::json::value& value, const Path& at) {
  if (!value.is_array()) {
    fail(JsonError::Kind::wrong_type, at);
  }
  return value.if_array();
}

}  // namespace diemcau::conference::codec
