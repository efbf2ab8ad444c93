#include "directory/check.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <ranges>

#include "base/conference_ids.hpp"
#include "directory/text.hpp"

namespace diemcau::directory {
namespace {

using Code = Fault::Code;

constexpr std::ptrdiff_t kFewestPhoneDigits = 3;  // "113"; inner numbers of an exchange are as short
constexpr std::string_view kPhoneCharacters = "0123456789 +-().,;/";

bool is_number(std::string_view text, std::size_t most) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && value <= most;
}

bool is_phone(std::string_view text) {
  return text.find_first_not_of(kPhoneCharacters) == std::string_view::npos &&
         std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) >= kFewestPhoneDigits;
}

std::optional<Code> wrong_with(const Field& field, std::string_view value) {
  if (value.empty()) {
    return field.required ? std::optional{Code::required} : std::nullopt;
  }
  switch (field.type) {
    case FieldType::id:
      return is_slug(value) ? std::nullopt : std::optional{Code::bad_id};
    case FieldType::number:
      return is_number(value, field.most) ? std::nullopt : std::optional{Code::bad_number};
    case FieldType::phone:
      if (!is_phone(value)) {
        return Code::bad_phone;
      }
      [[fallthrough]];
    case FieldType::text:
    case FieldType::unit:
    case FieldType::site:
      return length_of(value) > field.most ? std::optional{Code::too_long} : std::nullopt;
  }
  return std::nullopt;
}

// "80.0" and "1.200" of spreadsheets stay what they are: not numbers. Zeros in front go.
std::string without_leading_zeros(std::string text) {
  const auto first = text.find_first_not_of('0');
  return text.empty() || first == 0 ? text : text.substr(std::min(first, text.size() - 1));
}

bool refers(FieldType type) {
  return type == FieldType::unit || type == FieldType::site;
}

std::optional<Fault> misplaced(const Entry& unit, const UnitTree& tree) {
  const Field& parent = fields_of(Kind::units)[position_of(Kind::units, "parent")];
  switch (tree.if_moved(unit.id(), unit.owner())) {
    case Standing::sound:
      return std::nullopt;
    case Standing::cycle:
      return fault_of(parent, Code::cycle, unit.owner());
    case Standing::too_deep:
      return fault_of(parent, Code::too_deep, unit.owner());
  }
  return std::nullopt;
}

}  // namespace

void normalise(Entry& entry) {
  const auto fields = fields_of(entry.kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::string& value = entry.values[i];
    value = normalised(value);
    if (fields[i].type == FieldType::number) {
      value = without_leading_zeros(std::move(value));
    }
  }
}

std::vector<Fault> check_fields(const Entry& entry) {
  std::vector<Fault> faults;
  const auto fields = fields_of(entry.kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (const auto code = wrong_with(fields[i], entry.values[i])) {
      faults.push_back(fault_of(fields[i], *code, entry.values[i]));
    }
  }
  return faults;
}

std::vector<Fault> resolve_references(Entry& entry, const Snapshot& directory) {
  std::vector<Fault> faults;
  const auto fields = fields_of(entry.kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::string& value = entry.values[i];
    if (!refers(fields[i].type) || value.empty() || length_of(value) > fields[i].most) {
      continue;
    }
    const Kind of = fields[i].type == FieldType::unit ? Kind::units : Kind::sites;
    if (auto id = directory.resolve(of, value)) {
      value = std::move(*id);
    } else {
      faults.push_back(fault_of(fields[i], id.error(), value));
    }
  }
  return faults;
}

std::vector<Fault> check(Entry& entry, const Snapshot& directory) {
  normalise(entry);
  std::vector<Fault> faults = check_fields(entry);
  std::vector<Fault> more = resolve_references(entry, directory);
  faults.insert(faults.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  if (entry.kind == Kind::units && faults.empty()) {
    if (auto fault = misplaced(entry, directory.tree())) {
      faults.push_back(std::move(*fault));
    }
  }
  return faults;
}

}  // namespace diemcau::directory
