export const parts = {
  parts: {
    close: "Đóng",
    used: "đã nói",
    left: "còn",
    over: "quá giờ",
    shortcutsOn: "Phím tắt: bật",
    shortcutsOff: "Phím tắt: tắt",
    hidePaper: "Thôi chiếu tài liệu",
    none: "Chưa có gì ở đây.",
  },
};
