#include "directory/entry.hpp"

#include <algorithm>
#include <array>

#include "base/conference_ids.hpp"

namespace diemcau::directory {
namespace {

constexpr std::size_t kNameMost = 200;  // "Ủy ban nhân dân đặc khu …" is below 100
constexpr std::size_t kTextMost = 500;
constexpr std::size_t kPhoneMost = 60;  // two numbers and how to reach them
constexpr std::size_t kCapacityMost = 100'000;

constexpr Field id_field(std::string_view vi, std::string_view en, std::string_view aliases) {
  return {"id", vi, en, aliases, FieldType::id, true, kMaxSlugLength};
}

constexpr std::array kUnitFields{
    id_field("Mã đơn vị", "Unit code", "id|ma|code"),
    Field{"name", "Tên đơn vị", "Unit name", "name|ten|don vi|unit", FieldType::text, true, kNameMost},
    Field{"parent", "Đơn vị cấp trên", "Parent unit",
          "parent|thuoc|truc thuoc|cap tren|ma don vi cap tren|don vi chu quan|parent code", FieldType::unit, false,
          kNameMost},
};
constexpr std::array kSiteFields{
    id_field("Mã điểm cầu", "Site code", "id|ma|code"),
    Field{"name", "Tên điểm cầu", "Site name", "name|ten|diem cau|site", FieldType::text, true, kNameMost},
    Field{"unit", "Đơn vị", "Unit", "unit|ma don vi|ten don vi|thuoc don vi|unit code", FieldType::unit, true,
          kNameMost},
    Field{"address", "Địa chỉ", "Address", "address|dia diem", FieldType::text, false, kTextMost},
    Field{"capacity", "Sức chứa", "Capacity", "capacity|so cho|so cho ngoi|seats", FieldType::number, false,
          kCapacityMost},
    Field{"head", "Chủ trì tại điểm cầu", "Site chair", "head|chu tri|nguoi chu tri|phu trach|site head",
          FieldType::text, false, kNameMost},
    Field{"operator", "Kỹ thuật viên", "Operator", "operator|ky thuat|can bo ky thuat|technician", FieldType::text,
          false, kNameMost},
    Field{"phone", "Điện thoại", "Phone", "phone|dien thoai ky thuat|so dien thoai|sdt|dt|telephone|operator phone",
          FieldType::phone, false, kPhoneMost},
    Field{"devices", "Thiết bị", "Devices", "devices|trang thiet bi|equipment", FieldType::text, false, kTextMost},
};
constexpr std::array kDelegateFields{
    id_field("Mã đại biểu", "Delegate code", "id|ma|code"),
    Field{"name", "Họ và tên", "Full name", "name|ten|ho ten|dai bieu|delegate", FieldType::text, true, kNameMost},
    Field{"rank", "Cấp bậc", "Rank", "rank|quan ham|cap ham|ngach", FieldType::text, false, kNameMost},
    Field{"post", "Chức vụ", "Post", "post|chuc danh|position|title", FieldType::text, false, kNameMost},
    Field{"unit", "Đơn vị", "Unit", "unit|ma don vi|ten don vi|co quan|unit code", FieldType::unit, true, kNameMost},
    Field{"site", "Điểm cầu", "Site", "site|ma diem cau|ten diem cau|site code", FieldType::site, false, kNameMost},
};

const std::string& value_of(const Entry& entry, std::string_view field) {
  static const std::string none;
  const std::size_t position = position_of(entry.kind, field);
  return position < entry.values.size() ? entry.values[position] : none;
}

}  // namespace

std::span<const Field> fields_of(Kind kind) {
  switch (kind) {
    case Kind::units:
      return kUnitFields;
    case Kind::sites:
      return kSiteFields;
    case Kind::delegates:
      return kDelegateFields;
  }
  return {};
}

std::size_t position_of(Kind kind, std::string_view field) {
  const auto fields = fields_of(kind);
  return static_cast<std::size_t>(std::ranges::find(fields, field, &Field::name) - fields.begin());
}

Entry::Entry(Kind of) : kind(of), values(fields_of(of).size()) {}

const std::string& Entry::owner() const {
  return value_of(*this, kind == Kind::units ? "parent" : "unit");
}
const std::string& Entry::place() const {
  return value_of(*this, "site");
}

}  // namespace diemcau::directory
