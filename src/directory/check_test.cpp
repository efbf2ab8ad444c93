#include "directory/check.hpp"

#include <gtest/gtest.h>

#include <set>

#include "directory/json.hpp"

namespace diemcau::directory {
namespace {

using Code = Fault::Code;

Entry entry_of(Kind kind, std::string_view json) {
  auto read = entry_from_json(kind, *parse_object(json));
  EXPECT_TRUE(read.faults.empty()) << json;
  return std::move(read.entry);
}

Snapshot directory() {
  Snapshot made;
  made.put(entry_of(Kind::units, R"({"id":"bo","name":"Bộ Nội vụ"})"));
  made.put(entry_of(Kind::units, R"({"id":"tinh","name":"Tỉnh Bình Phước","parent":"bo"})"));
  made.put(entry_of(Kind::units, R"({"id":"xa-1","name":"Xã Tân Lập","parent":"tinh"})"));
  made.put(entry_of(Kind::units, R"({"id":"xa-2","name":"Xã Tân Lập","parent":"bo"})"));
  made.put(entry_of(Kind::sites, R"({"id":"binh-phuoc","name":"Bình Phước","unit":"tinh"})"));
  return made;
}

struct Case {
  Kind kind;
  std::string_view json;
  std::vector<std::pair<std::string, Code>> faults;
};

TEST(DirectoryCheck, NamesTheFieldAndWhatIsWrongWithIt) {
  const std::string long_name = R"({"id":"a","unit":"bo","name":")" + std::string(201, 'x') + "\"}";
  const Case cases[] = {
      {Kind::sites, R"({"id":"a","name":"A","unit":"bo","capacity":80,"phone":"+84 (0)912.345.678; 113"})", {}},
      {Kind::sites, R"({"id":"a","name":"A","unit":"Tỉnh bình PHƯỚC"})", {}},
      {Kind::sites, R"({})", {{"id", Code::required}, {"name", Code::required}, {"unit", Code::required}}},
      {Kind::sites, R"({"id":"A b","name":"A","unit":"bo"})", {{"id", Code::bad_id}}},
      {Kind::sites, R"({"id":"a","name":"A","unit":"bo","capacity":"80 chỗ"})", {{"capacity", Code::bad_number}}},
      {Kind::sites, R"({"id":"a","name":"A","unit":"bo","capacity":-1})", {{"capacity", Code::bad_number}}},
      {Kind::sites, R"({"id":"a","name":"A","unit":"bo","capacity":100001})", {{"capacity", Code::bad_number}}},
      {Kind::sites, R"({"id":"a","name":"A","unit":"bo","phone":"gọi anh Nam"})", {{"phone", Code::bad_phone}}},
      {Kind::sites, R"({"id":"a","name":"A","unit":"bo","phone":"12"})", {{"phone", Code::bad_phone}}},
      {Kind::sites, R"({"id":"a","name":"A","unit":"khong"})", {{"unit", Code::no_such_unit}}},
      {Kind::sites, R"({"id":"a","name":"A","unit":"Xã Tân Lập"})", {{"unit", Code::ambiguous}}},
      {Kind::sites, long_name, {{"name", Code::too_long}}},
      {Kind::delegates, R"({"id":"a","name":"A","unit":"bo","site":"Bình Phước"})", {}},
      {Kind::delegates, R"({"id":"a","name":"A","unit":"bo","site":"x"})", {{"site", Code::no_such_site}}},
      {Kind::units, R"({"id":"bo","name":"Bộ","parent":"xa-1"})", {{"parent", Code::cycle}}},
      {Kind::units, R"({"id":"tinh","name":"Tỉnh","parent":"xa-2"})", {}},
      {Kind::units, R"({"id":"moi","name":"Mới","parent":"moi"})", {{"parent", Code::no_such_unit}}},
  };
  for (const Case& one : cases) {
    Entry entry = entry_of(one.kind, one.json);
    std::vector<std::pair<std::string, Code>> faults;
    for (const Fault& fault : check(entry, directory())) {
      faults.emplace_back(fault.field, fault.code);
      EXPECT_FALSE(fault.vi.empty() || fault.en.empty());
      EXPECT_EQ(fault.vi.find("\xff"), std::string::npos);
    }
    EXPECT_EQ(faults, one.faults) << one.json;
  }
}

TEST(DirectoryCheck, KeepsTextsInTheirForm) {
  Entry entry =
      entry_of(Kind::sites, R"({"id":"a","name":" Bi\u0300nh  Phước ","unit":"Bộ nội vụ","capacity":"0080"})");
  EXPECT_TRUE(check(entry, directory()).empty());
  EXPECT_EQ(to_json(entry),
            (boost::json::object{{"id", "a"}, {"name", "Bình Phước"}, {"unit", "bo"}, {"capacity", 80}}));
}

TEST(DirectoryCheck, EveryCodeHasItsSentences) {
  const Field& field = fields_of(Kind::sites)[kId];
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Code>>([&](auto one) {
    const Fault fault = fault_of(field, one.value, std::string(300, 'x'));
    EXPECT_FALSE(fault.vi.empty()) << one.name;
    EXPECT_FALSE(fault.en.empty()) << one.name;
    EXPECT_LT(fault.en.size(), 250U) << one.name;
  });
}

TEST(DirectoryJson, RefusesWhatIsNoField) {
  const auto read =
      entry_from_json(Kind::units, *parse_object(R"({"id":"a","name":["x"],"color":"red","parent":null})"));
  ASSERT_EQ(read.faults.size(), 2U);
  EXPECT_EQ(read.faults[0].code, Code::wrong_type);
  EXPECT_EQ(read.faults[1].code, Code::unknown_field);
  for (const std::string_view text : {"", "[]", "{", "{\"a\":1}x", "{\"a\":[[[[[[1]]]]]]}", "\xff"}) {
    EXPECT_FALSE(parse_object(text)) << text;
  }
}

TEST(Directory, FieldsOfAKindAreApart) {
  for (const Kind kind : {Kind::units, Kind::sites, Kind::delegates}) {
    const auto fields = fields_of(kind);
    EXPECT_EQ(fields[kId].name, "id");
    EXPECT_EQ(fields[kName].name, "name");
    std::set<std::string_view> names;
    for (const Field& field : fields) {
      EXPECT_TRUE(names.insert(field.name).second) << field.name;
      EXPECT_GT(field.most, 0U);
    }
  }
}

}  // namespace
}  // namespace diemcau::directory
