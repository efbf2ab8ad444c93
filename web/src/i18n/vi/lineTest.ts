export const lineTest = {
  lineTest: { heading: "Kiểm tra đường truyền" },
};
