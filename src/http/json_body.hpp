// Request bodies that are one flat JSON object of texts.
#pragma once

#include <boost/json/object.hpp>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/problem.hpp"

namespace diemcau::http {

// Refused when it is no object, or has fields other than these.
[[nodiscard]] Result<boost::json::object, Refused> parse_object(std::string_view body,
                                                                std::initializer_list<std::string_view> fields);

// The field's text. A field that is missing or null: refused, or nothing.
[[nodiscard]] Result<std::string, Refused> text_of(const boost::json::object& object, std::string_view field);
[[nodiscard]] Result<std::optional<std::string>, Refused> optional_text_of(const boost::json::object& object,
                                                                           std::string_view field);

}  // namespace diemcau::http
