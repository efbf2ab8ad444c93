import { grouped } from "./grouped";

export const vote = {
  vote: {
    heading: "Mở biểu quyết",
    title: "Nội dung biểu quyết",
    titleHint: "Viết như sẽ đọc trong biên bản",
    text: "Diễn giải (nếu cần)",
    methodLabel: "Cách biểu quyết",
    method: { open: "Công khai", secret: "Kín", weighted: "Công khai, theo trọng số" },
    electorsLabel: "Ai biểu quyết",
    electors: { site: "Mỗi điểm cầu", delegate: "Từng đại biểu" },
    ruleLabel: "Thông qua khi",
    rule: { majority: "Quá nửa tán thành", two_thirds: "Ít nhất hai phần ba tán thành" },
    quorum: "Cần ít nhất bao nhiêu % số phiếu",
    fault: {
      title: "Hãy viết nội dung biểu quyết.",
      quorum: "Hãy viết một số nguyên từ 0 đến 100.",
    },
    start: "Mở biểu quyết",
    open: "ĐANG BIỂU QUYẾT",
    number: (number: number) => `Biểu quyết ${number}`,
    cast: (cast: number, eligible: number) => `${grouped(cast)}/${grouped(eligible)} đã bỏ phiếu`,
    secret: "Biểu quyết kín: kết quả chỉ có sau khi kết thúc.",
    choice: { yes: "Tán thành", no: "Không tán thành", abstain: "Không có ý kiến" },
    close: "Kết thúc biểu quyết",
    closeAsk: "Kết thúc biểu quyết?",
    closeText: (missing: number) => `Còn ${missing} phiếu chưa bỏ. Sau khi kết thúc không ai bỏ thêm phiếu được.`,
    outcome: {
      passed: "ĐƯỢC THÔNG QUA",
      rejected: "KHÔNG ĐƯỢC THÔNG QUA",
      no_quorum: "KHÔNG ĐỦ SỐ PHIẾU",
      voided: "BỊ HỦY, CẦN BIỂU QUYẾT LẠI",
    },
    none: "Chưa có biểu quyết nào.",
  },
};
