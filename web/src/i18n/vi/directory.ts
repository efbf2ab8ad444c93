export const directory = {
  directory: { heading: "Danh bạ" },
};
