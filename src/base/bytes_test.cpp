#include "base/bytes.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace diemcau {
namespace {

TEST(ByteReader, ReadsNetworkOrder) {
  const std::array<std::uint8_t, 18> data{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18};
  ByteReader reader{data};
  EXPECT_EQ(reader.u8(), 0x01U);
  EXPECT_EQ(reader.u16(), 0x0203U);
  EXPECT_EQ(reader.u24(), 0x040506U);
  EXPECT_EQ(reader.u32(), 0x0708090AU);
  EXPECT_EQ(reader.u64(), 0x0B0C0D0E0F101112U);
  EXPECT_TRUE(reader.ok());
  EXPECT_EQ(reader.remaining(), 0U);
}

TEST(ByteReader, PastTheEndLatches) {
  const std::array<std::uint8_t, 3> data{1, 2, 3};
  ByteReader reader{data};
  EXPECT_EQ(reader.u32(), 0U);
  EXPECT_FALSE(reader.ok());
  EXPECT_EQ(reader.u8(), 0U);
  EXPECT_FALSE(reader.ok());
}

TEST(ByteWriter, WritesWhatTheReaderReads) {
  std::array<std::uint8_t, 18> data{};
  ByteWriter writer{data};
  writer.u8(1);
  writer.u16(2);
  writer.u24(3);
  writer.u32(4);
  writer.u64(5);
  ASSERT_TRUE(writer.ok());
  ByteReader reader{writer.written()};
  EXPECT_EQ(reader.u8(), 1U);
  EXPECT_EQ(reader.u16(), 2U);
  EXPECT_EQ(reader.u24(), 3U);
  EXPECT_EQ(reader.u32(), 4U);
  EXPECT_EQ(reader.u64(), 5U);
}

TEST(ByteWriter, PastTheEndWritesNothing) {
  std::vector<std::uint8_t> data(3, 0xAA);
  ByteWriter writer{data};
  writer.u32(0);
  EXPECT_FALSE(writer.ok());
  EXPECT_EQ(data, (std::vector<std::uint8_t>{0xAA, 0xAA, 0xAA}));
}

TEST(ByteWriter, PatchesOnlyWhatWasWritten) {
  std::array<std::uint8_t, 4> data{};
  ByteWriter writer{data};
  writer.u16(0);
  writer.patch_u16(0, 0x1234);
  EXPECT_EQ(data[0], 0x12);
  writer.patch_u16(1, 0x5678);
  EXPECT_FALSE(writer.ok());
}

}  // namespace
}  // namespace diemcau
