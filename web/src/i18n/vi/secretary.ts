export const secretary = {
  secretary: { heading: "Bàn thư ký" },
};
