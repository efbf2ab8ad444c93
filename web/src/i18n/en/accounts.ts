import type { accounts as vi } from "../vi/accounts";

export const accounts: typeof vi = {
  accounts: { heading: "Accounts" },
};
