/** Vietnamese, the first language of the product. Its keys are the dictionary's shape; every other language has them all. */
export const vi = {
  language: "Tiếng Việt",
  product: "Điểm cầu",
  tagline: "Hội nghị trực tuyến nhiều điểm cầu",

  pages: {
    home: "Điểm cầu",
    site: "Điểm cầu",
    chair: "Chủ trì",
    director: "Đạo diễn hình",
    hall: "Màn hình hội trường",
    observer: "Theo dõi",
  },

  home: {
    heading: "Mở bằng đường dẫn của bạn",
    text: "Mỗi người, mỗi điểm cầu có một đường dẫn riêng do ban tổ chức gửi. Hãy mở đúng đường dẫn đó trên máy này.",
    roles: "Đường dẫn mở ra một trong các trang sau",
    site: "Phòng họp của một điểm cầu: máy quay, micrô, hình của hội nghị.",
    chair: "Người chủ trì: mời phát biểu, kết thúc lượt, kết luận.",
    director: "Kỹ thuật trung tâm: chọn hình cho cả hội nghị.",
    hall: "Máy chiếu của hội trường: chỉ có hình và tiếng.",
    observer: "Người theo dõi: chỉ xem và nghe.",
    noToken: "Đường dẫn này thiếu mã truy cập. Hãy sao chép lại cả đường dẫn, gồm phần sau dấu #.",
  },

  theme: { toLight: "Nền sáng", toDark: "Nền tối" },
  otherLanguage: "English",

  bar: {
    connecting: "ĐANG KẾT NỐI",
    planned: "CHƯA KHAI MẠC",
    waiting: "CHỜ",
    onAir: "ĐANG PHÁT",
    lost: "MẤT KẾT NỐI",
    replaced: "ĐÃ MỞ Ở MÁY KHÁC",
    concluded: "ĐÃ KẾT THÚC",
    refused: "KHÔNG VÀO ĐƯỢC",
  },
  barDetail: {
    connecting: "Đang vào hội nghị…",
    planned: "Hội nghị chưa bắt đầu. Hình và tiếng của điểm cầu đã sẵn sàng.",
    waiting: (name: string) => `${name} đang phát`,
    waitingHeard: (name: string) => `${name} đang phát · Mọi người nghe được điểm cầu này`,
    onAir: "Cả hội nghị đang thấy và nghe điểm cầu này",
    onAirSeen: "Cả hội nghị đang thấy điểm cầu này, chưa nghe tiếng",
    onAirMuted: "Micrô đang tắt: cả hội nghị thấy hình nhưng không nghe tiếng",
    lost: "Đang tự kết nối lại, không cần làm gì",
    replaced: "Hình và tiếng của điểm cầu đang được truyền từ máy khác",
    concluded: "Hội nghị đã kết thúc. Máy quay và micrô đã tắt.",
  },

  tally: {
    onAir: "ĐANG PHÁT",
    lost: "MẤT KẾT NỐI",
    noPicture: "Chưa có hình",
    floor: "Đang phát biểu",
  },

  green: {
    heading: "Chuẩn bị vào hội nghị",
    camera: "Máy quay",
    microphone: "Micrô",
    speaker: "Loa",
    firstDevice: "Thiết bị mặc định",
    unnamed: (kind: string, number: number) => `${kind} ${number}`,
    rawSound: "Tiếng lấy từ bàn trộn của hội trường",
    rawSoundHint: "Tắt khử vọng, lọc ồn và tự chỉnh âm lượng của trình duyệt.",
    testTone: "Thử loa",
    level: "Mức tiếng",
    levelHint: "Nói thử một câu: vạch phải chạm vùng xanh.",
    join: "Vào hội nghị",
    noSpeakerChoice: "Trình duyệt này phát ra loa của hệ thống.",
  },

  controls: {
    mute: "Tắt micrô",
    unmute: "Bật micrô",
    cameraOff: "Tắt máy quay",
    cameraOn: "Bật máy quay",
    devices: "Thiết bị",
    closeDevices: "Đóng",
    takeBack: "Truyền lại từ máy này",
    retry: "Thử lại",
    enableSound: "Bật tiếng",
  },

  mutedByCentre: "Trung tâm đã tắt micrô của điểm cầu này",
  own: "Hình của điểm cầu này",
  cameraOffSlate: "Máy quay đang tắt",
  noCameraSlate: "Không có máy quay",
  line: { label: "Đường truyền", good: "Tốt", weak: "Chập chờn", down: "Đứt", starting: "Đang nối" },

  trouble: {
    camera: {
      denied:
        "Trình duyệt chưa được phép dùng máy quay. Bấm biểu tượng ổ khóa cạnh địa chỉ, cho phép, rồi bấm Thử lại.",
      missing: "Không thấy máy quay. Cắm lại máy quay rồi bấm Thử lại. Tiếng vẫn truyền được.",
      busy: "Máy quay đang được chương trình khác dùng. Đóng chương trình đó rồi bấm Thử lại. Tiếng vẫn truyền được.",
      insecure: "Trình duyệt chỉ mở máy quay qua HTTPS. Hãy mở đường dẫn bắt đầu bằng https://.",
      failed: "Không mở được máy quay. Rút ra cắm lại rồi bấm Thử lại. Tiếng vẫn truyền được.",
    },
    microphone: {
      denied: "Trình duyệt chưa được phép dùng micrô. Bấm biểu tượng ổ khóa cạnh địa chỉ, cho phép, rồi bấm Thử lại.",
      missing: "Không thấy micrô. Cắm lại micrô rồi bấm Thử lại. Hình vẫn truyền được.",
      busy: "Micrô đang được chương trình khác dùng. Đóng chương trình đó rồi bấm Thử lại. Hình vẫn truyền được.",
      insecure: "Trình duyệt chỉ mở micrô qua HTTPS. Hãy mở đường dẫn bắt đầu bằng https://.",
      failed: "Không mở được micrô. Rút ra cắm lại rồi bấm Thử lại. Hình vẫn truyền được.",
    },
  },

  chair: {
    sites: "Điểm cầu",
    present: (present: number, all: number) => `${present}/${all} có mặt`,
    give: "Mời",
    giveLong: "Mời phát biểu",
    takeBack: "Kết thúc lượt",
    conclude: "Kết luận",
    concludeAsk: "Kết thúc hội nghị?",
    concludeText: "Mọi lượt phát biểu dừng lại và các điểm cầu thấy «Đã kết thúc». Việc này không hoàn tác được.",
    concludeYes: "Kết luận hội nghị",
    cancel: "Quay lại",
    open: "Khai mạc",
    items: "Chương trình",
    minutes: (minutes: number) => `${minutes} phút`,
    noTurn: "Chưa mời ai phát biểu",
    turn: (number: number) => `Lượt ${number}`,
    spoken: "đã nói",
    left: "còn",
    over: "quá giờ",
    mainSite: "điểm cầu chính",
    choose: "Chọn một điểm cầu có mặt để mời",
    filter: "Tìm điểm cầu",
    noneFound: "Không có điểm cầu nào khớp",
    more: (count: number) => `và ${count} điểm cầu nữa: gõ tên để tìm`,
  },

  presence: { present: "Có mặt", absent: "Vắng", lost: "Mất kết nối", muted: "micrô tắt", noCamera: "không có hình" },

  director: {
    take: "Lên hình",
    mute: "Tắt tiếng",
    unmute: "Cho phép tiếng",
  },

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

  /** What happened, and what to do. */
  gate: {
    token_revoked: {
      what: "Đường dẫn này đã bị thu hồi",
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

  hall: { waiting: "Đang kết nối" },
  closing: { word: "Hội nghị đã kết thúc", page: "Có thể đóng trang này." },
};

export type Dictionary = typeof vi;
