export const gate = {
  /** What happened, and what to do. */
  gate: {
    token_revoked: {
      what: "Đường dẫn này đã bị thu hồi",
      todo: "Hãy xin ban tổ chức đường dẫn mới.",
    },
    token_expired: {
      what: "Đường dẫn này đã hết hạn",
      todo: "Hãy xin ban tổ chức đường dẫn mới.",
    },
    token_invalid: {
      what: "Đường dẫn không đúng",
      todo: "Hãy sao chép lại cả đường dẫn, gồm phần sau dấu #.",
    },
    token_missing: {
      what: "Đường dẫn này thiếu mã truy cập",
      todo: "Hãy sao chép lại cả đường dẫn, gồm phần sau dấu #.",
    },
    no_such_conference: {
      what: "Hội nghị này không còn trên máy chủ",
      todo: "Hãy xin ban tổ chức đường dẫn mới.",
    },
    no_common_codec: {
      what: "Trình duyệt này không có định dạng hình mà hội nghị dùng",
      todo: "Hãy dùng Chromium hoặc Firefox bản mới.",
    },
    other: { what: (code: string) => `Máy chủ từ chối (${code})`, todo: "Hãy báo ban tổ chức." },
  },
};
