// Reads the fields of one JSON object strictly. The first wrong field latches an error and everything after it reads as
// a default, so that a reader may take a whole structure and test once.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/conference_ids.hpp"
#include "conference/json.hpp"

namespace diemcau::conference {

class FieldReader {
 public:
  // Borrows the object. `path` stands before the fields' names in errors: "" or "sites[2].".
  explicit FieldReader(const boost::json::object& object, std::string path = {})
      : object_(object), path_(std::move(path)) {}

  [[nodiscard]] const std::optional<JsonError>& error() const { return error_; }
  [[nodiscard]] bool has(std::string_view name) const { return object_.contains(name); }
  // The path of a field, for errors.
  [[nodiscard]] std::string path_of(std::string_view name) const { return path_ + std::string{name}; }

  std::string text(std::string_view name);
  bool boolean(std::string_view name);
  // A whole number from 0 to `most`.
  std::uint64_t number(std::string_view name, std::uint64_t most);
  // A slug: SiteId, LinkId.
  template <class Id>
  Id id(std::string_view name) {
    std::string value = text(name);
    if (!error_ && !is_slug(value)) {
      fail(JsonError::Kind::wrong_value, path_of(name));
    }
    return Id{std::move(value)};
  }
  template <class Id>
  std::optional<Id> optional_id(std::string_view name) {
    return has(name) ? std::optional{id<Id>(name)} : std::nullopt;
  }
  // One of an enumeration's words.
  template <class FromText>
  auto word(std::string_view name, FromText from_text) {
    const auto value = from_text(text(name));
    if (!error_ && !value) {
      fail(JsonError::Kind::wrong_value, path_of(name));
    }
    return value.value_or(typename decltype(value)::value_type{});
  }
  // An object inside this one, read by `read(FieldReader&)`.
  template <class Read>
  auto object(std::string_view name, Read read) {
    static const boost::json::object kNone;
    const boost::json::value* const value = field(name);
    const bool is_object = value != nullptr && value->is_object();
    if (value != nullptr && !is_object) {
      fail(JsonError::Kind::wrong_type, path_of(name));
    }
    return inner(is_object ? value->get_object() : kNone, path_of(name) + ".", read);
  }
  // An array of objects.
  template <class Read>
  auto objects(std::string_view name, Read read) {
    std::vector<decltype(read(*this))> all;
    const boost::json::value* const value = field(name);
    if (value == nullptr) {
      return all;
    }
    if (!value->is_array()) {
      fail(JsonError::Kind::wrong_type, path_of(name));
      return all;
    }
    for (const boost::json::value& one : value->get_array()) {
      const std::string at = path_of(name) + "[" + std::to_string(all.size()) + "]";
      if (!one.is_object()) {
        fail(JsonError::Kind::wrong_type, at);
        return all;
      }
      all.push_back(inner(one.get_object(), at + ".", read));
    }
    return all;
  }
  // Refuses fields other than these.
  void only(std::initializer_list<std::string_view> names);

  void fail(JsonError::Kind kind, std::string path) {
    if (!error_) {
      error_ = JsonError{kind, std::move(path)};
    }
  }

 private:
  const boost::json::value* field(std::string_view name);

  template <class Read>
  auto inner(const boost::json::object& object, std::string path, Read read) {
    FieldReader reader{object, std::move(path)};
    auto value = read(reader);
    if (!error_ && reader.error_) {
      error_ = reader.error_;
    }
    return value;
  }

  const boost::json::object& object_;
  std::string path_;
  std::optional<JsonError> error_;
};

}  // namespace diemcau::conference
