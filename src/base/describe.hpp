// What a type is called in texts: the words of described enumerations, and the snake_case name of a struct. Structs and
// enumerations are described where they are defined, by BOOST_DESCRIBE_STRUCT and BOOST_DESCRIBE_ENUM.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>

namespace diemcau {

template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept DescribedStruct = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;

// The public members of a described struct and of its described bases, to be passed to boost::mp11::mp_for_each: each
// has `name` and `pointer`.
template <DescribedStruct T>
using MembersOf = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

// The enumerator's name; empty for a value that is none of the enumeration's.
template <DescribedEnum Enum>
[[nodiscard]] constexpr std::string_view to_text(Enum value) {
  std::string_view name;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
    if (value == one.value) {
      name = one.name;
    }
  });
  return name;
}
template <DescribedEnum Enum>
[[nodiscard]] constexpr std::optional<Enum> from_text(std::string_view text) {
  std::optional<Enum> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) {
    if (text == one.name) {
      found = one.value;
    }
  });
  return found;
}

// What a member is called in texts: its name, without the underscore that ends a name which C++ keeps for itself
// (`operator_`).
[[nodiscard]] constexpr std::string_view text_name(std::string_view member) {
  return member.ends_with('_') ? member.substr(0, member.size() - 1) : member;
}

namespace detail {

inline constexpr std::size_t kMaxTypeName = 64;

struct SnakeCase {
  std::array<char, kMaxTypeName> text{};
  std::size_t length = 0;
};

template <class T>
consteval SnakeCase snake_case_of() {
  std::string_view name{__PRETTY_FUNCTION__};  // "... [with T = diemcau::conference::TurnStarted]", or "[T = ...]"
  name.remove_prefix(name.find("T = ") + 4);
  name = name.substr(0, name.find_first_of("];"));
  name.remove_prefix(name.rfind(':') + 1);  // npos + 1 is 0
  SnakeCase snake;
  for (const char c : name) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (is_upper && snake.length > 0) {
      snake.text.at(snake.length++) = '_';
    }
    snake.text.at(snake.length++) = is_upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return snake;
}

template <class T>
inline constexpr SnakeCase kSnakeCase = snake_case_of<T>();

}  // namespace detail

// "turn_started" for struct TurnStarted: the word that stands for it on the wire. At most 64 characters.
template <class T>
[[nodiscard]] constexpr std::string_view type_name() {
  return {detail::kSnakeCase<T>.text.data(), detail::kSnakeCase<T>.length};
}

}  // namespace diemcau
