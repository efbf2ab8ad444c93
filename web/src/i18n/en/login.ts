import type { login as vi } from "../vi/login";

export const login: typeof vi = {
  login: {
    heading: "Sign in",
    name: "Account name",
    password: "Password",
    enter: "Sign in",
    leave: "Sign out",
    wrong: "The account name or the password is not right. Enter them again and press Sign in.",
    tooMany: "Too many attempts. Wait a few minutes, then try again.",
    needName: "Enter the account name.",
    needPassword: "Enter the password.",
  },
};
