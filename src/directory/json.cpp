#include "directory/json.hpp"

#include <boost/json/parse.hpp>
#include <charconv>

namespace diemcau::directory {
namespace {

constexpr std::size_t kMaxDepthOfJson = 4;

std::optional<std::string> text_of(const boost::json::value& value) {
  if (value.is_null()) {
    return std::string{};
  }
  if (const boost::json::string* const text = value.if_string()) {
    return std::string{*text};
  }
  if (const std::int64_t* const number = value.if_int64()) {
    return std::to_string(*number);
  }
  return std::nullopt;
}

}  // namespace

boost::json::object to_json(const Entry& entry) {
  boost::json::object object;
  const auto fields = fields_of(entry.kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::string& value = entry.values[i];
    if (value.empty()) {
      continue;
    }
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (fields[i].type == FieldType::number && error == std::errc{} && end == value.data() + value.size()) {
      object[fields[i].name] = number;
    } else {
      object[fields[i].name] = value;
    }
  }
  return object;
}

boost::json::object to_json(const Fault& fault, bool vietnamese) {
  return {{"field", fault.field}, {"code", to_text(fault.code)}, {"text", vietnamese ? fault.vi : fault.en}};
}

ReadEntry entry_from_json(Kind kind, const boost::json::object& object) {
  ReadEntry read{Entry{kind}, {}};
  const auto fields = fields_of(kind);
  for (const auto& [name, value] : object) {
    const std::size_t position = position_of(kind, name);
    if (position == fields.size()) {
      read.faults.push_back(unknown_field(name));
    } else if (auto text = text_of(value)) {
      read.entry.values[position] = std::move(*text);
    } else {
      read.faults.push_back(fault_of(fields[position], Fault::Code::wrong_type, {}));
    }
  }
  return read;
}

std::optional<boost::json::object> parse_object(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = kMaxDepthOfJson;
  boost::system::error_code error;
  boost::json::value value = boost::json::parse(text, error, {}, options);
  if (error || !value.is_object()) {
    return std::nullopt;
  }
  return std::move(value.as_object());
}

}  // namespace diemcau::directory
