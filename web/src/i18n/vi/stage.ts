export const stage = {
  stage: {
    openingPaper: "Đang mở tài liệu",
    noPaper: "Chưa mở được tài liệu, đang tự thử lại",
  },
};
