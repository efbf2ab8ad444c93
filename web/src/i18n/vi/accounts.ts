export const accounts = {
  accounts: { heading: "Tài khoản" },
};
