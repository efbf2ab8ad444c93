export const office = {
  office: {
    heading: "Hội nghị",
    menu: "Các trang",
    loading: "Đang mở…",
    unreachable: "Không tới được máy chủ. Kiểm tra mạng rồi bấm Thử lại.",
    refused: (code: string) => `Máy chủ không nhận (${code}).`,
    retry: "Thử lại",
  },
};
