#include "directory/fault.hpp"

#include <fmt/format.h>

#include "directory/tree.hpp"

namespace diemcau::directory {
namespace {

constexpr std::size_t kMaxQuoted = 60;  // bytes of what somebody typed that are said again

// A text in front of what is said about it, cut at a character.
std::string quoted(std::string_view value) {
  std::size_t size = std::min(value.size(), kMaxQuoted);
  while (size < value.size() && size > 0 && (value[size] & 0xC0) == 0x80) {
    --size;
  }
  return fmt::format("\"{}{}\"", value.substr(0, size), size < value.size() ? "…" : "");
}

struct Sentences {
  std::string vi;
  std::string en;
};

Sentences sentences(const Field& field, Fault::Code code, std::string_view value) {
  using enum Fault::Code;
  const std::string what = quoted(value);
  switch (code) {
    case required:
      return {fmt::format("Chưa có {}. Hãy điền vào.", field.vi), fmt::format("{} is missing. Fill it in.", field.en)};
    case too_long:
      return {fmt::format("Dài quá {} ký tự. Hãy rút ngắn.", field.most),
              fmt::format("Longer than {} characters. Shorten it.", field.most)};
    case bad_id:
      return {fmt::format("Mã {} không hợp lệ. Chỉ dùng a-z, 0-9 và dấu -, tối đa {} ký tự.", what, field.most),
              fmt::format("{} is no code. Use only a-z, 0-9 and -, at most {} characters.", what, field.most)};
    case bad_number:
      return {fmt::format("{} không phải số từ 0 đến {}. Hãy ghi bằng chữ số.", what, field.most),
              fmt::format("{} is no number from 0 to {}. Write it in digits.", what, field.most)};
    case bad_phone:
      return {fmt::format("{} không phải số điện thoại. Hãy ghi như 0912 345 678.", what),
              fmt::format("{} is no telephone number. Write it as 0912 345 678.", what)};
    case no_such_unit:
      return {fmt::format("Danh bạ không có đơn vị {}. Kiểm tra mã hoặc tên, hoặc thêm đơn vị trước.", what),
              fmt::format("The directory has no unit {}. Check its code or name, or add the unit first.", what)};
    case no_such_site:
      return {fmt::format("Danh bạ không có điểm cầu {}. Kiểm tra mã hoặc tên, hoặc thêm điểm cầu trước.", what),
              fmt::format("The directory has no site {}. Check its code or name, or add the site first.", what)};
    case ambiguous:
      return {fmt::format("Có nhiều nơi cùng tên {}. Hãy ghi mã thay cho tên.", what),
              fmt::format("Several have the name {}. Write the code instead of the name.", what)};
    case cycle:
      return {fmt::format("Đơn vị không thể trực thuộc chính nó hay cấp dưới của nó ({}). Hãy chọn đơn vị khác.", what),
              fmt::format("A unit cannot stand below itself or one of its own ({}). Choose another one.", what)};
    case too_deep:
      return {fmt::format("Cây đơn vị sâu quá {} cấp. Hãy chọn đơn vị cấp trên khác.", kMaxDepth),
              fmt::format("The tree of units would be deeper than {} levels. Choose another parent.", kMaxDepth)};
    case duplicate_id:
      return {fmt::format("Mã {} đã có ở dòng khác của bảng. Hãy điền mã riêng cho mỗi dòng.", what),
              fmt::format("Another row of the table has the code {}. Give each row a code of its own.", what)};
    case id_taken:
      return {fmt::format("Danh bạ đã có mã {}. Hãy điền mã khác.", what),
              fmt::format("The directory has the code {} already. Fill in another one.", what)};
    case id_fixed:
      return {fmt::format("Mã {} không đổi được. Hãy thêm mục mới với mã khác.", what),
              fmt::format("The code {} cannot be changed. Add a new entry with another code.", what)};
    case unknown_field:
    case wrong_type:
      return {"Giá trị phải là chữ hoặc số. Hãy sửa lại.", "The value must be text or a number. Correct it."};
  }
  return {};
}

}  // namespace

Fault fault_of(const Field& field, Fault::Code code, std::string_view value) {
  auto [vi, en] = sentences(field, code, value);
  return {std::string{field.name}, code, std::move(vi), std::move(en)};
}

Fault unknown_field(std::string_view name) {
  return {std::string{name}, Fault::Code::unknown_field,
          fmt::format("Không có trường {}. Hãy bỏ trường này đi.", quoted(name)),
          fmt::format("There is no field {}. Leave it out.", quoted(name))};
}

}  // namespace diemcau::directory
