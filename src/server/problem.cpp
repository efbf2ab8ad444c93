#include "server/problem.hpp"

#include <utility>

namespace diemcau::server {
namespace {

Problem::Kind kind_of(conference::Refusal refusal) {
  using conference::Refusal;
  switch (refusal) {
    case Refusal::not_permitted:
    case Refusal::not_presiding:
      return Problem::Kind::forbidden;
    case Refusal::no_such_conference:
    case Refusal::no_such_site:
    case Refusal::no_such_link:
    case Refusal::no_such_item:
    case Refusal::no_such_delegate:
    case Refusal::no_such_request:
    case Refusal::no_such_motion:
    case Refusal::no_such_note:
    case Refusal::no_such_question:
    case Refusal::no_such_paper:
    case Refusal::no_such_page:
      return Problem::Kind::not_found;
    case Refusal::invalid_field:
      return Problem::Kind::unprocessable;
    case Refusal::too_many:
      return Problem::Kind::too_many;
    case Refusal::already_created:
    case Refusal::conference_not_open:
    case Refusal::already_open:
    case Refusal::conference_concluded:
    case Refusal::site_not_present:
    case Refusal::already_has_floor:
    case Refusal::no_turn:
    case Refusal::turn_too_long:
    case Refusal::link_exists:
    case Refusal::last_chair_link:
    case Refusal::site_in_use:
    case Refusal::site_has_joined:
    case Refusal::no_chair_link:
    case Refusal::conference_paused:
    case Refusal::no_next:
    case Refusal::no_preview:
    case Refusal::site_shown_twice:
    case Refusal::cannot_undo:
    case Refusal::undo_too_late:
    case Refusal::vote_open:
    case Refusal::vote_closed:
    case Refusal::no_electors:
    case Refusal::not_elector:
    case Refusal::already_voted:
    case Refusal::ballot_key_lost:
    case Refusal::note_corrected:
    case Refusal::question_settled:
    case Refusal::paper_not_approved:
    case Refusal::not_presenting:
    case Refusal::no_paper_shown:
    case Refusal::no_line_test:
    case Refusal::no_rehearsal:
    case Refusal::stale:
      return Problem::Kind::conflict;
  }
  return Problem::Kind::conflict;
}

}  // namespace

Problem problem_of(conference::Refusal refusal) {
  const conference::Text text = conference::text_of(refusal);
  return {kind_of(refusal), std::string{to_text(refusal)}, std::string{text.vi}, std::string{text.en}};
}

Problem problem_of(std::span<const conference::FieldFault> faults) {
  Problem problem = problem_of(conference::Refusal::invalid_field);
  for (const conference::FieldFault& fault : faults) {
    const conference::Text text = conference::text_of(fault.kind);
    problem.faults.push_back(
        {fault.field, std::string{to_text(fault.kind)}, std::string{text.vi}, std::string{text.en}});
  }
  return problem;
}

Problem token_missing() {
  return {Problem::Kind::unauthorized, "token_missing",
          "Thiếu mã truy cập. Hãy mở lại đúng đường liên kết đã được gửi.",
          "The access token is missing. Open the link that was sent to you again."};
}

Problem token_invalid() {
  return {Problem::Kind::unauthorized, "token_invalid",
          "Mã truy cập không hợp lệ ở máy chủ này. Kiểm tra xem đường liên kết có bị cắt mất phần nào không.",
          "The access token is not valid on this server. Check whether the link was cut short."};
}

Problem token_revoked() {
  return {Problem::Kind::unauthorized, "token_revoked",
          "Đường liên kết này đã bị thu hồi. Hãy xin ban tổ chức một đường liên kết mới.",
          "This link was revoked. Ask the organiser for a new one."};
}

Problem token_expired() {
  return {Problem::Kind::unauthorized, "token_expired",
          "Đường liên kết đã hết hạn. Hãy xin ban tổ chức đường liên kết mới.",
          "This link has expired. Ask the organiser for a new one."};
}

Problem no_such_session() {
  return {Problem::Kind::not_found, "no_such_session", "Phiên truyền không còn. Hãy kết nối lại.",
          "The media session is gone. Connect again."};
}

Problem etag_mismatch() {
  return {Problem::Kind::precondition_failed, "etag_mismatch",
          "Yêu cầu thuộc về một phiên ICE cũ. Dùng ETag mới nhất hoặc kết nối lại.",
          "The request belongs to an old ICE session. Use the latest ETag, or connect again."};
}

Problem malformed_sdp(std::string detail_en) {
  return {Problem::Kind::malformed, "malformed_sdp",
          "Bản mô tả SDP không dùng được (" + detail_en + ") Cập nhật trình duyệt hoặc thiết bị rồi thử lại.",
          std::move(detail_en)};
}

Problem no_common_codec(std::string detail_en) {
  return {Problem::Kind::unprocessable, "no_common_codec",
          "Thiết bị không có bộ mã hóa nào máy chủ hiểu được. Bật VP8, H.264 hoặc VP9 và Opus rồi thử lại.",
          std::move(detail_en)};
}

Problem malformed_request(std::string detail_en) {
  return {Problem::Kind::malformed, "malformed_request", "Không đọc được yêu cầu.", std::move(detail_en)};
}

Problem too_many_sessions() {
  return {Problem::Kind::too_many, "too_many", "Đã có quá nhiều kết nối cùng loại. Đóng bớt trang đang mở rồi thử lại.",
          "Too many connections of this kind are open. Close some pages, then try again."};
}

Problem too_many_commands() {
  return {Problem::Kind::too_many, "too_many", "Quá nhiều lệnh trong một lúc. Đợi vài giây rồi bấm lại.",
          "Too many commands at once. Wait a few seconds, then try again."};
}

Problem overloaded() {
  return {Problem::Kind::overloaded, "overloaded", "Máy chủ đang quá tải. Đợi vài giây rồi thử lại.",
          "The server is overloaded. Wait a few seconds, then try again."};
}

Problem storage_failed() {
  return {Problem::Kind::storage, "overloaded",
          "Máy chủ không ghi được nhật ký nên chưa có gì thay đổi. Báo người quản trị kiểm tra đĩa.",
          "The server could not write its log, so nothing was changed. Tell the administrator to check the disk."};
}

Problem storage_failed(const OperatorLog& log, std::string_view why) {
  if (log) {
    log(why);
  }
  return storage_failed();
}

}  // namespace diemcau::server
