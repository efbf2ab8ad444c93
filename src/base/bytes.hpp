// Bounded big-endian readers and writers. Every parser goes through these: bounds are proved here, once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

namespace diemcau {

using Bytes = std::span<const std::uint8_t>;
using MutableBytes = std::span<std::uint8_t>;

[[nodiscard]] inline Bytes as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

[[nodiscard]] inline std::string_view as_text(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Reads network byte order from a borrowed span. A read past the end yields zero and latches `ok() == false`, so a
// parser may read a whole structure and test once.
class ByteReader {
 public:
  explicit ByteReader(Bytes bytes) : rest_(bytes) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t remaining() const { return rest_.size(); }
  [[nodiscard]] Bytes rest() const { return rest_; }

  std::uint8_t u8() { return static_cast<std::uint8_t>(unsigned_of(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(unsigned_of(2)); }
  std::uint32_t u24() { return static_cast<std::uint32_t>(unsigned_of(3)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(unsigned_of(4)); }
  std::uint64_t u64() { return unsigned_of(8); }

  // A borrowed view of the next `count` bytes; empty when there are fewer.
  Bytes bytes(std::size_t count) {
    if (!take(count)) {
      return {};
    }
    const Bytes view = rest_.first(count);
    rest_ = rest_.subspan(count);
    return view;
  }

  void skip(std::size_t count) { (void)bytes(count); }

 private:
  bool take(std::size_t count) {
    if (count > rest_.size()) {
      ok_ = false;
      rest_ = {};
      return false;
    }
    return ok_;
  }

  std::uint64_t unsigned_of(std::size_t count) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes(count)) {
      value = (value << 8U) | byte;
    }
    return value;
  }

  Bytes rest_;
  bool ok_ = true;
};

// Writes network byte order into a borrowed span. A write past the end writes nothing and latches `ok() == false`.
class ByteWriter {
 public:
  explicit ByteWriter(MutableBytes target) : target_(target) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] Bytes written() const { return target_.first(size_); }
  [[nodiscard]] std::size_t room() const { return target_.size() - size_; }

  void u8(std::uint8_t value) { put_unsigned(value, 1); }
  void u16(std::uint16_t value) { put_unsigned(value, 2); }
  void u24(std::uint32_t value) { put_unsigned(value, 3); }
  void u32(std::uint32_t value) { put_unsigned(value, 4); }
  void u64(std::uint64_t value) { put_unsigned(value, 8); }

  void bytes(Bytes value) {
    if (grow(value.size()) && !value.empty()) {
      std::memcpy(target_.data() + size_ - value.size(), value.data(), value.size());
    }
  }

  void zeros(std::size_t count) {
    if (grow(count)) {
      std::memset(target_.data() + size_ - count, 0, count);
    }
  }

  // Overwrites two bytes written before, for length fields known only at the end.
  void patch_u16(std::size_t offset, std::uint16_t value) {
    if (offset + 2 <= size_) {
      target_[offset] = static_cast<std::uint8_t>(value >> 8U);
      target_[offset + 1] = static_cast<std::uint8_t>(value);
    } else {
      ok_ = false;
    }
  }

 private:
  bool grow(std::size_t count) {
    if (!ok_ || count > room()) {
      ok_ = false;
      return false;
    }
    size_ += count;
    return true;
  }

  void put_unsigned(std::uint64_t value, std::size_t count) {
    if (!grow(count)) {
      return;
    }
    for (std::size_t i = 0; i < count; ++i) {
      target_[size_ - 1 - i] = static_cast<std::uint8_t>(value >> (8 * i));
    }
  }

  MutableBytes target_;
  std::size_t size_ = 0;
  bool ok_ = true;
};

}  // namespace diemcau
