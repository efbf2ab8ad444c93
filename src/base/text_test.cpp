#include "base/text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace diemcau {
namespace {

TEST(Text, IsReadableWhereEveryCharacterIs) {
  const struct {
    std::string text;
    bool utf8;
    bool readable;
  } cases[] = {
      {"", true, true},
      {"Điểm cầu Bình Phước\n\tdòng hai\r\n", true, true},
      {"\xf0\x9f\x8e\xa5", true, true},
      {"\xff", false, false},
      {"\xc3", false, false},
      {"\xc0\xaf", false, false},          // overlong
      {"\xed\xa0\x80", false, false},      // half a surrogate pair
      {"\xf4\x90\x80\x80", false, false},  // beyond U+10FFFF
      {std::string{"a\0b", 3}, true, false},
      {"\x1b[2J", true, false},
      {"\x7f", true, false},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(is_utf8(one.text), one.utf8) << one.text;
    EXPECT_EQ(is_readable(one.text), one.readable) << one.text;
  }
}

}  // namespace
}  // namespace diemcau
