#include "conference/refusal.hpp"

#include <algorithm>
#include <array>
#include <boost/mp11/algorithm.hpp>
#include <utility>

namespace diemcau::conference {
namespace {

constexpr auto kTexts = std::to_array<std::pair<Refusal, Text>>({
    // Of any conference.
    {Refusal::not_permitted,
     {"Đường liên kết này không có quyền làm việc đó. Hãy nhờ người có quyền.",
      "This link may not do that. Ask somebody whose role it is."}},
    {Refusal::no_such_conference,
     {"Không có hội nghị này. Kiểm tra lại đường liên kết.", "There is no such conference. Check the link."}},
    {Refusal::already_created,
     {"Hội nghị đã được tạo. Chọn mã khác.", "The conference exists already. Choose another id."}},
    {Refusal::invalid_field,
     {"Có trường không hợp lệ. Sửa lại rồi gửi lại.", "A field is not valid. Correct it and send again."}},
    {Refusal::conference_not_open,
     {"Hội nghị chưa khai mạc. Hãy khai mạc trước.", "The conference is not open yet. Open it first."}},
    {Refusal::already_open, {"Hội nghị đã khai mạc rồi.", "The conference is open already."}},
    {Refusal::conference_concluded,
     {"Hội nghị đã kết thúc, không thay đổi được nữa.",
      "The conference is concluded; nothing in it changes any more."}},
    {Refusal::no_such_site,
     {"Hội nghị không có điểm cầu này. Chọn một điểm cầu trong danh sách.",
      "The conference has no such site. Choose one from the list."}},
    {Refusal::site_not_present,
     {"Điểm cầu chưa kết nối. Đợi điểm cầu vào rồi thử lại.",
      "The site is not connected. Wait until it has joined, then try again."}},
    {Refusal::already_has_floor, {"Điểm cầu này đang phát biểu rồi.", "The site has the floor already."}},
    {Refusal::no_turn, {"Không có điểm cầu nào đang phát biểu.", "No site has the floor."}},
    {Refusal::turn_too_long,
     {"Một lượt không dài quá một ngày. Chọn số phút ít hơn.", "A turn lasts a day at most. Choose fewer minutes."}},
    {Refusal::no_such_link, {"Không có đường liên kết này.", "There is no such link."}},
    {Refusal::link_exists,
     {"Mã liên kết đã có. Thử lại với mã khác.", "A link of that id exists. Try again with another one."}},
    {Refusal::last_chair_link,
     {"Đây là đường liên kết chủ trì cuối cùng. Cấp đường liên kết chủ trì khác trước khi thu hồi.",
      "This is the last chair's link. Issue another one before revoking it."}},
    {Refusal::too_many,
     {"Đã đạt giới hạn của hội nghị. Bớt đi rồi thử lại.",
      "The conference's limit is reached. Remove some, then try again."}},
    {Refusal::stale,
     {"Tình hình vừa thay đổi. Xem lại màn hình rồi bấm lại nếu vẫn cần.",
      "Things have just changed. Look again, and repeat it if it is still wanted."}},
    // Before the day.
    {Refusal::no_such_item,
     {"Chương trình không có mục này. Xem lại chương trình rồi thử lại.",
      "The programme has no such item. Look at it again, then try again."}},
    {Refusal::no_such_delegate,
     {"Hội nghị không có đại biểu này. Xem lại danh sách.",
      "The conference has no such delegate. Look at the list again."}},
    {Refusal::site_in_use,
     {"Điểm cầu còn có mặt trong chương trình hoặc còn đại biểu, hoặc là điểm cầu chính. Bỏ các mục đó trước.",
      "The site still stands in the programme or has delegates, or is the main site. Remove these first."}},
    {Refusal::site_has_joined,
     {"Điểm cầu đã từng kết nối nên không rút khỏi hội nghị được. Có thể thu hồi đường liên kết của điểm cầu.",
      "The site has been in the conference, so it stays in its records. Its links can be revoked."}},
    {Refusal::no_such_paper,
     {"Không có tham luận này. Xem lại danh sách.", "There is no such paper. Look at the list again."}},
    {Refusal::paper_not_approved,
     {"Tham luận chưa được duyệt. Ban tổ chức hoặc thư ký duyệt rồi mới chiếu được.",
      "The paper was not approved yet. Organiser or secretary must let it pass before it is shown."}},
    {Refusal::not_presenting,
     {"Điểm cầu chỉ chiếu được tham luận của mình khi đang được mời phát biểu.",
      "A site shows its own paper only, and only while it has the floor."}},
    {Refusal::no_such_page, {"Tham luận không có trang này.", "The paper has no such page."}},
    {Refusal::no_paper_shown,
     {"Không có tham luận nào đang chiếu. Hãy chiếu một tham luận trước.", "No paper is shown. Show one first."}},
    {Refusal::no_line_test,
     {"Điểm cầu chưa thông tuyến lần nào. Hãy thông tuyến trước rồi ký.",
      "The site has made no line test yet. Make one before signing."}},
    {Refusal::no_rehearsal,
     {"Chỉ hội nghị diễn tập mới có điểm cầu mô phỏng. Hãy tạo một bản diễn tập.",
      "Only rehearsals have simulated sites. Make a rehearsal of this conference first."}},
    // Leading on the day.
    {Refusal::not_presiding,
     {"Người khác đang chủ trì. Bấm “Nhận quyền chủ trì” rồi làm lại.",
      "Somebody else presides. Take the chair first, then do it again."}},
    {Refusal::conference_paused,
     {"Hội nghị đang tạm nghỉ. Tiếp tục hội nghị rồi làm lại.",
      "The conference is paused. Resume it, then do it again."}},
    {Refusal::no_such_request,
     {"Đăng ký phát biểu này không còn nữa. Xem lại danh sách đăng ký.",
      "This request for the floor is no longer there. Look at the queue again."}},
    {Refusal::no_next,
     {"Không còn ai trong danh sách và chương trình. Chọn một điểm cầu để mời phát biểu.",
      "Neither queue nor programme has anybody left. Choose a site to give the floor to."}},
    {Refusal::no_preview,
     {"Chưa có hình chuẩn bị. Chọn bố cục hình để chuẩn bị trước.", "Nothing is in preview. Set the preview first."}},
    {Refusal::site_shown_twice,
     {"Một điểm cầu không đứng ở cả hai nửa màn hình được. Chọn điểm cầu khác.",
      "One site cannot stand in both halves. Choose another."}},
    {Refusal::cannot_undo,
     {"Không hoàn tác được vì sau đó đã có thay đổi khác. Hãy chỉnh lại bằng một thao tác mới.",
      "It cannot be undone: something else was done since. Put it right by a new act."}},
    {Refusal::undo_too_late,
     {"Đã quá thời gian hoàn tác. Hãy chỉnh lại bằng một thao tác mới.",
      "It is too late to undo this. Put it right by a new act."}},
    {Refusal::no_chair_link,
     {"Đường liên kết này không dùng để chủ trì được. Chọn một đường liên kết chủ trì còn hiệu lực.",
      "This link is not for the chair. Choose a chair's link that was not revoked."}},
    // The assembly: roll call, votes, notes, messages.
    {Refusal::vote_open,
     {"Đang có một biểu quyết. Hãy kết thúc biểu quyết đó trước.", "A vote is open. Close it first."}},
    {Refusal::vote_closed,
     {"Biểu quyết này đã kết thúc, không nhận thêm phiếu.", "This vote is closed and takes no more ballots."}},
    {Refusal::no_such_motion,
     {"Không có biểu quyết này. Xem lại danh sách biểu quyết.",
      "There is no such vote. Look at the list of votes again."}},
    {Refusal::no_electors,
     {"Chưa có ai có mặt để biểu quyết. Hãy điểm danh hoặc đợi các điểm cầu kết nối.",
      "Nobody is there to vote. Call the roll, or wait until sites have joined."}},
    {Refusal::not_elector,
     {"Không có tên trong danh sách biểu quyết tại điểm cầu này. Liên hệ thư ký nếu có nhầm lẫn.",
      "This is not one of the site's electors in this vote. Ask the secretary if that is a mistake."}},
    {Refusal::already_voted,
     {"Phiếu này đã được bỏ, mỗi người chỉ biểu quyết một lần.",
      "This ballot was cast already; each elector votes once."}},
    {Refusal::ballot_key_lost,
     {"Khóa của biểu quyết kín này đã mất nên không kiểm phiếu được. Biểu quyết bị hủy, hãy mở lại và bỏ "
      "phiếu lại.",
      "The key of this secret vote is lost, so its ballots cannot be counted. The vote is void: open it again "
      "and vote anew."}},
    {Refusal::no_such_note,
     {"Không có ghi chép này trong danh sách. Tải lại trang rồi thử lại.",
      "There is no such note in the list. Reload the page, then try again."}},
    {Refusal::note_corrected,
     {"Ghi chép này đã được sửa. Hãy sửa bản mới nhất.", "This note was corrected already. Correct the latest one."}},
    {Refusal::no_such_question,
     {"Không có câu hỏi này trong danh sách. Tải lại trang rồi thử lại.",
      "There is no such question in the list. Reload the page, then try again."}},
    {Refusal::question_settled,
     {"Câu hỏi này đã được giải quyết. Nếu cần, đề nghị điểm cầu gửi lại.",
      "This question is settled. If need be, let the site ask again."}},
});

constexpr bool has_text(Refusal refusal) {
  return std::ranges::find(kTexts, refusal, &std::pair<Refusal, Text>::first) != kTexts.end();
}
constexpr bool all_have_texts() {
  bool all = true;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Refusal>>(
      [&](auto one) { all &= has_text(one.value); });
  return all;
}
static_assert(all_have_texts());

}  // namespace

Text text_of(Refusal refusal) {
  const auto found = std::ranges::find(kTexts, refusal, &std::pair<Refusal, Text>::first);
  return found == kTexts.end() ? Text{} : found->second;
}

}  // namespace diemcau::conference
