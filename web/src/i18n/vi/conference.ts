export const conference = {
  conference: { heading: "Chuẩn bị hội nghị" },
};
