// Described structs as JSON, both ways, by their members' names (docs/protocol.md, "How values are written"):
//
//   struct         object of its described members       std::optional  left out when empty; read: missing or null
//   std::variant   object with "type": snake_case name   std::vector    array
//   enumeration    its enumerator's name                 Strong         as its representation; texts are slugs
//   std::set       array, in its order (written only)
//   WallTime       RFC 3339, UTC, milliseconds           integers       numbers, bounded by their type and 2^63 - 1
//
// A struct may name members that are read as their default when they are missing, for logs of before there were any:
//   static constexpr std::string_view kMayBeAbsent[] = {"documents"};
// A struct whose empty optionals are written as null, so that its JSON always has all fields, says so:
//   static constexpr bool kEmptyAsNull = true;
// An alternative of a variant that has no form on the wire (a command of the server itself) says so:
//   static constexpr bool kInternal = true;
#pragma once

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/conference_ids.hpp"
#include "base/describe.hpp"
#include "base/strong.hpp"
#include "base/time.hpp"
#include "conference/json.hpp"

namespace diemcau::conference::codec {

inline constexpr std::uint64_t kMaxNumber = std::numeric_limits<std::int64_t>::max();  // what JSON libraries agree on

template <class T>
inline constexpr bool kIsStrong = false;
template <class Tag, class Rep>
inline constexpr bool kIsStrong<Strong<Tag, Rep>> = true;
template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool kIsVector = false;
template <class T>
inline constexpr bool kIsVector<std::vector<T>> = true;
template <class T>
inline constexpr bool kIsSet = false;
template <class T>
inline constexpr bool kIsSet<std::set<T>> = true;
template <class T>
inline constexpr bool kIsVariant = false;
template <class... Ts>
inline constexpr bool kIsVariant<std::variant<Ts...>> = true;

template <class T>
constexpr bool may_be_absent(std::string_view name) {
  if constexpr (requires { T::kMayBeAbsent; }) {
    return std::ranges::find(T::kMayBeAbsent, name) != std::end(T::kMayBeAbsent);
  }
  return false;
}
template <class T>
constexpr bool is_internal() {
  if constexpr (requires { T::kInternal; }) {
    return T::kInternal;
  }
  return false;
}
template <class T>
constexpr bool empty_as_null() {
  if constexpr (requires { T::kEmptyAsNull; }) {
    return T::kEmptyAsNull;
  }
  return false;
}

// ---- Writing ----

template <class T>
[[nodiscard]] boost::json::value write(const T& value);

// Not written: an empty optional, unless as null, and an empty id that may be absent.
template <class Struct, class T>
[[nodiscard]] bool is_left_out(const T& member, std::string_view name) {
  if constexpr (kIsOptional<T>) {
    return !member.has_value() && !empty_as_null<Struct>();
  } else if constexpr (kIsStrong<T>) {
    return member == T{} && may_be_absent<Struct>(name);
  }
  return false;
}

template <DescribedStruct T>
void write_members(const T& value, boost::json::object& into) {
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    const auto& field = value.*member.pointer;
    const std::string_view name = text_name(member.name);
    if (!is_left_out<T>(field, name)) {
      into.emplace(name, write(field));
    }
  });
}

template <class... Ts>
[[nodiscard]] boost::json::object write_variant(const std::variant<Ts...>& value) {
  return std::visit(
      []<class T>(const T& one) {
        boost::json::object object{{"type", type_name<T>()}};
        write_members(one, object);
        return object;
      },
      value);
}

template <class T>
boost::json::value write(const T& value) {
  if constexpr (std::same_as<T, bool>) {
    return value;
  } else if constexpr (std::unsigned_integral<T>) {
    return static_cast<std::uint64_t>(value);
  } else if constexpr (std::signed_integral<T>) {
    return static_cast<std::int64_t>(value);
  } else if constexpr (std::same_as<T, std::string>) {
    return boost::json::string{value};
  } else if constexpr (std::same_as<T, WallTime>) {
    return boost::json::string{to_rfc3339(value)};
  } else if constexpr (DescribedEnum<T>) {
    return boost::json::string{to_text(value)};
  } else if constexpr (kIsStrong<T>) {
    return write(value.value());
  } else if constexpr (kIsOptional<T>) {
    return value ? write(*value) : boost::json::value(nullptr);  // in braces it would be an array of null
  } else if constexpr (kIsVector<T> || kIsSet<T>) {
    boost::json::array all;
    all.reserve(value.size());
    for (const auto& one : value) {
      all.push_back(write(one));
    }
    return all;
  } else if constexpr (kIsVariant<T>) {
    return write_variant(value);
  } else {
    static_assert(DescribedStruct<T>, "say BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM after its definition");
    boost::json::object object;
    write_members(value, object);
    return object;
  }
}

// ---- Reading ----

// Where a value stands, from the outermost on; borrowed down the calls, so that only an error builds the text.
struct Path {
  const Path* parent = nullptr;
  std::string_view name;     // of a member,
  std::size_t position = 0;  // or without a name, of an element

  [[nodiscard]] std::string text() const;  // "sites[2].name"
};

enum class Unknown : std::uint8_t { passed_over, refused };

// Reads values into structs. The first error latches; what is read after it is worth nothing.
class Decoder {
 public:
  explicit Decoder(Unknown unknown) : unknown_(unknown) {}

  [[nodiscard]] const std::optional<JsonError>& error() const { return error_; }

  template <class T>
  void read(const boost::json::value& value, T& into, const Path& at) {
    if constexpr (std::same_as<T, bool>) {
      read_bool(value, into, at);
    } else if constexpr (std::integral<T>) {
      into = static_cast<T>(read_number(value, bounds<T>(), at));
    } else if constexpr (std::same_as<T, std::string>) {
      read_text(value, into, at);
    } else if constexpr (std::same_as<T, WallTime>) {
      read_word(value, into, at, wall_time_from_rfc3339);
    } else if constexpr (DescribedEnum<T>) {
      read_word(value, into, at, from_text<T>);
    } else if constexpr (kIsStrong<T>) {
      read_strong(value, into, at);
    } else if constexpr (kIsOptional<T>) {
      if (!value.is_null()) {
        read(value, into.emplace(), at);
      }
    } else if constexpr (kIsVector<T>) {
      read_array(value, into, at);
    } else {
      if (const boost::json::object* const object = object_of(value, at)) {
        read_object(*object, into, at, {});
      }
    }
  }

  // `besides`: a field that stands beside the struct's own, and is not unknown.
  template <DescribedStruct T>
  void read_object(const boost::json::object& object, T& into, const Path& at, std::string_view besides) {
    std::size_t known = 0;
    boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
      const Path here{&at, text_name(member.name)};
      if (const boost::json::value* const value = object.if_contains(here.name)) {
        ++known;
        read(*value, into.*member.pointer, here);
      } else if (!kIsOptional<std::remove_cvref_t<decltype(into.*member.pointer)>> && !may_be_absent<T>(here.name)) {
        fail(JsonError::Kind::missing_field, here);
      }
    });
    if (unknown_ == Unknown::refused && known < object.size()) {
      refuse_unknown<T>(object, at, besides);
    }
  }

  template <class... Ts>
  void read_object(const boost::json::object& object, std::variant<Ts...>& into, const Path& at,
                   std::string_view besides) {
    std::string type;
    read_field(object, "type", type, at);
    const auto read_as = [&]<class T>(std::type_identity<T>) {
      if (is_internal<T>() || type != type_name<T>()) {
        return false;
      }
      read_object(object, into.template emplace<T>(), at, besides);
      return true;
    };
    if (!error_ && !(read_as(std::type_identity<Ts>{}) || ...)) {
      fail(JsonError::Kind::unknown_type, {&at, "type"});
    }
  }

  template <class T>
  void read_field(const boost::json::object& object, std::string_view name, T& into, const Path& at) {
    const Path here{&at, name};
    if (const boost::json::value* const value = object.if_contains(name)) {
      read(*value, into, here);
    } else if (!kIsOptional<T>) {
      fail(JsonError::Kind::missing_field, here);
    }
  }

  void fail(JsonError::Kind kind, const Path& at) {
    if (!error_) {
      error_ = JsonError{kind, at.text()};
    }
  }

 private:
  struct Bounds {
    std::int64_t least = 0;
    std::int64_t most = 0;
  };
  template <class T>
  static constexpr Bounds bounds() {
    if constexpr (std::unsigned_integral<T> && sizeof(T) == sizeof(std::uint64_t)) {
      return {0, std::numeric_limits<std::int64_t>::max()};
    } else {
      return {std::numeric_limits<T>::min(), std::numeric_limits<T>::max()};
    }
  }

  void read_bool(const boost::json::value& value, bool& into, const Path& at);
  std::int64_t read_number(const boost::json::value& value, Bounds bounds, const Path& at);
  void read_text(const boost::json::value& value, std::string& into, const Path& at);
  const boost::json::object* object_of(const boost::json::value& value, const Path& at);
  const boost::json::array* array_of(const boost::json::value& value, const Path& at);

  template <class T, class FromText>
  void read_word(const boost::json::value& value, T& into, const Path& at, FromText word_from_text) {
    std::string text;
    read_text(value, text, at);
    const auto word = word_from_text(text);
    if (!word) {
      fail(JsonError::Kind::wrong_value, at);
    }
    into = word.value_or(T{});
  }

  template <class Tag, class Rep>
  void read_strong(const boost::json::value& value, Strong<Tag, Rep>& into, const Path& at) {
    Rep rep{};
    read(value, rep, at);
    if constexpr (std::same_as<Rep, std::string>) {
      if (!is_slug(rep)) {
        fail(JsonError::Kind::wrong_value, at);
      }
    }
    into = Strong<Tag, Rep>{std::move(rep)};
  }

  template <class T>
  void read_array(const boost::json::value& value, std::vector<T>& into, const Path& at) {
    const boost::json::array* const array = array_of(value, at);
    if (array == nullptr) {
      return;
    }
    into.clear();
    for (const boost::json::value& one : *array) {
      T element{};
      read(one, element, {&at, {}, into.size()});
      if (error_) {
        return;
      }
      into.push_back(std::move(element));
    }
  }

  template <class T>
  void refuse_unknown(const boost::json::object& object, const Path& at, std::string_view besides) {
    for (const auto& field : object) {
      bool known = field.key() == "type" || (!besides.empty() && field.key() == besides);
      boost::mp11::mp_for_each<MembersOf<T>>(
          [&](auto member) { known = known || field.key() == text_name(member.name); });
      if (!known) {
        fail(JsonError::Kind::unknown_field, {&at, field.key()});
      }
    }
  }

  Unknown unknown_;
  std::optional<JsonError> error_;
};

}  // namespace diemcau::conference::codec
