export const parts = {
  parts: {
    close: "Đóng",
    used: "đã nói",
    left: "còn",
    over: "quá giờ",
    rows: (count: number) => `${count} dòng`,
    none: "Chưa có gì ở đây.",
  },
};
