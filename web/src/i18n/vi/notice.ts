export const notice = {
  done: {
    give_floor: (name: string) => `Đã mời ${name}`,
    take_back_floor: "Đã kết thúc lượt",
    take_scene: (name: string) => `Đã lên hình ${name}`,
    undo: "Hoàn tác",
  },
  refusal: {
    title: "Chưa thực hiện được",
    site_not_present: "Điểm cầu này chưa có mặt. Chờ điểm cầu kết nối rồi mời lại.",
    no_turn: "Không có lượt phát biểu nào để kết thúc.",
    already_has_floor: "Điểm cầu này đang phát biểu.",
    conference_not_open: "Hội nghị chưa khai mạc. Bấm Khai mạc trước.",
    conference_concluded: "Hội nghị đã kết thúc.",
    stale: "Tình hình vừa thay đổi. Xem lại rồi bấm lần nữa.",
    not_permitted: "Đường dẫn này không có quyền làm việc đó.",
    unreachable: "Không tới được máy chủ. Trang đang tự kết nối lại; bấm lại sau giây lát.",
    other: (code: string) => `Máy chủ không nhận (${code}). Hình và tiếng không bị ảnh hưởng.`,
    close: "Đóng",
  },
};
