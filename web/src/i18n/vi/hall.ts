export const hall = {
  hall: { waiting: "Đang kết nối" },
};
