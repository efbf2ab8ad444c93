#include "directory/text.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace diemcau::directory {
namespace {

TEST(DirectoryText, IsKeptInNfcWithoutSpareBlanks) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"  Bình \t\n Phước ", "Bình Phước"}, {"Bi\u0300nh", "Bình"}, {"a\x01z", "a z"}, {"\xff", ""}, {"", ""},
  };
  for (const auto& [text, kept] : cases) {
    EXPECT_EQ(normalised(text), kept) << text;
  }
  EXPECT_EQ(normalised("Phu\u031Bo\u031B\u0301c"), "Phước");
}

TEST(DirectoryText, IsSearchedWithAndWithoutMarks) {
  EXPECT_EQ(folded("Ủy ban nhân dân ĐẶC khu Đắk Lắk"), "uy ban nhan dan dac khu dak lak");
  EXPECT_EQ(folded("d\u0323a\u0302\u0301"), "da");
  EXPECT_EQ(lowered("ĐẮK LẮK"), "đắk lắk");
  EXPECT_EQ(lowered("DA\u0306\u0301K"), "dắk");
  EXPECT_EQ(folded("\xc3"), "");
}

TEST(DirectoryText, SortsAsADictionary) {
  const std::vector<std::string_view> sorted{
      "",           "2",      "10",      "An Giang", "Ăng", "Âu Lạc",    "Bạc Liêu", "Bình",    "Bỉnh", "Bình Dương",
      "Bình Phước", "Cà Mau", "Cần Thơ", "Da",       "Dạ",  "Đa",        "Đà Nẵng",  "Đắk Lắk", "E",    "Ê",
      "Hà Nội",     "ma",     "mà",      "mả",       "mã",  "má",        "mạ",       "mb",      "O",    "Ô",
      "Ơ",          "Tổ 2",   "Tổ 10",   "U",        "Ư",   "Vĩnh Long", "Vũng Tàu", "Yên Bái", "Zalo",
  };
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    EXPECT_LT(sort_key(sorted[i - 1]), sort_key(sorted[i])) << sorted[i - 1] << " | " << sorted[i];
  }
  EXPECT_EQ(sort_key("BÌNH  phước"), sort_key("Bi\u0300nh Phước"));
  EXPECT_EQ(sort_key("Tổ 007"), sort_key("Tổ 7"));
}

TEST(DirectoryText, MakesIdsOfNames) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"Bình Phước", "binh-phuoc"}, {"  Đắk   Lắk (2)", "dak-lak-2"}, {"---", ""}, {"会议", ""}, {"", ""}};
  for (const auto& [name, slug] : cases) {
    EXPECT_EQ(slug_of(name), slug) << name;
  }
  EXPECT_EQ(slug_of(std::string(200, 'a')).size(), 64U);
}

TEST(DirectoryText, AQueryHasSoManyWords) {
  EXPECT_EQ(words_of("  bình  phước ", 8), (std::vector<std::string>{"bình", "phước"}));
  EXPECT_EQ(words_of("a b c", 2).size(), 2U);
  EXPECT_TRUE(words_of(" ", 8).empty());
}

TEST(DirectoryText, CountsCharacters) {
  EXPECT_EQ(length_of("Ủy ban"), 6U);
}

}  // namespace
}  // namespace diemcau::directory
