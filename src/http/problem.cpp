#include "http/problem.hpp"

#include <boost/beast/http/status.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "conference/json.hpp"
#include "server/problem.hpp"

namespace diemcau::http {
namespace {

// Where nothing better is known.
constexpr std::uint32_t kRetryAfterSeconds = 5;

unsigned status_of(server::Problem::Kind kind) {
  using Kind = server::Problem::Kind;
  switch (kind) {
    case Kind::malformed:
      return 400;
    case Kind::unauthorized:
      return 401;
    case Kind::forbidden:
      return 403;
    case Kind::not_found:
      return 404;
    case Kind::conflict:
      return 409;
    case Kind::precondition_failed:
      return 412;
    case Kind::unprocessable:
      return 422;
    case Kind::too_many:
      return 429;
    case Kind::overloaded:
    case Kind::storage:
      return 503;
  }
  return 500;
}

// The weight of one range of Accept-Language: "en;q=0.8".
double weight_of(std::string_view parameters) {
  const auto q = parameters.find("q=");
  if (q == std::string_view::npos) {
    return 1.0;
  }
  const std::string_view digits = parameters.substr(q + 2, 5);
  if (digits.empty() || digits[0] != '0') {
    return 1.0;
  }
  return digits.size() > 2 && digits[2] >= '0' && digits[2] <= '9' ? 0.1 * (digits[2] - '0') : 0.0;
}

}  // namespace

Language language_of(const Request& request) {
  std::string_view left = request.field("Accept-Language");
  double vi = 0.0;
  double en = 0.0;
  while (!left.empty()) {
    const std::string_view range = trimmed(left.substr(0, left.find(',')));
    left.remove_prefix(
        std::min(left.size(), left.find(',') == std::string_view::npos ? left.size() : left.find(',') + 1));
    const std::string_view name = range.substr(0, 2);
    double& weight = equal_ignoring_case(name, "vi") ? vi : en;
    if (equal_ignoring_case(name, "vi") || equal_ignoring_case(name, "en")) {
      weight = std::max(weight, weight_of(range));
    }
  }
  return en > vi ? Language::en : Language::vi;
}

Refused refused(const server::Problem& problem) {
  return Refused{status_of(problem.kind), problem.code,   problem.detail_vi,    problem.detail_en,
                 problem.retry_after_s,   problem.faults, problem.changed_since};
}

Refused malformed_request() {
  return {400, "malformed_request", "Không đọc được yêu cầu. Hãy kiểm tra địa chỉ, tham số và phần đầu của yêu cầu.",
          "The request cannot be read. Check its address, parameters and header."};
}
Refused malformed_json() {
  return {400, "malformed_json", "Nội dung không phải là một đối tượng JSON hợp lệ (UTF-8).",
          "The body is not one JSON object in UTF-8."};
}
Refused websocket_expected() {
  return {400, "malformed_request", "Địa chỉ này chỉ nhận kết nối WebSocket.",
          "This address takes WebSocket connections only."};
}
Refused not_found() {
  return {404, "not_found", "Không có gì ở địa chỉ này. Hãy kiểm tra lại đường dẫn.",
          "There is nothing at this address. Check the path."};
}
Refused no_such_conference() {
  return {404, "no_such_conference", "Không có hội nghị này trên máy chủ. Hãy kiểm tra lại đường dẫn.",
          "There is no such conference on this server. Check the link."};
}
Refused method_not_allowed() {
  return {405, "method_not_allowed", "Địa chỉ này không nhận phương thức đó; xem trường Allow.",
          "This address does not take that method; see the Allow field."};
}
Refused body_too_large(std::size_t most_bytes) {
  constexpr std::size_t kMiB = 1024 * 1024;
  const std::string most =
      most_bytes >= kMiB ? std::to_string(most_bytes / kMiB) + " MiB" : std::to_string(most_bytes / 1024) + " KiB";
  return {413, "body_too_large", "Nội dung quá lớn: tối đa " + most + ".",
          "The body is too large: at most " + most + "."};
}
Refused too_many_files() {
  return {503, "overloaded", "Máy chủ đang nhận nhiều tệp cùng lúc. Hãy thử lại sau ít giây.",
          "The server is taking many files at the same time. Try again in a few seconds."};
}
Refused wrong_content_type(std::string_view expected) {
  const std::string type{expected};
  return {415, "wrong_content_type", "Content-Type phải là " + type + ".", "Content-Type must be " + type + "."};
}
Refused unknown_command() {
  return {422, "unknown_command", "Máy chủ không biết lệnh này.", "The server does not know this command."};
}
Refused invalid_field(std::string_view detail_en) {
  return {422, "invalid_field", "Một trường bị thiếu hoặc có giá trị sai: " + std::string{detail_en},
          std::string{detail_en}};
}
Refused too_many_connections() {
  return {429, "too_many", "Quá nhiều kết nối từ địa chỉ này. Hãy đóng bớt rồi thử lại.",
          "Too many connections from this address. Close some and try again."};
}
Refused server_is_full() {
  return {503, "overloaded", "Máy chủ đang nhận tối đa số kết nối. Hãy thử lại sau ít phút.",
          "The server holds as many connections as it may. Try again in a few minutes."};
}
Refused server_is_busy() {
  return {503, "overloaded", "Máy chủ đang có nhiều việc cùng lúc. Hãy thử lại sau vài giây.",
          "The server has much to do at the same time. Try again in a few seconds."};
}
Refused csrf_refused() {
  return {403, "csrf_refused", "Yêu cầu thiếu mã xác nhận của phiên làm việc. Hãy tải lại trang.",
          "The request lacks the session's X-CSRF-Token. Load the page again."};
}
Refused origin_refused() {
  return {403, "origin_refused", "Trang này thuộc một máy chủ khác nên không được dùng phiên đăng nhập ở đây.",
          "This page belongs to another server, so it may not use a session of this one."};
}
Refused internal_error() {
  return {500, "internal_error", "Máy chủ gặp lỗi khi xử lý yêu cầu này. Hội nghị vẫn tiếp tục; hãy thử lại.",
          "The server failed at this request. The conference goes on; try again."};
}

Response problem_response(const Refused& refused, Language language) {
  const bool vi = language == Language::vi;
  boost::json::object body;
  body["type"] = "urn:diemcau:problem:" + refused.code;
  body["title"] =
      std::string{boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(refused.status))};
  body["status"] = refused.status;
  body["detail"] = vi ? refused.detail_vi : refused.detail_en;
  body["code"] = refused.code;
  if (!refused.faults.empty()) {
    boost::json::array faults;
    for (const server::FieldFault& fault : refused.faults) {
      faults.push_back({{"field", fault.field}, {"code", fault.code}, {"text", vi ? fault.text_vi : fault.text_en}});
    }
    body["faults"] = std::move(faults);
  }
  if (!refused.changed_since.empty()) {
    boost::json::array changed;
    for (const server::ChangedSince& one : refused.changed_since) {
      changed.push_back({{"type", one.type}, {"by", auth::to_text(one.by)}, {"at", conference::to_rfc3339(one.at)}});
    }
    body["changed_since"] = std::move(changed);
  }
  Response response{.status = refused.status, .fields = {}, .body = boost::json::serialize(body)};
  response.with("Content-Type", "application/problem+json")
      .with("Content-Language", vi ? "vi" : "en")
      .with("Cache-Control", "no-store");
  if (refused.status == 401) {
    response.with("WWW-Authenticate", "Bearer");
  }
  if (refused.status == 429 || refused.status == 503) {
    response.with("Retry-After", std::to_string(refused.retry_after_s.value_or(kRetryAfterSeconds)));
  }
  return response;
}

}  // namespace diemcau::http
