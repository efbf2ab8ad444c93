// Problem details (RFC 9457): why a request was refused, for programs and for people (docs/protocol.md, "Errors").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "http/message.hpp"
#include "server/problem.hpp"

namespace diemcau::http {

enum class Language : std::uint8_t { vi, en };
// The better liked of the two by Accept-Language (RFC 9110 section 12.5.4); Vietnamese when it names neither.
[[nodiscard]] Language language_of(const Request& request);

// A refusal with its HTTP status.
struct Refused {
  unsigned status = 400;
  std::string code;
  std::string detail_vi;
  std::string detail_en;
  std::optional<std::uint32_t> retry_after_s = {};  // of 429 and 503, where it is known
  std::vector<server::FieldFault> faults = {};
  std::vector<server::ChangedSince> changed_since = {};
};

[[nodiscard]] Refused refused(const server::Problem& problem);

// What the doors refuse by themselves.
[[nodiscard]] Refused malformed_request();
[[nodiscard]] Refused malformed_json();
[[nodiscard]] Refused websocket_expected();
[[nodiscard]] Refused not_found();
[[nodiscard]] Refused no_such_conference();
[[nodiscard]] Refused method_not_allowed();
[[nodiscard]] Refused body_too_large(std::size_t most_bytes);
[[nodiscard]] Refused too_many_files();
[[nodiscard]] Refused wrong_content_type(std::string_view expected);
[[nodiscard]] Refused unknown_command();
[[nodiscard]] Refused invalid_field(std::string_view detail_en);
[[nodiscard]] Refused too_many_connections();
[[nodiscard]] Refused server_is_full();
[[nodiscard]] Refused server_is_busy();
[[nodiscard]] Refused csrf_refused();
[[nodiscard]] Refused origin_refused();
[[nodiscard]] Refused internal_error();

[[nodiscard]] Response problem_response(const Refused& refused, Language language);

}  // namespace diemcau::http
