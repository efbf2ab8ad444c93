#include "conference/codec.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace diemcau::conference {
namespace {

namespace json = boost::json;

enum class Colour : std::uint8_t { light_blue, red };
BOOST_DESCRIBE_ENUM(Colour, light_blue, red)

struct Leaf {
  SiteId id;
  std::optional<WallTime> at;
  std::vector<Colour> colours;

  friend bool operator==(const Leaf&, const Leaf&) = default;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (id, at, colours))

struct TreeGrown {
  std::vector<Leaf> leaves;
  std::optional<Leaf> top;
  std::uint8_t rings = 0;
  std::int32_t depth_m = 0;
  bool evergreen = false;
  std::string note;
  std::string union_;

  static constexpr std::string_view kMayBeAbsent[] = {"note", "union"};

  friend bool operator==(const TreeGrown&, const TreeGrown&) = default;
};
BOOST_DESCRIBE_STRUCT(TreeGrown, (), (leaves, top, rings, depth_m, evergreen, note, union_))

struct Felled {
  friend bool operator==(const Felled&, const Felled&) = default;
};
BOOST_DESCRIBE_STRUCT(Felled, (), ())

struct Planted {
  static constexpr bool kInternal = true;
  friend bool operator==(const Planted&, const Planted&) = default;
};
BOOST_DESCRIBE_STRUCT(Planted, (), ())

using Thing = std::variant<Felled, TreeGrown, Planted>;

Result<Thing, JsonError> read(std::string_view text) {
  const json::value value = json::parse({text.data(), text.size()});
  codec::Decoder decoder{codec::Unknown::refused};
  Thing thing;
  decoder.read(value, thing, codec::Path{});
  return decoder.error() ? Result<Thing, JsonError>{failure(*decoder.error())} : thing;
}

TEST(Codec, NamesAreSnakeCase) {
  static_assert(type_name<TreeGrown>() == "tree_grown");
  static_assert(type_name<Felled>() == "felled");
  static_assert(to_text(Colour::light_blue) == "light_blue");
  static_assert(from_text<Colour>("red") == Colour::red);
  static_assert(!from_text<Colour>("Red"));
  EXPECT_EQ(to_text(static_cast<Colour>(9)), "");
}

TEST(Codec, WritesMembersByName) {
  const Thing thing =
      TreeGrown{.leaves = {{SiteId{"a"}, WallTime{}, {Colour::red, Colour::light_blue}}, {SiteId{"b"}, {}, {}}},
                .top = std::nullopt,
                .rings = 200,
                .depth_m = -3,
                .evergreen = true,
                .note = "cây",
                .union_ = "rừng"};
  const std::string text = json::serialize(codec::write(thing));
  EXPECT_EQ(
      text,
      R"({"type":"tree_grown","leaves":[{"id":"a","at":"1970-01-01T00:00:00.000Z","colours":["red","light_blue"]},)"
      R"({"id":"b","colours":[]}],"rings":200,"depth_m":-3,"evergreen":true,"note":"cây","union":"rừng"})");
  EXPECT_EQ(read(text).value(), thing);
}

TEST(Codec, ErrorsNameTheDeepestField) {
  using Kind = JsonError::Kind;
  const std::string rest = R"(,"rings":1,"depth_m":1,"evergreen":false})";
  const struct {
    std::string text;
    std::optional<JsonError> error;
  } cases[] = {
      {R"({"type":"felled"})", std::nullopt},
      {R"({"type":"planted"})", JsonError{Kind::unknown_type, "type"}},
      {R"({"type":"felled","x":1})", JsonError{Kind::unknown_field, "x"}},
      {R"({"type":"tree_grown","leaves":[])" + rest, std::nullopt},
      {R"({"type":"tree_grown","leaves":[],"top":null)" + rest, std::nullopt},
      {R"({"type":"tree_grown","leaves":[],"top":7)" + rest, JsonError{Kind::wrong_type, "top"}},
      {R"({"type":"tree_grown","leaves":[],"top":{"id":"a"})" + rest, JsonError{Kind::missing_field, "top.colours"}},
      {R"({"type":"tree_grown","leaves":[{"id":"a","colours":[]},{"id":"b","colours":["red","green"]}])" + rest,
       JsonError{Kind::wrong_value, "leaves[1].colours[1]"}},
      {R"({"type":"tree_grown","leaves":[{"id":"a","colours":[],"y":1}])" + rest,
       JsonError{Kind::unknown_field, "leaves[0].y"}},
      {R"({"type":"tree_grown","leaves":[{"id":"A","colours":[]}])" + rest,
       JsonError{Kind::wrong_value, "leaves[0].id"}},
      {R"({"type":"tree_grown","leaves":{})" + rest, JsonError{Kind::wrong_type, "leaves"}},
      {R"({"type":"tree_grown","leaves":[],"rings":256,"depth_m":1,"evergreen":false})",
       JsonError{Kind::wrong_value, "rings"}},
      {R"({"type":"tree_grown","leaves":[],"rings":1,"depth_m":-2147483649,"evergreen":false})",
       JsonError{Kind::wrong_value, "depth_m"}},
      {R"({"type":"tree_grown","leaves":[],"rings":1,"depth_m":1})", JsonError{Kind::missing_field, "evergreen"}},
  };
  for (const auto& one : cases) {
    const auto thing = read(one.text);
    EXPECT_EQ(thing ? std::nullopt : std::optional{thing.error()}, one.error) << one.text;
  }
}

}  // namespace
}  // namespace diemcau::conference
