export const home = {
  home: {
    heading: "Mở bằng đường dẫn của bạn",
    text: "Mỗi người, mỗi điểm cầu có một đường dẫn riêng do ban tổ chức gửi. Hãy mở đúng đường dẫn đó trên máy này.",
    roles: "Đường dẫn mở ra một trong các trang sau",
    site: "Phòng họp của một điểm cầu: máy quay, micrô, hình của hội nghị.",
    chair: "Người chủ trì: mời phát biểu, kết thúc lượt, kết luận.",
    director: "Kỹ thuật trung tâm: chọn hình cho cả hội nghị.",
    secretary: "Thư ký: điểm danh, ghi chép, câu hỏi và biểu quyết.",
    hall: "Máy chiếu của hội trường: chỉ có hình và tiếng.",
    observer: "Người theo dõi: chỉ xem và nghe.",
    noToken: "Đường dẫn này thiếu mã truy cập. Hãy sao chép lại cả đường dẫn, gồm phần sau dấu #.",
  },
};
