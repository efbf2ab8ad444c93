export const hall = {
  hall: { waiting: "Đang kết nối", info: "Hiện hoặc ẩn đồng hồ và mục đang họp" },
};
